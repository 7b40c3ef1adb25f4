import { Button } from 'antd';
import { useState } from 'react';
import { PUBLIC_STATUSES } from '../../domain/number-status.js';
import { api, bodyOf } from '../api/client.ts';
import { usePages } from '../api/pages.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { resellerTexts } from './texts.ts';

/** Its numbers in digit order, once somebody wants to see them. */
export function NumbersOfReseller({ resellerId }: { readonly resellerId: string }) {
  const texts = useTexts(resellerTexts);
  const [open, setOpen] = useState(false);
  return open ? (
    <List resellerId={resellerId} />
  ) : (
    <div>
      <Button onClick={() => setOpen(true)}>{texts.showNumbers}</Button>
    </div>
  );
}

function List({ resellerId }: { readonly resellerId: string }) {
  const texts = useTexts(resellerTexts);
  const numbers = useTexts(numberTexts);
  const query = usePages(['resellers', resellerId, 'list'], (page, signal) =>
    bodyOf(api.GET('/numbers', { params: { query: { ...page, resellerId } }, signal })),
  );
  return (
    <Ledger
      {...pagesOf(query)}
      label={texts.numbers}
      empty={texts.noNumbers}
      rowKey={({ number }) => number}
      columns={[
        {
          key: 'number',
          title: numbers.number,
          head: true,
          render: ({ number, display, status }) =>
            PUBLIC_STATUSES.includes(status) ? (
              <a className="number" href={`/numbers/${number}`} aria-label={numbers.publicPageOf(display)}>
                {display}
              </a>
            ) : (
              <span className="number">{display}</span>
            ),
        },
        { key: 'carrier', title: numbers.carrier, render: ({ carrier }) => numbers.carriers[carrier] },
        { key: 'status', title: numbers.status, render: ({ status }) => numbers.statuses[status] },
      ]}
    />
  );
}
