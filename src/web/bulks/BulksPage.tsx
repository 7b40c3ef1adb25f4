import { DownloadOutlined } from '@ant-design/icons';
import { Card } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { useBulks, useCheckSheet, type Bulk } from './bulks.ts';
import { ChooseFile } from './ChooseFile.tsx';
import { bulkTexts } from './texts.ts';

export const BULK_TONES: Readonly<Record<Bulk['status'], Tone>> = {
  checked: 'attention',
  running: 'busy',
  done: 'good',
};

/** The template, the way to hand it in, and what was handed in before. */
export default function BulksPage() {
  const texts = useTexts(bulkTexts);
  const navigate = useNavigate();
  const check = useCheckSheet();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const send = (file: File) => run(() => check.mutateAsync(file).then(({ id }) => navigate(`/bulks/${id}`), tell));
  return (
    <Page title={texts.title} lead={texts.lead}>
      <Card title={<h2>{texts.first}</h2>}>
        <div className="stack">
          <p className="quiet">{texts.firstLead}</p>
          <div className="row">
            <a href="/api/v1/bulks/template.xlsx" download="400-bulk-template.xlsx">
              <DownloadOutlined aria-hidden /> {texts.template}
            </a>
            <ChooseFile text={texts.sheet} accept=".xlsx,.csv" busy={check.isPending} primary onChoose={send} />
            <span className="quiet">{texts.formats}</span>
          </div>
        </div>
      </Card>
      <h2>{texts.earlier}</h2>
      <PagedList query={useBulks()} empty={texts.earlierEmpty} row={(bulk) => <Line key={bulk.id} bulk={bulk} />} />
      <p className="quiet small">{texts.kept}</p>
    </Page>
  );
}

function Line({ bulk: { id, status, createdAt, counts } }: { readonly bulk: Bulk }) {
  const texts = useTexts(bulkTexts);
  const format = useFormat();
  const when = format.dateTime(createdAt);
  return (
    <li>
      <div>
        <strong className="number">{when}</strong>
        <div className="row">
          <Status tone={BULK_TONES[status]} text={texts.statuses[status]} />
          <Counts counts={counts} />
        </div>
      </div>
      <Link to={`/bulks/${id}`} aria-label={texts.openOf(when)}>
        {texts.open}
      </Link>
    </li>
  );
}

/** Only what there is of each. */
export function Counts({ counts }: { readonly counts: Bulk['counts'] }) {
  const texts = useTexts(bulkTexts).counts;
  return (
    <span className="row quiet">
      {(['ready', 'queued', 'submitted', 'refused', 'failed'] as const)
        .filter((name) => counts[name] > 0)
        .map((name) => (
          <span key={name}>{texts[name](counts[name])}</span>
        ))}
    </span>
  );
}
