import { Button, Result } from 'antd';
import { Link } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { Page } from '../ui/Page.tsx';
import { uiTexts } from '../ui/texts.ts';

export function NotFoundPage() {
  const texts = useTexts(uiTexts);
  return (
    <Page title={texts.notFoundTitle} lead={texts.notFoundLead}>
      <Link to="/">{texts.home}</Link>
    </Page>
  );
}

/** A fault of ours in drawing a page, or a part of it that could not be fetched after an update. */
export function BrokenPage() {
  const texts = useTexts(uiTexts);
  return (
    <Result
      status="error"
      title={texts.brokenTitle}
      subTitle={texts.brokenLead}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {texts.reload}
        </Button>
      }
    />
  );
}
