import { Card, Empty, Skeleton } from 'antd';
import { useState } from 'react';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import '../ui/ledger.css';
import { Page } from '../ui/Page.tsx';
import { SpanChoice, useWritten } from './Measured.tsx';
import './quality.css';
import { MEASURES, partsOf, useAllQuality, valuesOf, type AllQuality, type Span } from './quality.ts';
import { qualityTexts } from './texts.ts';

/** Every reviewer's figures, for the carrier's administrators. */
export default function ReviewersPage() {
  const texts = useTexts(qualityTexts);
  const [days, setDays] = useState<Span>(30);
  const { data, error, refetch } = useAllQuality(days);
  return (
    <Page title={texts.all} lead={texts.allLead} actions={<SpanChoice days={days} onChange={setDays} />}>
      <Card>
        {error !== null ? (
          <Failure error={error} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton active title={false} paragraph={{ rows: 6 }} />
        ) : data.items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.noneAll} />
        ) : (
          <Reviewers quality={data} />
        )}
      </Card>
    </Page>
  );
}

function Reviewers({ quality: { items, team } }: { readonly quality: AllQuality }) {
  const texts = useTexts(qualityTexts);
  const format = useFormat();
  const written = useWritten();
  return (
    <table className="ledger quality">
      <thead>
        <tr>
          <th scope="col">{texts.reviewer}</th>
          {MEASURES.map((measure) => (
            <th key={measure} scope="col" className="end">
              {texts.names[measure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ reviewer, ...figures }) => {
          const values = valuesOf(figures);
          return (
            <tr key={reviewer.id}>
              <td className="head" data-label={texts.reviewer}>
                <div>{reviewer.staff ?? texts.unknownStaff}</div>
              </td>
              {MEASURES.map((measure) => {
                const parts = partsOf(figures, measure);
                return (
                  <td key={measure} className="end number" data-label={texts.names[measure]}>
                    <div>
                      {written(measure, values[measure])}
                      {parts === null || values[measure] === null ? null : (
                        <div className="quiet small">{texts.ofAll(format.count(parts[0]), format.count(parts[1]))}</div>
                      )}
                    </div>
                  </td>
                );
              })}
            </tr>
          );
        })}
        {team === null ? null : (
          <tr className="team">
            <td data-label={texts.reviewer}>
              <div>{texts.team}</div>
            </td>
            {MEASURES.map((measure) => (
              <td key={measure} className="end number" data-label={texts.names[measure]}>
                <div>{written(measure, team[measure])}</div>
              </td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
