import { Button } from 'antd';
import { useTexts } from '../language/language.tsx';
import { Status } from '../ui/Status.tsx';
import { Crop } from './Crop.tsx';
import { useDocument } from './documents.ts';
import { documentTexts } from './texts.ts';

interface ReadingHintProps {
  readonly documentId: string | undefined;
  /** The field of the reader, e.g. `uscc`. */
  readonly field: string;
  readonly label: string;
  /** What is declared now; undefined where the API shows it only in part (ID numbers): then the picture must do. */
  readonly value: string | undefined;
  readonly onUse?: (value: string) => void;
}

/** Below an input: what the paper says, the place where it says so, and whether that is what was declared. */
export function ReadingHint({ documentId, field, label, value, onUse }: ReadingHintProps) {
  const texts = useTexts(documentTexts);
  const { data: document } = useDocument(documentId);
  const reading = document?.fields?.[field];
  if (document === undefined || reading === undefined || reading.verdict === 'missing') return null;
  const read = reading.value ?? '';
  const certain = reading.verdict === 'read';
  return (
    <span className="reading">
      <Crop document={document} reading={reading} label={label} />
      {!certain ? (
        <Status tone="attention" text={texts.unsure} />
      ) : value === undefined ? (
        <span className="quiet">{texts.compare}</span>
      ) : fold(value) === fold(read) ? (
        <Status tone="good" text={texts.same} />
      ) : (
        <span className="row">
          <Status tone={value === '' ? 'neutral' : 'bad'} text={texts.differs(read)} />
          {onUse === undefined ? null : (
            <Button size="small" onClick={() => onUse(read)} aria-label={texts.useValue(label, read)}>
              {texts.use}
            </Button>
          )}
        </span>
      )}
    </span>
  );
}

/** Brackets and spaces are written in two ways (domain.md §6); a hint must not call that a difference. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s·•・‧]/g, '')
    .toUpperCase();
}
