import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, Radio, Switch } from 'antd';
import { useState } from 'react';
import { displayNumber } from '../../../domain/number-400.js';
import { REASONS, type ReasonCode } from '../../../domain/reason-codes.js';
import type { Application, Check } from '../../applications/applications.ts';
import { useFormat } from '../../language/format.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { uiTexts } from '../../ui/texts.ts';
import { CaseDialog } from './CaseDialog.tsx';
import type { Ask, Draft } from '../drafts.ts';
import { KEYS, type Command } from '../keys.ts';
import { ReasonSelect } from './ReasonSelect.tsx';
import type { Act } from '../reviews.ts';
import { stopName } from '../StopList.tsx';
import type { Stop } from '../stops.ts';
import { reviewTexts } from '../texts.ts';
import { dialogTexts } from './texts.ts';

export interface DialogProps {
  readonly busy: boolean;
  readonly draft: Draft;
  readonly change: (change: (draft: Draft) => Draft) => void;
  readonly onClose: () => void;
}

const text = (note: string) => (note.trim() === '' ? {} : { note: note.trim() });
const toApplicant = (note: string) => (note.trim() === '' ? {} : { noteToApplicant: note.trim() });

export function ApproveDialog({
  application,
  failing,
  fraud,
  onSend,
  ...props
}: DialogProps & {
  readonly application: Application;
  /** Failed checks that nobody overrode yet, one of each code. */
  readonly failing: readonly Check[];
  readonly fraud: boolean;
  readonly onSend: (body: Act['decide']) => void;
}) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const format = useFormat();
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const given = (code: string) => reasons[code]?.trim() ?? '';
  const override = failing.map(({ code }) => ({ checkCode: code, reason: given(code) }));
  return (
    <CaseDialog
      title={texts.approveTitle(application.entity.name ?? texts.unnamed)}
      ok={texts.approve}
      busy={props.busy}
      ready={override.every(({ reason }) => reason !== '')}
      onClose={props.onClose}
      onOk={() =>
        onSend({ outcome: 'approve', ...(override.length === 0 ? {} : { override }), ...text(props.draft.note) })
      }
    >
      <p>{texts.approveLead(format.list(application.numbers.map(displayNumber)))}</p>
      {fraud ? <p className="status bad">{texts.approveFraud}</p> : null}
      {failing.length === 0 ? null : <p>{texts.overrideLead}</p>}
      {failing.map(({ code, message }, at) => (
        <label key={code} className="field-label">
          {message}
          <Input
            data-first={at === 0 ? true : undefined}
            aria-label={texts.overrideOf(message)}
            maxLength={500}
            value={reasons[code] ?? ''}
            onChange={({ target }) => setReasons({ ...reasons, [code]: target.value })}
          />
        </label>
      ))}
      <Note
        label={texts.noteInternal}
        value={props.draft.note}
        onChange={(note) => props.change((d) => ({ ...d, note }))}
      />
    </CaseDialog>
  );
}

function Note({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <label className="field-label">
      {label}
      <Input.TextArea rows={2} maxLength={2000} value={value} onChange={({ target }) => onChange(target.value)} />
    </label>
  );
}

export function RejectDialog({ onSend, ...props }: DialogProps & { readonly onSend: (body: Act['decide']) => void }) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const { language } = useLanguage();
  const [reason, setReason] = useState<ReasonCode | null>(null);
  return (
    <CaseDialog
      title={texts.rejectTitle}
      ok={texts.reject}
      danger
      busy={props.busy}
      ready={reason !== null}
      onClose={props.onClose}
      onOk={() => {
        if (reason === null) return;
        onSend({
          outcome: 'reject',
          reasons: [reason],
          ...text(props.draft.note),
          ...toApplicant(props.draft.noteToApplicant),
        });
      }}
    >
      <p>{texts.rejectLead}</p>
      <ReasonSelect label={texts.reason} value={reason} fixable={false} first onChange={setReason} />
      {reason === null ? null : (
        <p className="preview">
          {REASONS[reason].audience === 'fraud' ? texts.fraudReason : REASONS[reason][language]}
        </p>
      )}
      <Note
        label={texts.noteToApplicant}
        value={props.draft.noteToApplicant}
        onChange={(noteToApplicant) => props.change((d) => ({ ...d, noteToApplicant }))}
      />
      <Note
        label={texts.noteInternal}
        value={props.draft.note}
        onChange={(note) => props.change((d) => ({ ...d, note }))}
      />
    </CaseDialog>
  );
}

/** Several asks in one message; what was begun stays when the dialogue is closed. */
export function RequestDialog({ onSend, ...props }: DialogProps & { readonly onSend: (body: Act['decide']) => void }) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const { language } = useLanguage();
  const { draft, change } = props;
  const [adding, setAdding] = useState(draft.asks.length === 0);
  const put = (at: number, ask: Ask | null) =>
    change((d) => ({
      ...d,
      asks: d.asks.flatMap((known, index) => (index !== at ? [known] : ask === null ? [] : [ask])),
    }));
  return (
    <CaseDialog
      title={texts.requestTitle}
      ok={texts.requestSend}
      cancel={texts.keep}
      busy={props.busy}
      ready={draft.asks.length > 0}
      onClose={props.onClose}
      onOk={() =>
        onSend({
          outcome: 'request_information',
          requests: draft.asks.map(({ reason, note }) => ({ reason, ...text(note) })),
          ...toApplicant(draft.noteToApplicant),
        })
      }
    >
      <p className="quiet">{texts.requestLead}</p>
      {draft.asks.map((ask, at) => (
        <fieldset key={at} className="ask">
          <legend>{texts.ask(at + 1)}</legend>
          <div className="ask-line">
            <ReasonSelect
              label={`${texts.ask(at + 1)} ${texts.reason}`}
              value={ask.reason}
              fixable
              onChange={(reason) => put(at, { ...ask, reason })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={texts.askRemove(at + 1)}
              onClick={() => put(at, null)}
            />
          </div>
          <p className="preview">
            <span className="quiet">{texts.preview}</span> {REASONS[ask.reason][language]}
          </p>
          <Input
            aria-label={`${texts.ask(at + 1)} ${texts.askNote}`}
            placeholder={texts.askNote}
            maxLength={500}
            value={ask.note}
            onChange={({ target }) => put(at, { ...ask, note: target.value })}
          />
        </fieldset>
      ))}
      {adding ? (
        <ReasonSelect
          label={texts.ask(draft.asks.length + 1)}
          value={null}
          fixable
          first
          onChange={(reason) => {
            change((d) => ({ ...d, asks: [...d.asks, { reason, note: '' }] }));
            setAdding(false);
          }}
        />
      ) : (
        <Button type="dashed" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {texts.addAsk}
        </Button>
      )}
      <Note
        label={texts.noteToApplicant}
        value={draft.noteToApplicant}
        onChange={(noteToApplicant) => change((d) => ({ ...d, noteToApplicant }))}
      />
    </CaseDialog>
  );
}

export function CorrectDialog({
  stop,
  busy,
  onClose,
  onSend,
}: Pick<DialogProps, 'busy' | 'onClose'> & { readonly stop: Stop; readonly onSend: (body: Act['correct']) => void }) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const [value, setValue] = useState(stop.value ?? '');
  const [reason, setReason] = useState<string>(texts.correctWhyDefault);
  return (
    <CaseDialog
      title={texts.correctTitle(stopName(texts, stop))}
      ok={texts.correctSend}
      busy={busy}
      ready={value.trim() !== '' && reason.trim() !== ''}
      onClose={onClose}
      onOk={() =>
        onSend({ document: stop.documentId, field: stop.rawField, value: value.trim(), reason: reason.trim() })
      }
    >
      <label className="field-label">
        {texts.correctValue}
        <Input data-first value={value} maxLength={500} onChange={({ target }) => setValue(target.value)} />
      </label>
      <label className="field-label">
        {texts.correctWhy}
        <Input value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
      </label>
    </CaseDialog>
  );
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Nine in the morning in Beijing, that many days on. */
const nine = (days: number) => (now: number) => Math.floor((now + 8 * HOUR) / DAY) * DAY + days * DAY + HOUR;
const PARK = {
  hour: (now: number) => now + HOUR,
  hours: (now: number) => now + 4 * HOUR,
  tomorrow: nine(1),
  threeDays: nine(3),
  week: nine(7),
} as const;
type ParkChoice = keyof typeof PARK;

export function ParkDialog({ onSend, ...props }: DialogProps & { readonly onSend: (body: Act['park']) => void }) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const format = useFormat();
  const [choice, setChoice] = useState<ParkChoice>('hour');
  const [now] = useState(() => Date.now());
  const until = (name: ParkChoice) => new Date(PARK[name](now)).toISOString();
  return (
    <CaseDialog
      title={texts.parkTitle}
      ok={texts.park}
      busy={props.busy}
      onClose={props.onClose}
      onOk={() => onSend({ until: until(choice), ...text(props.draft.note) })}
    >
      <p className="quiet">{texts.parkLead}</p>
      <span data-first>
        <Radio.Group
          vertical
          aria-label={texts.parkTitle}
          value={choice}
          onChange={({ target }) => setChoice(target.value as ParkChoice)}
          options={(Object.keys(PARK) as ParkChoice[]).map((name) => ({
            value: name,
            label: `${texts.parkChoices[name]}  ${format.dateTime(until(name))}`,
          }))}
        />
      </span>
      <Note
        label={texts.parkNote}
        value={props.draft.note}
        onChange={(note) => props.change((d) => ({ ...d, note }))}
      />
    </CaseDialog>
  );
}

export function CommentDialog({ onSend, ...props }: DialogProps & { readonly onSend: (body: Act['comment']) => void }) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const { comment } = props.draft;
  return (
    <CaseDialog
      title={texts.comment}
      ok={texts.commentSend}
      busy={props.busy}
      ready={comment.trim() !== ''}
      onClose={props.onClose}
      onOk={() => onSend({ text: comment.trim() })}
    >
      <label className="field-label">
        <span className="quiet">{texts.commentHint}</span>
        <Input.TextArea
          data-first
          aria-label={texts.comment}
          rows={3}
          maxLength={2000}
          value={comment}
          onChange={({ target }) => props.change((d) => ({ ...d, comment: target.value }))}
        />
      </label>
    </CaseDialog>
  );
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
};

export function HelpDialog({
  on,
  onSwitch,
  onClose,
}: {
  readonly on: boolean;
  readonly onSwitch: (on: boolean) => void;
  readonly onClose: () => void;
}) {
  const texts = { ...useTexts(reviewTexts), ...useTexts(dialogTexts) };
  const ui = useTexts(uiTexts);
  return (
    <CaseDialog title={texts.helpTitle} ok={ui.close} busy={false} onOk={onClose} onClose={onClose}>
      <dl className="key-list">
        {(Object.keys(KEYS) as Command[]).map((command) => (
          <div key={command}>
            <dt>
              {KEYS[command].map((key) => (
                <kbd key={key}>{SHOWN[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{texts.commands[command]}</dd>
          </div>
        ))}
      </dl>
      <label className="row">
        <Switch checked={on} onChange={onSwitch} aria-label={texts.helpOn} />
        {texts.helpOn}
      </label>
    </CaseDialog>
  );
}
