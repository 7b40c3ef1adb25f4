import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { useApplicationEvents } from '../applications/use-application-events.ts';
import { Case } from './Case.tsx';
import './reviews.css';
import { useCase } from './reviews.ts';
import { reviewTexts } from './texts.ts';

export default function CasePage() {
  const texts = useTexts(reviewTexts);
  const { id = '' } = useParams();
  const { data: application, error, refetch } = useCase(id);
  useApplicationEvents(id);
  // What is on screen stays when one look at the server fails: there may be unsent work on it.
  if (application !== undefined) return <Case key={`${id} ${application.revision}`} application={application} />;
  return (
    <Page title={texts.queue} parent={{ to: '/reviews', text: texts.queue }}>
      {error === null ? (
        <Skeleton active title={false} paragraph={{ rows: 10 }} />
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )}
    </Page>
  );
}
