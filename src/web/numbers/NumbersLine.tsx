import { displayNumber } from '../../domain/number-400.js';

/** The numbers of a dossier, large, in one line that wraps. */
export function NumbersLine({ numbers }: { readonly numbers: readonly string[] }) {
  return (
    <div className="row">
      {numbers.map((number) => (
        <strong key={number} className="number large">
          {displayNumber(number)}
        </strong>
      ))}
    </div>
  );
}
