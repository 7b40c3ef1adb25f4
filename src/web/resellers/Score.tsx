import { Card, Skeleton } from 'antd';
import { COMPLAINT_CATEGORIES } from '../../domain/complaint.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { ownerTexts } from '../owners/texts.ts';
import { Failure } from '../ui/Failure.tsx';
import { useScore } from './resellers.ts';
import { resellerTexts } from './texts.ts';

/** Complaints about its numbers: this month and the last twelve, and what came of them. */
export function Score({ resellerId }: { readonly resellerId: string }) {
  const texts = useTexts(resellerTexts);
  const { categories } = useTexts(ownerTexts);
  const format = useFormat();
  const { data, error, refetch } = useScore(resellerId);
  return (
    <Card title={<h2>{texts.score}</h2>}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : (
        <div className="stack">
          <dl className="figures">
            {(
              [
                [texts.thisMonth, data.month.total],
                [texts.lastYear, data.year.total],
                [texts.substantiated, data.year.substantiated],
                [texts.overturned, data.year.overturned],
                [texts.openComplaints, data.year.open],
              ] as const
            ).map(([name, count]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{format.count(count)}</dd>
              </div>
            ))}
          </dl>
          {data.year.total === 0 ? (
            <p className="quiet">{texts.noComplaints}</p>
          ) : (
            <p className="quiet">
              {format.list(
                COMPLAINT_CATEGORIES.filter((category) => data.year.byCategory[category] > 0).map((category) =>
                  texts.ofCategory(categories[category], format.count(data.year.byCategory[category])),
                ),
              )}
            </p>
          )}
        </div>
      )}
    </Card>
  );
}
