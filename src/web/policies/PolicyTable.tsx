import { Button } from 'antd';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import '../ui/ledger.css';
import type { Policy } from './policies.ts';
import { policyTexts } from './texts.ts';
import { ValueText } from './ValueText.tsx';

interface PolicyTableProps {
  readonly label: string;
  readonly items: readonly Policy[];
  readonly onEdit: ((policy: Policy) => void) | undefined;
  readonly onHistory: (policy: Policy) => void;
}

/** Policies of one group: value, default, where it comes from, rule or choice. */
export function PolicyTable({ label, items, onEdit, onHistory }: PolicyTableProps) {
  const texts = useTexts(policyTexts);
  const { language } = useLanguage();
  return (
    <table className="ledger policies" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{texts.policy}</th>
          <th scope="col">{texts.value}</th>
          <th scope="col">{texts.default}</th>
          <th scope="col">{texts.source}</th>
          <th scope="col">{texts.actions}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((policy) => {
          const name = policy.name[language];
          return (
            <tr key={policy.key}>
              <td data-label={texts.policy} className="head">
                <div>
                  {name}
                  <div className="quiet small about">{policy.about[language]}</div>
                </div>
              </td>
              <td data-label={texts.value}>
                <div>
                  <span className={policy.changed ? 'strong' : undefined}>
                    <ValueText shape={policy.shape} value={policy.value} />
                  </span>
                  {policy.changed ? <Changed policy={policy} /> : null}
                </div>
              </td>
              <td data-label={texts.default} className="quiet">
                <div>
                  <ValueText shape={policy.shape} value={policy.default} />
                </div>
              </td>
              <td data-label={texts.source}>
                <div>
                  <span className={`policy-mark ${policy.standing}`}>{texts.standing[policy.standing]}</span>
                  {policy.source.weight === 'own' ? null : (
                    <span className="quiet small">{texts.weight[policy.source.weight]}</span>
                  )}
                  <div className="quiet small">{policy.source[language]}</div>
                </div>
              </td>
              <td data-label={texts.actions}>
                <div className="row actions">
                  {onEdit === undefined ? null : (
                    <Button type="link" size="small" aria-label={texts.editOf(name)} onClick={() => onEdit(policy)}>
                      {texts.edit}
                    </Button>
                  )}
                  <Button type="link" size="small" aria-label={texts.historyOf(name)} onClick={() => onHistory(policy)}>
                    {texts.history}
                  </Button>
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Changed({ policy: { changedAt, changedBy } }: { readonly policy: Policy }) {
  const texts = useTexts(policyTexts);
  const format = useFormat();
  return (
    <div className="small">
      <span className="policy-mark changed">{texts.changed}</span>
      {changedAt === null ? null : (
        <span className="quiet number">{texts.changedBy(format.dateTime(changedAt), changedBy ?? texts.unknown)}</span>
      )}
    </div>
  );
}
