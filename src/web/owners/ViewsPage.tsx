import { Button, Card, Empty, Skeleton } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useViews, type View } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** Who looked at the entity's papers: for which organisation, why, and when. */
export default function ViewsPage() {
  const texts = useTexts(ownerTexts).views;
  const ui = useTexts(uiTexts);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useViews();
  const views = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={texts.title} lead={texts.lead}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Card>
          {isPending ? (
            <Skeleton active />
          ) : views.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.empty} />
          ) : (
            <ul className="tickets">
              {views.map((view, at) => (
                <Row key={at} view={view} />
              ))}
            </ul>
          )}
          {hasNextPage ? (
            <Button block onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
              {ui.more}
            </Button>
          ) : null}
        </Card>
      )}
    </Page>
  );
}

function Row({ view: { at, by, purpose, subject } }: { readonly view: View }) {
  const texts = useTexts(ownerTexts).views;
  const format = useFormat();
  const organisations: Readonly<Record<string, string>> = texts.organisations;
  const purposes: Readonly<Record<string, string>> = texts.purposes;
  const roles: Readonly<Record<string, string>> = texts.roles;
  const subjects: Readonly<Record<string, string>> = texts.subjects;
  return (
    <li>
      <div>
        <strong>{organisations[by.organisation] ?? by.organisation}</strong> {roles[by.role] ?? by.role}
        <div>
          {purposes[purpose] ?? purpose} · {subjects[subject.kind] ?? subject.kind}
        </div>
      </div>
      <span className="number quiet">{format.dateTime(at)}</span>
    </li>
  );
}
