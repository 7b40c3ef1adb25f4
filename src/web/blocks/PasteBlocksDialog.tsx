import { Alert, App, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { displayNumber } from '../../domain/number-400.js';
import { toProblem, problemText } from '../api/problem.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useCreateBlock } from './blocks.ts';
import { readRanges, type PastedRange } from './pasted-ranges.ts';
import { blockTexts } from './texts.ts';
import { toFirstField } from '../ui/to-first-field.ts';

interface Refused {
  readonly text: string;
  readonly why: string;
}

/** Opens many blocks from pasted lines: each is its own command; what was refused stays to be repaired. */
export function PasteBlocksDialog({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts(blockTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const { message } = App.useApp();
  const [pasted, setPasted] = useState('');
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const create = useCreateBlock();
  const run = useOneAtATime();
  const { ranges, faults } = readRanges(pasted);
  const size = ranges.reduce((sum, { from, to }) => sum + Number(to) - Number(from) + 1, 0);
  const open = async ({ text, from, to, carrier }: PastedRange): Promise<Refused | null> => {
    const once = keys.current.get(text) ?? crypto.randomUUID();
    keys.current.set(text, once);
    try {
      await create.mutateAsync({ from, to, carrier, once });
      return null;
    } catch (error) {
      const problem = toProblem(error);
      // Where the line broke nobody knows whether it was done: the same key may be sent again.
      if (problem.status !== 0) keys.current.delete(text);
      const [field] = problem.errors;
      const why = (ui.fields as Readonly<Record<string, string>>)[field?.code ?? ''];
      return { text, why: why ?? problemText(problem, language) };
    }
  };
  const save = () =>
    run(async () => {
      setBusy(true);
      const left: Refused[] = [];
      for (const range of ranges) {
        const one = await open(range);
        if (one !== null) left.push(one);
      }
      setBusy(false);
      const done = ranges.length - left.length;
      if (done > 0) void message.success(texts.pasted(format.count(done)));
      if (left.length + faults.length === 0) onClose();
      else {
        setRefused(left);
        setPasted([...left, ...faults].map(({ text }) => text).join('\n'));
      }
    });
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      width={640}
      title={texts.paste}
      okText={texts.pasteRun(format.count(ranges.length))}
      okButtonProps={{ disabled: ranges.length === 0 }}
      cancelText={ui.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={save}
    >
      <div className="stack">
        <p className="quiet">{texts.pasteLead}</p>
        <Input.TextArea
          className="number"
          aria-label={texts.pasteField}
          placeholder={texts.pasteExample}
          autoFocus
          rows={8}
          maxLength={50_000}
          value={pasted}
          onChange={({ target }) => {
            setPasted(target.value);
            setRefused([]);
          }}
        />
        {refused.length === 0 ? null : (
          <Alert
            type="error"
            showIcon
            title={texts.pasteRefused(format.count(refused.length))}
            description={
              <ul className="plain-list">
                {refused.map(({ text, why }) => (
                  <li key={text}>
                    <span className="number">{text}</span> {why}
                  </li>
                ))}
              </ul>
            }
          />
        )}
        <div role="status">
          <PastedLines ranges={ranges} />
          <ul className="plain-list">
            {faults.map(({ line, text, fault }) => (
              <li key={line}>
                <Status tone="bad" text={texts.lineOf(format.count(line))} /> {texts.faults[fault]}{' '}
                <span className="quiet number">{text.slice(0, 60)}</span>
              </li>
            ))}
          </ul>
          {ranges.length === 0 ? null : (
            <p className="strong">{texts.pasteTotal(format.count(ranges.length), format.count(size))}</p>
          )}
        </div>
      </div>
    </Modal>
  );
}

/** The first of them, as they were understood: the rest is like them. */
const SHOWN = 8;

function PastedLines({ ranges }: { readonly ranges: readonly PastedRange[] }) {
  const texts = useTexts(blockTexts);
  const { carriers } = useTexts(numberTexts);
  const format = useFormat();
  return (
    <ul className="plain-list">
      {ranges.slice(0, SHOWN).map(({ line, from, to, carrier }) => (
        <li key={line}>
          {texts.forecast(displayNumber(from), displayNumber(to), format.count(Number(to) - Number(from) + 1))}{' '}
          <span className="quiet">{carriers[carrier]}</span>
        </li>
      ))}
      {ranges.length > SHOWN ? <li className="quiet">{texts.andMore(format.count(ranges.length - SHOWN))}</li> : null}
    </ul>
  );
}
