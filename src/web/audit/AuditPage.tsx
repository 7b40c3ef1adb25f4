import { Alert, Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { Page } from '../ui/Page.tsx';
import { Accesses } from './Accesses.tsx';
import { Events } from './Events.tsx';
import { auditTexts } from './texts.ts';

/** What changed, and who looked at personal data. */
export default function AuditPage() {
  const texts = useTexts(auditTexts);
  const [search, setSearch] = useSearchParams();
  const accesses = search.get('of') === 'accesses';
  const { data: me } = useMe();
  const scope = me?.user?.scope;
  if (scope !== undefined && (scope.carriers !== null || scope.provinces !== null)) {
    return (
      <Page title={texts.title} lead={texts.lead}>
        <Alert type="info" showIcon title={texts.scopedTitle} description={texts.scopedLead} />
      </Page>
    );
  }
  return (
    <Page title={texts.title} lead={accesses ? texts.accessLead : texts.lead}>
      <Tabs
        activeKey={accesses ? 'accesses' : 'events'}
        onChange={(key) => setSearch(key === 'events' ? {} : { of: key })}
        items={[
          { key: 'events', label: texts.events, children: <Events /> },
          { key: 'accesses', label: texts.accesses, children: <Accesses /> },
        ]}
        destroyOnHidden
      />
    </Page>
  );
}
