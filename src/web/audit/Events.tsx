import { useState } from 'react';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { useEvents, type AuditEvent, type EventFilter } from './audit.ts';
import './audit.css';
import { Filters } from './Filters.tsx';
import { ActorName, TypeName } from './Happening.tsx';
import { auditTexts } from './texts.ts';
import { WhatChanged } from './WhatChanged.tsx';

const SUBJECTS_SHOWN = 3;

/** Every change, newest first. */
export function Events() {
  const texts = useTexts(auditTexts);
  const format = useFormat();
  const [filter, setFilter] = useState<EventFilter>({});
  const kinds = Object.entries(texts.kinds).filter(([kind]) => kind !== 'notice' && kind !== 'setting');
  return (
    <Ledger<AuditEvent>
      {...pagesOf(useEvents(filter))}
      label={texts.events}
      empty={texts.noEvents}
      rowKey={({ id }) => id}
      filters={
        <Filters
          value={filter}
          onSearch={setFilter}
          file="/api/v1/events/export.csv"
          choices={[
            {
              name: 'type',
              label: texts.type,
              any: texts.anyType,
              options: Object.entries(texts.types).map(([value, label]) => ({
                value,
                label: `${kindOf(texts.kinds, value)} · ${label}`,
              })),
            },
            {
              name: 'subjectKind',
              label: texts.subjectKind,
              any: texts.anyKind,
              options: kinds.map(([value, label]) => ({ value, label })),
            },
          ]}
        />
      }
      columns={[
        {
          key: 'when',
          title: texts.when,
          render: ({ recordedAt, seq }) => (
            <>
              <span className="number">{format.dateTime(recordedAt)}</span>
              <div className="quiet small number">{seq === null ? texts.unnumbered : `#${seq}`}</div>
            </>
          ),
        },
        { key: 'what', title: texts.what, render: ({ type }) => <TypeName type={type} /> },
        { key: 'about', title: texts.about, render: (event) => <Subjects event={event} /> },
        { key: 'who', title: texts.who, render: ({ actor }) => <ActorName actor={actor} /> },
        {
          key: 'why',
          title: texts.why,
          render: ({ reason, before, after }) => (
            <>
              {reason === null ? null : <div>{texts.because(reason)}</div>}
              <WhatChanged before={before} after={after} />
            </>
          ),
        },
      ]}
    />
  );
}

function Subjects({ event: { subjects, subjectCount } }: { readonly event: AuditEvent }) {
  const texts = useTexts(auditTexts);
  const kinds: Readonly<Record<string, string>> = texts.kinds;
  return (
    <>
      {subjects.slice(0, SUBJECTS_SHOWN).map(({ kind, id }) => (
        <div key={`${kind}:${id}`}>
          {kinds[kind] ?? kind}{' '}
          <span className="number small quiet">{kind === 'number' ? displayNumber(id) : id.slice(-12)}</span>
        </div>
      ))}
      {subjectCount > SUBJECTS_SHOWN ? <div className="quiet small">{texts.andMore(subjectCount)}</div> : null}
    </>
  );
}

function kindOf(kinds: Readonly<Record<string, string>>, type: string): string {
  const kind = type.split('.')[0] ?? type;
  return kinds[kind] ?? kind;
}
