import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import 'dayjs/locale/en-gb';
import 'dayjs/locale/zh-cn';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from './texts.ts';

interface DateFieldProps {
  /** `YYYY-MM-DD`; the form's item gives it, and takes it back the same. */
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
  readonly id?: string;
  /** The last day that may be chosen, `YYYY-MM-DD`. */
  readonly max?: string;
}

/** As it is shown, and as it may be typed: digits alone, or with other marks. */
const FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D'];

/** A day, typed or chosen, in the language of the page: the browser's own field speaks the browser's. */
export function DateField({ value, onChange, id, max }: DateFieldProps) {
  const texts = useTexts(uiTexts);
  const day = value === undefined || value === '' ? null : dayjs(value);
  return (
    <DatePicker
      id={id}
      className="number"
      style={{ width: '100%' }}
      value={day?.isValid() === true ? day : null}
      onChange={(chosen: Dayjs | null) => onChange?.(chosen === null ? undefined : chosen.format('YYYY-MM-DD'))}
      format={FORMATS}
      placeholder={texts.datePlaceholder}
      maxDate={max === undefined ? undefined : dayjs(max)}
      autoComplete="off"
    />
  );
}
