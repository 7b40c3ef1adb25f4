import { Alert, Button, Modal, Typography } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';
import { userTexts } from './texts.ts';
import type { Invited } from './users.ts';

/** The link that lets a person choose the own password. It is shown this once; the server keeps its hash only. */
export function InvitationDialog({
  name,
  invitation: { url, expiresAt },
  onClose,
}: {
  readonly name: string;
  readonly invitation: NonNullable<Invited['invitation']>;
  readonly onClose: () => void;
}) {
  const texts = useTexts(userTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  return (
    <Modal
      open
      title={texts.invitationFor(name)}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {texts.handedOver}
        </Button>
      }
    >
      <div className="stack">
        <Alert type="warning" showIcon title={texts.invitationLead(format.dateTime(expiresAt))} />
        <Typography.Paragraph code copyable={{ tooltips: [ui.copy, ui.copied] }} style={{ wordBreak: 'break-all' }}>
          {url}
        </Typography.Paragraph>
      </div>
    </Modal>
  );
}
