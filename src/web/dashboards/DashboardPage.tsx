import { Card, Segmented, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { REASONS } from '../../domain/reason-codes.js';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Usage } from '../numbers/Usage.tsx';
import { Failure } from '../ui/Failure.tsx';
import '../ui/ledger.css';
import { Page } from '../ui/Page.tsx';
import { Bars } from './Bars.tsx';
import { Chart } from './Chart.tsx';
import { useAllNumbers, useReviewFigures, type Figures } from './dashboards.ts';
import { dashboardTexts } from './texts.ts';

const SPANS = [7, 30, 90] as const;
const REASONS_SHOWN = 10;

/** How reviewing goes: throughput, first-pass yield, reasons, ageing, time limits kept. */
export default function DashboardPage() {
  const texts = useTexts(dashboardTexts);
  const [days, setDays] = useState<(typeof SPANS)[number]>(30);
  const { data, error, refetch } = useReviewFigures(days);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Segmented
          aria-label={texts.span}
          value={days}
          onChange={setDays}
          options={SPANS.map((value) => ({ value, label: texts.days(value) }))}
        />
      }
    >
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </Card>
      ) : (
        <All figures={data} />
      )}
      <Numbers />
    </Page>
  );
}

function All({ figures }: { readonly figures: Figures }) {
  const texts = useTexts(dashboardTexts);
  const format = useFormat();
  const { firstPass, sla, waiting, reasons } = figures;
  const { language } = useLanguage();
  const share = (part: number, whole: number) => (whole === 0 ? texts.nothing : format.percent(part / whole));
  const of = (part: number, whole: number) =>
    whole === 0 ? undefined : texts.ofAll(format.count(part), format.count(whole));
  return (
    <>
      <Card>
        <dl className="figures">
          <Figure
            name={texts.firstPass}
            value={share(firstPass.passed, firstPass.decided)}
            beside={of(firstPass.passed, firstPass.decided)}
          />
          <Figure name={texts.kept} value={share(sla.inTime, sla.rounds)} beside={of(sla.inTime, sla.rounds)} />
          <Figure
            name={texts.median}
            value={sla.medianHours === null ? texts.nothing : texts.hours(format.count(sla.medianHours))}
          />
          <Figure name={texts.waiting} value={format.count(waiting.total)} />
          <Figure name={texts.overdue} value={format.count(waiting.overdue)} urgent={waiting.overdue > 0} />
        </dl>
        <p className="quiet small">{texts.limit(format.count(sla.workingMinutes / 60))}</p>
      </Card>
      <Throughput figures={figures} />
      <div className="halves">
        <Card title={<h2>{texts.reasons}</h2>}>
          <Bars
            empty={texts.noReasons}
            rows={reasons.slice(0, REASONS_SHOWN).map(({ reason, count }) => ({
              key: reason,
              name: REASONS[reason][language],
              count,
            }))}
          />
        </Card>
        <Card title={<h2>{texts.ageing}</h2>}>
          <Bars
            empty={texts.noneWaiting}
            rows={
              waiting.total === 0
                ? []
                : waiting.byAge.map(({ underHours, count }, at) => ({
                    key: String(underHours),
                    name: texts.ages[at] ?? '',
                    count,
                  }))
            }
          />
        </Card>
      </div>
    </>
  );
}

interface FigureProps {
  readonly name: string;
  readonly value: string;
  readonly beside?: string | undefined;
  readonly urgent?: boolean;
}

function Figure({ name, value, beside, urgent = false }: FigureProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className={urgent ? 'urgent' : undefined}>
        {value} {beside === undefined ? null : <small>{beside}</small>}
      </dd>
    </div>
  );
}

const SERIES = [
  { key: 'approved', colour: '#1f7a35' },
  { key: 'returned', colour: '#c9943a' },
  { key: 'rejected', colour: '#c02b27' },
] as const;

function Throughput({ figures: { days } }: { readonly figures: Figures }) {
  const texts = useTexts(dashboardTexts);
  const format = useFormat();
  const option = useMemo(
    () => ({
      grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
      // Drawn, not written as markup, which our policy would strip of its looks.
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 8 },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => day.slice(5)),
        axisTick: { show: false },
        axisLabel: { color: '#5f6e75' },
      },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: '#5f6e75' } },
      series: [
        ...SERIES.map(({ key, colour }) => ({
          type: 'bar',
          stack: 'decided',
          name: texts.columns[key],
          color: colour,
          barMaxWidth: 22,
          data: days.map((day) => day[key]),
        })),
        {
          type: 'line',
          name: texts.columns.submitted,
          color: '#0b6075',
          symbolSize: 5,
          data: days.map(({ submitted }) => submitted),
        },
      ],
    }),
    [days, texts],
  );
  const busy = days.filter(
    ({ submitted, approved, rejected, returned }) => submitted + approved + rejected + returned > 0,
  );
  return (
    <Card title={<h2>{texts.throughput}</h2>}>
      <Chart label={texts.throughputOf(days[0]?.day ?? '', days.at(-1)?.day ?? '')} option={option} />
      <details className="small">
        <summary>{texts.asTable}</summary>
        <div className="scroll-x">
          <table className="ledger">
            <thead>
              <tr>
                <th scope="col">{texts.day}</th>
                {(['submitted', 'approved', 'returned', 'rejected'] as const).map((key) => (
                  <th key={key} scope="col" className="end">
                    {texts.columns[key]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {busy.map((day) => (
                <tr key={day.day}>
                  <td className="number" data-label={texts.day}>
                    <div>{day.day}</div>
                  </td>
                  {(['submitted', 'approved', 'returned', 'rejected'] as const).map((key) => (
                    <td key={key} className="end number" data-label={texts.columns[key]}>
                      <div>{format.count(day[key])}</div>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </Card>
  );
}

function Numbers() {
  const texts = useTexts(dashboardTexts);
  const { data, error, refetch } = useAllNumbers();
  return (
    <Card title={<h2>{texts.numbers}</h2>}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : data.total === 0 ? (
        <p className="quiet">{texts.noNumbers}</p>
      ) : (
        <Usage counts={data.byStatus} />
      )}
    </Card>
  );
}
