import { Button, Card, Empty, Segmented, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { App } from 'antd';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { kindTexts } from '../kinds/texts.ts';
import { numberTexts } from '../numbers/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { Due } from './Due.tsx';
import { useKeysOn } from './keys.ts';
import './reviews.css';
import { useClaim, useQueue, type Lane, type Queue, type QueueItem, type QueueView } from './reviews.ts';
import { lookTexts } from './second-look/texts.ts';
import { reviewTexts } from './texts.ts';

const LANES = ['clean', 'warnings', 'fraud', 'resubmitted', 'second_look'] as const satisfies readonly Lane[];
const VIEWS = ['open', 'free', 'mine', 'parked'] as const satisfies readonly QueueView[];
const LANE_TONES: Readonly<Record<string, Tone>> = {
  clean: 'good',
  warnings: 'attention',
  fraud: 'bad',
  resubmitted: 'busy',
};
const PAGE = 50;

export default function QueuePage() {
  const texts = useTexts(reviewTexts);
  const looks = useTexts(lookTexts);
  const [search, setSearch] = useSearchParams();
  const lane = LANES.find((known) => known === search.get('lane'));
  const view = VIEWS.find((known) => known === search.get('view')) ?? 'open';
  const [limit, setLimit] = useState(PAGE);
  const { data, error, refetch } = useQueue({ lane, view, limit });
  const choose = (change: Record<string, string>) =>
    setSearch({ ...Object.fromEntries(search), ...change }, { replace: true });
  const blind = lane === 'second_look';
  const { open, takeNext, busy } = useOpenCase(blind ? lane : undefined);
  const total = Object.values(data?.lanes ?? {}).reduce((sum, count) => sum + count, 0);
  const items = data?.items ?? [];
  const [at, setAt] = useState(0);
  useQueueKeys({ items, at, setAt, open, takeNext });
  return (
    <Page
      title={texts.queue}
      lead={texts.queueLead}
      actions={
        <Button type="primary" onClick={takeNext} loading={busy} aria-keyshortcuts="n">
          {blind ? looks.takeBlind : texts.takeNext} <kbd>{'N'}</kbd>
        </Button>
      }
    >
      {data === undefined || data.secondLooks.disagreed.length === 0 ? null : (
        <Disagreements items={data.secondLooks.disagreed} />
      )}
      <Card>
        <div className="row spread queue-filters">
          <div className="scroll-x">
            <Segmented
              aria-label={texts.filterLane}
              value={lane ?? 'all'}
              onChange={(name) => choose({ lane: name })}
              options={(['all', ...LANES] as const).map((name) => ({
                value: name,
                label: `${name === 'second_look' ? looks.lane : texts.lanes[name]} ${data === undefined ? '' : name === 'all' ? total : countOf(data, name)}`,
              }))}
            />
          </div>
          {blind ? null : (
            <div className="scroll-x">
              <Segmented
                aria-label={texts.filterView}
                value={view}
                onChange={(name) => choose({ view: name })}
                options={VIEWS.map((name) => ({ value: name, label: texts.views[name] }))}
              />
            </div>
          )}
        </div>
        {blind ? <p className="quiet small">{looks.blindLead}</p> : null}
        {error !== null ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        ) : items.length === 0 ? (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={blind ? looks.blindEmpty(data.secondLooks.waiting) : texts.empty[view]}
          />
        ) : (
          <Rows items={items} at={at} onOpen={open} />
        )}
        {data?.nextCursor == null || limit >= 100 ? null : <More onMore={() => setLimit(100)} />}
      </Card>
      <p className="quiet small">{texts.queueKeys}</p>
    </Page>
  );
}

/** Of a lane what waits; of those judged again what one has and may take. */
function countOf({ lanes, secondLooks }: Queue, lane: Lane): number {
  return lane === 'second_look' ? secondLooks.mine + secondLooks.waiting : lanes[lane];
}

/** What two reviewers judged differently, for a senior to settle. */
function Disagreements({ items }: { readonly items: Queue['secondLooks']['disagreed'] }) {
  const texts = useTexts(reviewTexts);
  const looks = useTexts(lookTexts);
  return (
    <Card title={<h2>{looks.disagreements(items.length)}</h2>} className="disagreements">
      <ul className="coming">
        {items.map(({ id, entityName, numbers }) => (
          <li key={id}>
            <Link to={`/reviews/${id}`}>{entityName ?? texts.unnamed}</Link>
            <span className="number small quiet">{numbers.map(displayNumber).join('  ')}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function More({ onMore }: { readonly onMore: () => void }) {
  const ui = useTexts(uiTexts);
  return (
    <Button block onClick={onMore}>
      {ui.more}
    </Button>
  );
}

interface RowsProps {
  readonly items: readonly QueueItem[];
  readonly at: number;
  readonly onOpen: (item: QueueItem) => void;
}

function Rows({ items, at, onOpen }: RowsProps) {
  const texts = useTexts(reviewTexts);
  const columns = texts.columns;
  return (
    <table className="queue">
      <thead>
        <tr>
          {(['due', 'entity', 'lane', 'place', 'state', 'claim'] as const).map((name) => (
            <th key={name} scope="col">
              {columns[name]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item, index) => (
          <Row key={item.id} item={item} current={index === at} onOpen={onOpen} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  item,
  current,
  onOpen,
}: {
  readonly item: QueueItem;
  readonly current: boolean;
  readonly onOpen: (item: QueueItem) => void;
}) {
  const texts = useTexts(reviewTexts);
  const format = useFormat();
  const { kinds } = useTexts(kindTexts);
  const { carriers } = useTexts(numberTexts);
  const { data: me } = useMe();
  const { id, kind, entityName, numbers, lane, carrier, province, failing, status, claim, parkedUntil } = item;
  const name = entityName ?? texts.unnamed;
  const others = claim !== null && claim.by !== me?.user?.id;
  return (
    <tr className={current ? 'current' : ''} aria-current={current ? true : undefined}>
      <td>{parkedUntil === null ? <Due until={item.dueAt} /> : texts.parkedUntil(format.dateTime(parkedUntil))}</td>
      <td>
        <Link
          to={`/reviews/${id}`}
          className="strong"
          onClick={(event) => {
            if (event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            onOpen(item);
          }}
        >
          {name}
        </Link>
        <div className="row small quiet">
          {kind === 'new' ? null : <span className="tag">{kinds[kind]}</span>}
          {numbers.slice(0, 4).map((number) => (
            <span key={number} className="number">
              {displayNumber(number)}
            </span>
          ))}
          {numbers.length > 4 ? <span>{`+${numbers.length - 4}`}</span> : null}
        </div>
      </td>
      <td>
        {lane === null ? null : <Status tone={LANE_TONES[lane] ?? 'neutral'} text={laneName(texts.lanes, lane)} />}
      </td>
      <td className="quiet">
        {(carriers as Readonly<Record<string, string>>)[carrier] ?? carrier}
        {province === null ? null : ` / ${province}`}
      </td>
      <td>
        {status === 'awaiting_second_approval' ? (
          <Status tone="attention" text={texts.second} />
        ) : failing.length > 0 ? (
          <Status tone="bad" text={texts.failing(failing.length)} />
        ) : (
          <Status tone="good" text={texts.allPassed} />
        )}
      </td>
      <td>
        {claim === null ? (
          <span className="quiet">{texts.free}</span>
        ) : others ? (
          <Status tone="neutral" text={texts.takenBy(claim.staff ?? texts.someone)} />
        ) : (
          <Status tone="busy" text={texts.mine} />
        )}
      </td>
    </tr>
  );
}

function laneName(names: Readonly<Record<string, string>>, lane: string): string {
  return names[lane] ?? lane;
}

/** Opens a case with a claim where it can be had; what a colleague has is opened to look at. */
function useOpenCase(lane: Lane | undefined) {
  const claim = useClaim();
  const navigate = useNavigate();
  const tell = useTellProblem();
  const once = useOneAtATime();
  const texts = useTexts(reviewTexts);
  const { message } = App.useApp();
  const { data: me } = useMe();
  const open = (item: QueueItem) => {
    const others = item.claim !== null && item.claim.by !== me?.user?.id;
    if (others || item.parkedUntil !== null) void navigate(`/reviews/${item.id}`);
    else once(() => claim.mutateAsync({ id: item.id }).then(() => navigate(`/reviews/${item.id}`), tell));
  };
  const takeNext = () =>
    once(() =>
      claim.mutateAsync(lane === undefined ? {} : { lane }).then((taken) => {
        if (taken === null) void message.info(texts.nothingLeft);
        else void navigate(`/reviews/${taken.id}`);
      }, tell),
    );
  return { open, takeNext, busy: claim.isPending };
}

interface QueueKeys {
  readonly items: readonly QueueItem[];
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly open: (item: QueueItem) => void;
  readonly takeNext: () => void;
}

function useQueueKeys({ items, at, setAt, open, takeNext }: QueueKeys): void {
  const [on] = useKeysOn();
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input:not([type=radio]), [role=dialog], [role=menu]')
      )
        return;
      const item = items[at];
      if (event.key === 'j' || event.key === 'k')
        setAt(Math.max(0, Math.min(items.length - 1, at + (event.key === 'j' ? 1 : -1))));
      else if (event.key === 'n') takeNext();
      else if (event.key === 'Enter' && target.closest('a, button') === null && item !== undefined) open(item);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on, items, at, setAt, open, takeNext]);
}
