import { Select } from 'antd';
import { REASON_CODES, REASONS, type ReasonCode } from '../../../domain/reason-codes.js';
import { useLanguage, useTexts } from '../../language/language.tsx';
import { dialogTexts } from './texts.ts';

interface ReasonSelectProps {
  readonly label: string;
  readonly value: ReasonCode | null;
  /** Only reasons the applicant can act on. */
  readonly fixable: boolean;
  readonly first?: boolean;
  readonly onChange: (reason: ReasonCode) => void;
}

/** The closed list of reasons, found by typing any part of the code or of the sentence. */
export function ReasonSelect({ label, value, fixable, first = false, onChange }: ReasonSelectProps) {
  const texts = useTexts(dialogTexts);
  const { language } = useLanguage();
  const codes = REASON_CODES.filter(
    (code) => !fixable || (REASONS[code].audience === 'user_action' && code !== 'TIMEOUT'),
  );
  return (
    <span data-first={first ? true : undefined}>
      <Select<ReasonCode>
        aria-label={label}
        className="wide"
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={texts.reasonChoose}
        value={value}
        onChange={onChange}
        options={codes.map((code) => ({ value: code, label: `${REASONS[code][language]} ${code}` }))}
      />
    </span>
  );
}
