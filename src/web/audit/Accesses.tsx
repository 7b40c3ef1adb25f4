import { useState } from 'react';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { sessionTexts } from '../session/texts.ts';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { useAccesses, type Access, type AccessFilter } from './audit.ts';
import './audit.css';
import { Filters } from './Filters.tsx';
import { ActorName } from './Happening.tsx';
import { auditTexts } from './texts.ts';

const SUBJECTS = ['application', 'document', 'user', 'reseller', 'notice', 'operation', 'complaint'] as const;

/** Who looked at which personal data, when and why. */
export function Accesses() {
  const texts = useTexts(auditTexts);
  const roles: Readonly<Record<string, string>> = useTexts(sessionTexts).roles;
  const purposes: Readonly<Record<string, string>> = texts.purposes;
  const kinds: Readonly<Record<string, string>> = texts.kinds;
  const format = useFormat();
  const [filter, setFilter] = useState<AccessFilter>({});
  return (
    <Ledger<Access>
      {...pagesOf(useAccesses(filter))}
      label={texts.accesses}
      empty={texts.noAccesses}
      rowKey={({ id }) => id}
      filters={
        <Filters
          value={filter}
          onSearch={setFilter}
          file="/api/v1/accesses/export.csv"
          choices={[
            {
              name: 'purpose',
              label: texts.purpose,
              any: texts.anyPurpose,
              options: Object.entries(texts.purposes).map(([value, label]) => ({ value, label })),
            },
            {
              name: 'subjectKind',
              label: texts.subjectKind,
              any: texts.anyKind,
              options: SUBJECTS.map((value) => ({ value, label: texts.kinds[value] })),
            },
          ]}
        />
      }
      columns={[
        { key: 'when', title: texts.when, render: ({ at }) => <span className="number">{format.dateTime(at)}</span> },
        {
          key: 'who',
          title: texts.who,
          render: ({ actor }) => (
            <>
              <ActorName actor={actor} />
              <div className="quiet small">{roles[actor.role] ?? actor.role}</div>
            </>
          ),
        },
        { key: 'purpose', title: texts.purpose, render: ({ purpose }) => purposes[purpose] ?? purpose },
        {
          key: 'about',
          title: texts.about,
          render: ({ subject: { kind, id } }) => (
            <>
              {kinds[kind] ?? kind} <span className="number small quiet">{id.slice(-12)}</span>
            </>
          ),
        },
        {
          key: 'shown',
          title: texts.shown,
          render: ({ fields }) => <code className="small">{fields.join(' · ')}</code>,
        },
      ]}
    />
  );
}
