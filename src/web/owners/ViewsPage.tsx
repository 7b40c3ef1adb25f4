import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { useViews, type View } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** Who looked at the entity's papers: for which organisation, why, and when. */
export default function ViewsPage() {
  const texts = useTexts(ownerTexts).views;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <PagedList query={useViews()} empty={texts.empty} row={(view, at) => <Row key={at} view={view} />} />
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
