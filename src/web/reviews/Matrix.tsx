import { Card } from 'antd';
import { useState } from 'react';
import type { Application } from '../applications/applications.ts';
import { Crop } from '../documents/Crop.tsx';
import type { DocumentAnswer } from '../documents/documents.ts';
import { useTexts } from '../language/language.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { COLUMNS, matrixOf, type Cell, type CellState, type Column } from './matrix.ts';
import type { Stop } from './stops.ts';
import { reviewTexts } from './texts.ts';

const TONES: Readonly<Record<CellState, Tone>> = {
  match: 'good',
  mismatch: 'bad',
  variant: 'attention',
  unread: 'attention',
  hidden: 'neutral',
};

interface MatrixProps {
  readonly application: Application;
  readonly documents: readonly DocumentAnswer[];
  readonly stops: readonly Stop[];
  readonly mine: boolean;
  /** The viewer has its picture: crops must not keep it waiting. */
  readonly ready: boolean;
  readonly onStop: (stop: Stop) => void;
}

/** Each fact by each paper: what it says, whether that agrees with what was declared, and the place on the page. */
export function Matrix({ application, documents, stops, mine, ready, onStop }: MatrixProps) {
  const texts = useTexts(reviewTexts);
  const [today] = useState(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
  const rows = matrixOf(application, stops, today);
  const columns = (Object.keys(COLUMNS) as Column[]).filter((column) =>
    rows.some(({ cells }) => cells[column] !== undefined),
  );
  return (
    <Card
      size="small"
      id="matrix"
      tabIndex={-1}
      title={<h2>{texts.matrix}</h2>}
      extra={<span className="quiet small">{texts.matrixLead}</span>}
    >
      <div className="scroll-x" tabIndex={0} role="region" aria-label={texts.matrix}>
        <table className="matrix">
          <thead>
            <tr>
              <th scope="col">{texts.fact}</th>
              <th scope="col">{texts.declared}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {texts.columnsOf[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ fact, declared, cells }) => (
              <tr key={fact}>
                <th scope="row">{texts.factNames[fact]}</th>
                <td className="number">{declared ?? '—'}</td>
                {columns.map((column) => (
                  <td key={column} className={cells[column]?.state}>
                    <MatrixCell cell={cells[column]} documents={documents} mine={mine} ready={ready} onStop={onStop} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function MatrixCell({
  cell,
  documents,
  mine,
  ready,
  onStop,
}: Pick<MatrixProps, 'documents' | 'mine' | 'ready' | 'onStop'> & { readonly cell: Cell | undefined }) {
  const texts = useTexts(reviewTexts);
  if (cell === undefined) return <span className="quiet">{'—'}</span>;
  const { stop, state } = cell;
  const document = documents.find(({ id }) => id === stop.documentId);
  const reading = document?.fields?.[stop.rawField];
  return (
    <button type="button" onClick={() => onStop(stop)}>
      {!ready || document === undefined || reading === undefined ? null : (
        <Crop document={document} reading={reading} label={texts.fields[stop.field as 'name']} clean={mine} />
      )}
      <span className="stop-value">{stop.value}</span>
      <Status tone={TONES[state]} text={texts.cells[state]} />
    </button>
  );
}
