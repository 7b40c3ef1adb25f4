import { Button, Card, Checkbox, Input } from 'antd';
import { Crop } from '../documents/Crop.tsx';
import { useDocument } from '../documents/documents.ts';
import { documentTexts } from '../documents/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import type { Check } from './applications.ts';
import { stepOf, type Step } from './steps.ts';
import { applicationTexts } from './texts.ts';

interface FailuresProps {
  readonly checks: readonly Check[];
  readonly contests: Readonly<Record<string, string>>;
  readonly onContest: (code: string, reason: string | null) => void;
  readonly onGo: (step: Step) => void;
}

/** What must be changed before submitting, each with what was read, where, and what was declared. */
export function Failures({ checks, contests, onContest, onGo }: FailuresProps) {
  const texts = useTexts(applicationTexts).submit;
  return (
    <Card title={<h2>{texts.fix(checks.length)}</h2>} className="card-bad">
      <p className="quiet">{texts.fixLead}</p>
      <ul className="tickets">
        {checks.map((check) => (
          <li key={check.code}>
            <div className="stack grow">
              <strong>{check.message}</strong>
              <Evidence check={check} />
              {check.code === 'dossier.complete' ? null : (
                <Contest
                  check={check}
                  reason={contests[check.code] ?? null}
                  onChange={(reason) => onContest(check.code, reason)}
                />
              )}
            </div>
            <Button onClick={() => onGo(stepOf(check))} aria-label={texts.goFixOf(check.message)}>
              {texts.goFix}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Contest({
  check,
  reason,
  onChange,
}: {
  readonly check: Check;
  readonly reason: string | null;
  readonly onChange: (reason: string | null) => void;
}) {
  const texts = useTexts(applicationTexts).submit;
  return (
    <div className="stack">
      <Checkbox
        checked={reason !== null}
        onChange={({ target }) => onChange(target.checked ? '' : null)}
        aria-label={texts.contestOf(check.message)}
      >
        {texts.contest}
      </Checkbox>
      {reason === null ? null : (
        <Input.TextArea
          aria-label={texts.contestReason}
          placeholder={texts.contestHint}
          value={reason}
          maxLength={500}
          rows={2}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </div>
  );
}

/** Checks that do not hold up anything: a reviewer looks at them. */
export function Doubts({ checks }: { readonly checks: readonly Check[] }) {
  const texts = useTexts(applicationTexts).submit;
  return (
    <Card title={<h2>{texts.look(checks.length)}</h2>}>
      <p className="quiet">{texts.lookLead}</p>
      <ul className="tickets">
        {checks.map((check) => (
          <li key={check.code}>
            <div className="stack">
              <span>{check.message}</span>
              <Evidence check={check} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Evidence({ check }: { readonly check: Check }) {
  const texts = useTexts(applicationTexts);
  const format = useFormat();
  const kinds = useTexts(documentTexts).kinds;
  if (check.code === 'dossier.complete') {
    return (
      <span className="quiet">
        {format.list(check.evidence.flatMap(({ field }) => (field === null ? [] : [missingName(field, texts, kinds)])))}
      </span>
    );
  }
  // A look-up that found nothing has nothing to compare.
  if (check.code === 'entity.business_status') return null;
  const shown = check.evidence
    .filter(({ read, expected, box }) => read !== null || expected !== null || box !== null)
    .slice(0, 3);
  return shown.map((item, at) => (
    <div key={at} className="reading">
      {item.documentId === null ? null : <EvidenceCrop documentId={item.documentId} item={item} />}
      <span className="quiet">
        {item.read === null ? null : `${texts.submit.read} ${item.read}`}
        {item.read !== null && item.expected !== null ? ' · ' : null}
        {item.expected === null ? null : `${texts.submit.expected} ${item.expected}`}
      </span>
    </div>
  ));
}

function EvidenceCrop({ documentId, item }: { readonly documentId: string; readonly item: Check['evidence'][number] }) {
  const { data: document } = useDocument(documentId);
  if (document === undefined || item.box === null) return null;
  const reading = { value: item.read, confidence: 1, verdict: 'read' as const, box: item.box, page: item.page ?? 1 };
  return <Crop document={document} reading={reading} label={item.field ?? ''} />;
}

/** What `dossier.complete` names: kinds of documents, and paths of members. */
function missingName(
  field: string,
  texts: (typeof applicationTexts)['zh'],
  kinds: Readonly<Record<string, string>>,
): string {
  const names: Readonly<Record<string, string>> = {
    'entity.name': texts.entity.name,
    'entity.uscc': texts.entity.uscc,
    'legalRepresentative.name': `${texts.people.legalRepresentative} ${texts.people.name}`,
    'legalRepresentative.idNumber': `${texts.people.legalRepresentative} ${texts.people.idNumber}`,
    'agent.name': `${texts.people.agent} ${texts.people.name}`,
    'agent.idNumber': `${texts.people.agent} ${texts.people.idNumber}`,
    'agent.mobile': `${texts.people.agent} ${texts.people.mobile}`,
    purpose: texts.purpose.purpose,
    industry: texts.purpose.industry,
  };
  return names[field] ?? kinds[field] ?? field;
}
