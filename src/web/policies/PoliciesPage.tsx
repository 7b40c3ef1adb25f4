import { Card, Input, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useLanguage, useTexts } from '../language/language.tsx';
import { mayDo, useMe } from '../session/session.ts';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { uiTexts } from '../ui/texts.ts';
import { EditDialog } from './EditDialog.tsx';
import { HistoryDrawer } from './HistoryDrawer.tsx';
import './policies.css';
import { usePolicies, type Policy } from './policies.ts';
import { PolicyTable } from './PolicyTable.tsx';
import { policyTexts } from './texts.ts';

/** What this installation decides for itself, with the source of each default and the history of each change. */
export default function PoliciesPage() {
  const texts = useTexts(policyTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const { data: me } = useMe();
  const mayChange = me != null && mayDo(me, 'policy.edit');
  const { data, error, refetch } = usePolicies();
  const [words, setWords] = useState('');
  const [changedOnly, setChangedOnly] = useState(false);
  const [editing, setEditing] = useState<{ policy: Policy; start?: { value: unknown } } | null>(null);
  const [history, setHistory] = useState<string | null>(null);
  const wanted = words.trim().toLowerCase();
  const shown = (data?.items ?? []).filter(
    ({ changed, key, name, about }) =>
      (!changedOnly || changed) && `${key} ${name[language]} ${about[language]}`.toLowerCase().includes(wanted),
  );
  const groups = Object.keys(texts.groups) as Policy['group'][];
  const changed = data?.items.filter((item) => item.changed).length ?? 0;
  const remembered = data?.items.find(({ key }) => key === history);
  return (
    <Page title={texts.title} lead={mayChange ? texts.lead : texts.leadReading}>
      <Card>
        <div className="row">
          <Segmented
            aria-label={texts.which}
            value={changedOnly ? 'changed' : 'all'}
            onChange={(value) => setChangedOnly(value === 'changed')}
            options={[
              { value: 'all', label: ui.all },
              { value: 'changed', label: texts.changedCount(changed) },
            ]}
          />
          <Input.Search
            style={{ maxWidth: 280 }}
            aria-label={texts.find}
            placeholder={texts.find}
            value={words}
            onChange={({ target }) => setWords(target.value)}
          />
          <span className="quiet small">{texts.rulesVersion(data?.rulesVersion ?? '')}</span>
        </div>
      </Card>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </Card>
      ) : shown.length === 0 ? (
        <Card>
          <p className="quiet">{texts.noneFound}</p>
        </Card>
      ) : (
        groups.map((group) => {
          const items = shown.filter((item) => item.group === group);
          return items.length === 0 ? null : (
            <Card key={group} title={<h2>{texts.groups[group]}</h2>}>
              <PolicyTable
                label={texts.groups[group]}
                items={items}
                onEdit={mayChange ? (policy) => setEditing({ policy }) : undefined}
                onHistory={({ key }) => setHistory(key)}
              />
            </Card>
          );
        })
      )}
      {remembered === undefined ? null : (
        <HistoryDrawer
          policy={remembered}
          onClose={() => setHistory(null)}
          onBack={
            mayChange
              ? (value) => {
                  setHistory(null);
                  setEditing({ policy: remembered, start: { value } });
                }
              : undefined
          }
        />
      )}
      {editing === null ? null : <EditDialog {...editing} onClose={() => setEditing(null)} />}
    </Page>
  );
}
