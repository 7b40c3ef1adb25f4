import { Button, Drawer, Empty, Skeleton } from 'antd';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { usePolicyHistory, type Policy } from './policies.ts';
import { policyTexts } from './texts.ts';
import { ValueText } from './ValueText.tsx';

/** Every change of one policy: from what to what, by whom, why; and the way back. */
export function HistoryDrawer({
  policy,
  onBack,
  onClose,
}: {
  readonly policy: Policy;
  /** Sets it to an earlier value; absent for who may only read. */
  readonly onBack?: ((value: unknown) => void) | undefined;
  readonly onClose: () => void;
}) {
  const texts = useTexts(policyTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const { data, error, refetch } = usePolicyHistory(policy.key);
  return (
    <Drawer open size={480} title={texts.historyOf(policy.name[language])} onClose={onClose}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} />
      ) : data.items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.neverChanged} />
      ) : (
        <ol className="policy-history">
          {data.items.map(({ version, at, by, reason, from, to }, index) => (
            <li key={version}>
              <div className="quiet small number">
                {format.dateTime(at)} · {by ?? texts.unknown}
              </div>
              <dl>
                <div className="before">
                  <dt>{texts.before}</dt>
                  <dd>
                    <ValueText shape={policy.shape} value={from} />
                  </dd>
                </div>
                <div className="after">
                  <dt>{texts.after}</dt>
                  <dd>
                    <ValueText shape={policy.shape} value={to} />
                  </dd>
                </div>
              </dl>
              <p>{texts.because(reason ?? '')}</p>
              {onBack === undefined ? null : (
                <Button size="small" onClick={() => onBack(index === 0 ? from : to)}>
                  {index === 0 ? texts.undo : texts.backToThis}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
    </Drawer>
  );
}
