import { Alert, Button, Modal, Typography } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import { webhookTexts } from './texts.ts';

export interface FreshSecret {
  /** Absent when an answer that was lost is repeated: it is said once only. */
  readonly secret?: string | undefined;
  /** Of a change: until when the former one signs too. */
  readonly previousUntil?: string;
}

/** Shows a secret once; only the button closes it, so that no stray click loses it. */
export function SecretDialog({ fresh, onClose }: { readonly fresh: FreshSecret; readonly onClose: () => void }) {
  const texts = useTexts(webhookTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  return (
    <Modal
      open
      title={texts.secretTitle}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {texts.secretKept}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={fresh.secret === undefined ? texts.secretGone : texts.secretLead} />
        {fresh.secret === undefined ? null : (
          <Typography.Paragraph code copyable={{ tooltips: [ui.copy, ui.copied] }} style={{ wordBreak: 'break-all' }}>
            {fresh.secret}
          </Typography.Paragraph>
        )}
        {fresh.previousUntil === undefined ? null : <p>{texts.secretUntil(format.dateTime(fresh.previousUntil))}</p>}
      </div>
    </Modal>
  );
}
