import { Button, Card, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { Failure } from './Failure.tsx';
import { uiTexts } from './texts.ts';

interface PagedListProps<Item> {
  /** Of TanStack's `useInfiniteQuery`. */
  readonly query: {
    readonly data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly refetch: () => Promise<unknown>;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly empty: string;
  readonly row: (item: Item, at: number) => ReactNode;
}

/** A list that comes page by page: waiting, failed, empty, and more of it. */
export function PagedList<Item>({ query, empty, row }: PagedListProps<Item>) {
  const ui = useTexts(uiTexts);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.error !== null) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return (
    <Card>
      {query.isPending ? (
        <Skeleton active title={false} />
      ) : items.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />
      ) : (
        <ul className="tickets">{items.map(row)}</ul>
      )}
      {query.hasNextPage ? (
        <Button block onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {ui.more}
        </Button>
      ) : null}
    </Card>
  );
}
