import { useFormat } from '../language/format.ts';
import './dashboards.css';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly count: number;
}

/** A few counts beside each other, readable without seeing the bars. */
export function Bars({ rows, empty }: { readonly rows: readonly Row[]; readonly empty: string }) {
  const format = useFormat();
  const most = Math.max(1, ...rows.map(({ count }) => count));
  if (rows.length === 0) return <p className="quiet">{empty}</p>;
  return (
    <ul className="bars">
      {rows.map(({ key, name, count }) => (
        <li key={key}>
          <span>{name}</span>
          <strong className="number">{format.count(count)}</strong>
          <span className="bar" aria-hidden="true" style={{ width: `${(count / most) * 100}%` }} />
        </li>
      ))}
    </ul>
  );
}
