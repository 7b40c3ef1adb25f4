import { App, Button, Input, Select } from 'antd';
import { useState } from 'react';
import { KIND_RULES } from '../../../domain/application-kinds.js';
import { OBJECTION_GROUNDS } from '../../../domain/consents.js';
import type { Application } from '../../applications/applications.ts';
import { kindTexts } from '../../kinds/texts.ts';
import { useSay } from '../../consents/consents.ts';
import { documentTexts } from '../../documents/texts.ts';
import { useFormat } from '../../language/format.ts';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { useMe } from '../../session/session.ts';
import { useTellProblem } from '../../ui/Failure.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { Status, type Tone } from '../../ui/Status.tsx';
import { changedValue, memberName } from './changes.ts';
import { concernedTexts } from './texts.ts';
import { CaseDialog } from '../dialogs/CaseDialog.tsx';

type Consent = Application['consents'][number];
const TONES: Readonly<Record<Consent['answer'], Tone>> = {
  open: 'attention',
  given: 'good',
  silent: 'neutral',
  refused: 'bad',
  overruled: 'neutral',
};

/** What the dossier changes in the register, and what those say who have to agree. Nothing of it for a new number. */
export function Concerned({ application }: { readonly application: Application }) {
  const { changes, consents, kind } = application;
  if ((changes ?? []).length === 0 && consents.length === 0 && KIND_RULES[kind].effect === 'activate') return null;
  return (
    <div className="case-concerned">
      {changes === null ? null : <Changes changes={changes} />}
      {consents.length === 0 ? null : <Consents application={application} />}
    </div>
  );
}

function Changes({ changes }: { readonly changes: NonNullable<Application['changes']> }) {
  const texts = useTexts(concernedTexts);
  return (
    <section aria-label={texts.changes}>
      <h2>{texts.changes}</h2>
      {changes.length === 0 ? (
        <p className="quiet">{texts.nothingChanges}</p>
      ) : (
        <table className="queue">
          <thead>
            <tr>
              <th scope="col">{texts.member}</th>
              <th scope="col">{texts.before}</th>
              <th scope="col">{texts.after}</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ member, before, after }) => (
              <tr key={member}>
                <th scope="row">{memberName(texts.members, member)}</th>
                <td className="quiet">{changedValue(before) ?? texts.none}</td>
                <td className="strong">{changedValue(after) ?? texts.none}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Consents({ application }: { readonly application: Application }) {
  const texts = useTexts(concernedTexts);
  const { parties, answers } = useTexts(kindTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { data: me } = useMe();
  const [acting, setActing] = useState<{ readonly act: 'paper' | 'overrule'; readonly consent: Consent } | null>(null);
  const mayWeigh = me?.user?.role === 'senior_reviewer';
  return (
    <section aria-label={texts.consents}>
      <h2>{texts.consents}</h2>
      <ul className="check-items">
        {application.consents.map((consent) => {
          const { party, answer, ground, via, at, dueAt } = consent;
          return (
            <li key={party} className="row spread">
              <div>
                <strong>{parties[party]}</strong> <Status tone={TONES[answer]} text={answers[answer]} />
                {via === 'paper' ? <span className="quiet"> {texts.onPaper}</span> : null}
                <div className="small quiet">
                  {[
                    ground === null ? null : OBJECTION_GROUNDS[ground][language],
                    at === null ? null : format.dateTime(at),
                    answer === 'open' && dueAt !== null ? texts.silentAfter(format.dateTime(dueAt)) : null,
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </div>
              </div>
              {answer === 'open' && application.documents.length > 0 ? (
                <Button size="small" onClick={() => setActing({ act: 'paper', consent })}>
                  {texts.paper}
                </Button>
              ) : null}
              {answer === 'refused' && mayWeigh ? (
                <Button size="small" danger onClick={() => setActing({ act: 'overrule', consent })}>
                  {texts.overrule}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ul>
      {acting === null ? null : <AnswerDialog {...acting} application={application} onClose={() => setActing(null)} />}
    </section>
  );
}

/** A signature that lies in the dossier, or an objection that was weighed and found wanting. */
function AnswerDialog({
  act,
  consent,
  application,
  onClose,
}: {
  readonly act: 'paper' | 'overrule';
  readonly consent: Consent;
  readonly application: Application;
  readonly onClose: () => void;
}) {
  const texts = useTexts(concernedTexts);
  const { parties } = useTexts(kindTexts);
  const kinds = useTexts(documentTexts).kinds;
  const { message } = App.useApp();
  const [documentId, setDocumentId] = useState<string | undefined>();
  const [note, setNote] = useState('');
  const say = useSay();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const { id, documents } = application;
  const { party } = consent;
  const send = () =>
    run(() =>
      say
        .mutateAsync(
          act === 'paper'
            ? { id, party, answer: 'given', ...(documentId === undefined ? {} : { documentId }) }
            : { id, party, answer: 'overruled', note: note.trim() },
        )
        .then(() => {
          void message.success(texts.recorded);
          onClose();
        }, tell),
    );
  return (
    <CaseDialog
      title={(act === 'paper' ? texts.paperTitle : texts.overruleTitle)(parties[party])}
      ok={act === 'paper' ? texts.paper : texts.overrule}
      danger={act === 'overrule'}
      busy={say.isPending}
      ready={act === 'paper' ? documentId !== undefined : note.trim() !== ''}
      onClose={onClose}
      onOk={send}
    >
      {act === 'paper' ? (
        <label className="field-label">
          {texts.paperWhich}
          <Select
            data-first
            aria-label={texts.paperWhich}
            value={documentId}
            onChange={setDocumentId}
            options={documents.map((document) => ({ value: document.id, label: kinds[document.kind] }))}
          />
        </label>
      ) : (
        <label className="field-label">
          {texts.overruleWhy}
          <Input.TextArea
            data-first
            rows={3}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        </label>
      )}
    </CaseDialog>
  );
}
