import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { useApplication } from './applications.ts';
import { Detail } from './Detail.tsx';
import { isEditable } from './status.ts';
import { applicationTexts } from './texts.ts';
import { useApplicationEvents } from './use-application-events.ts';
import { Wizard } from './Wizard.tsx';

export default function ApplicationPage() {
  const texts = useTexts(applicationTexts);
  const { id = '' } = useParams();
  const { data: application, error, refetch } = useApplication(id);
  useApplicationEvents(id);
  if (application !== undefined) {
    return isEditable(application.status) ? (
      <Wizard key={id} application={application} />
    ) : (
      <Detail application={application} />
    );
  }
  return (
    <Page title={texts.board} parent={{ to: '/applications', text: texts.board }}>
      {error === null ? (
        <Skeleton active title={false} paragraph={{ rows: 8 }} />
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}
