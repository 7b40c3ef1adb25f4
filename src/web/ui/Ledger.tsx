import { Button, Card, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { Failure } from './Failure.tsx';
import './ledger.css';
import { uiTexts } from './texts.ts';

export interface Column<Item> {
  readonly key: string;
  readonly title: string;
  readonly render: (item: Item) => ReactNode;
  /** At the right, for figures. */
  readonly end?: boolean;
  /** The name of the row: its heading, also on a phone. */
  readonly head?: boolean;
}

interface LedgerProps<Item> {
  /** What the table is of, for those who hear it. */
  readonly label: string;
  readonly items: readonly Item[] | undefined;
  readonly error: Error | null;
  readonly retry: () => unknown;
  readonly empty: ReactNode;
  readonly columns: readonly Column<Item>[];
  readonly rowKey: (item: Item) => string;
  /** Filters, above the table. */
  readonly filters?: ReactNode;
  readonly more?: { readonly has: boolean; readonly busy: boolean; readonly load: () => unknown };
}

/** Rows of one kind: a table on a desk, cards on a phone; waiting, failed, empty, and more of them. */
export function Ledger<Item>({ label, items, error, retry, empty, columns, rowKey, filters, more }: LedgerProps<Item>) {
  const ui = useTexts(uiTexts);
  return (
    <Card>
      <div className="stack">
        {filters}
        {error !== null ? (
          <Failure error={error} retry={() => void retry()} />
        ) : items === undefined ? (
          <Skeleton active title={false} paragraph={{ rows: 5 }} />
        ) : items.length === 0 ? (
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />
        ) : (
          <table className="ledger" aria-label={label}>
            <thead>
              <tr>
                {columns.map(({ key, title, end }) => (
                  <th key={key} scope="col" className={end === true ? 'end' : undefined}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={rowKey(item)}>
                  {columns.map(({ key, title, end, head, render }) => {
                    const className = [end === true ? 'end' : '', head === true ? 'head' : ''].join(' ').trim();
                    return (
                      <td key={key} data-label={title} className={className === '' ? undefined : className}>
                        <div>{render(item)}</div>
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {more?.has === true && error === null ? (
          <Button block onClick={() => void more.load()} loading={more.busy}>
            {ui.more}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}

interface PagedQuery<Item> {
  readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
  readonly error: Error | null;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly refetch: () => Promise<unknown>;
  readonly fetchNextPage: () => Promise<unknown>;
}

/** What a list that comes page by page gives to a `Ledger`. */
export function pagesOf<Item>(query: PagedQuery<Item>): Pick<LedgerProps<Item>, 'items' | 'error' | 'retry' | 'more'> {
  return {
    items: query.data?.pages.flatMap(({ items }) => items),
    error: query.error,
    retry: query.refetch,
    more: { has: query.hasNextPage, busy: query.isFetchingNextPage, load: query.fetchNextPage },
  };
}
