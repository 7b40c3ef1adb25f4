import { Button, Card, Empty, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { SpanChoice, useWritten } from './Measured.tsx';
import './quality.css';
import { MEASURES, partsOf, useOwnQuality, valuesOf, type OwnQuality, type Span } from './quality.ts';
import { qualityTexts } from './texts.ts';

/** A reviewer's own figures, each beside the middle of the team. */
export default function QualityPage() {
  const texts = useTexts(qualityTexts);
  const [days, setDays] = useState<Span>(30);
  const { data, error, refetch } = useOwnQuality(days);
  return (
    <Page title={texts.own} lead={texts.ownLead} actions={<SpanChoice days={days} onChange={setDays} />}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </Card>
      ) : data.own.decided === 0 ? (
        <Card>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.none}>
            <Link to="/reviews">
              <Button type="primary">{texts.goReview}</Button>
            </Link>
          </Empty>
        </Card>
      ) : (
        <Own quality={data} />
      )}
    </Page>
  );
}

function Own({ quality: { own, team } }: { readonly quality: OwnQuality }) {
  const texts = useTexts(qualityTexts);
  const format = useFormat();
  const written = useWritten();
  const values = valuesOf(own);
  return (
    <>
      <ul className="measures">
        {MEASURES.map((measure) => {
          const parts = partsOf(own, measure);
          return (
            <li key={measure}>
              <Card>
                <h2>{texts.names[measure]}</h2>
                <p className="measure number">
                  {written(measure, values[measure])}{' '}
                  {parts === null || values[measure] === null ? null : (
                    <small>{texts.ofAll(format.count(parts[0]), format.count(parts[1]))}</small>
                  )}
                </p>
                {team === null || team[measure] === null ? null : (
                  <p className="small">
                    {texts.team} <strong className="number">{written(measure, team[measure])}</strong>
                  </p>
                )}
                <p className="quiet small">{texts.meanings[measure]}</p>
              </Card>
            </li>
          );
        })}
      </ul>
      {team === null ? <p className="quiet small">{texts.teamSmall}</p> : null}
    </>
  );
}
