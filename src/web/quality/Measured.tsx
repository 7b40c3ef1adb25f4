import { Segmented } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { SPANS, type Measure, type Span } from './quality.ts';
import { qualityTexts } from './texts.ts';

/** Which time the figures are of. */
export function SpanChoice({ days, onChange }: { readonly days: Span; readonly onChange: (days: Span) => void }) {
  const texts = useTexts(qualityTexts);
  return (
    <Segmented
      aria-label={texts.span}
      value={days}
      onChange={onChange}
      options={SPANS.map((value) => ({ value, label: texts.days(value) }))}
    />
  );
}

/** How a figure is written: a count, a time, or a share. */
export function useWritten(): (measure: Measure, value: number | null) => string {
  const texts = useTexts(qualityTexts);
  const format = useFormat();
  return (measure, value) => {
    if (value === null) return texts.nothing;
    switch (measure) {
      case 'decided':
        return format.count(value);
      case 'medianSeconds':
        return value < 60
          ? texts.seconds(format.count(value))
          : texts.minutes(format.count(Math.floor(value / 60)), format.count(value % 60));
      default:
        return format.percent(value);
    }
  };
}
