import { MobileOutlined } from '@ant-design/icons';
import { Button, Modal, QRCode } from 'antd';
import { useState } from 'react';
import type { Application } from '../applications/applications.ts';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import { Countdown } from '../numbers/Countdown.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useIssueLink, useRevokeLink } from './links.ts';
import { linkTexts } from './texts.ts';

/** The phone becomes this dossier's camera: a code for fifteen minutes, and what has arrived, as it arrives. */
export function HandOver({ application }: { readonly application: Application }) {
  const texts = useTexts(linkTexts).handOver;
  const kinds = useTexts(documentTexts);
  const [open, setOpen] = useState(false);
  const issue = useIssueLink(application.id);
  const revoke = useRevokeLink(application.id);
  const tell = useTellProblem();
  const make = () => issue.mutate({ purpose: 'hand_over' }, { onError: tell });
  const begin = () => {
    setOpen(true);
    make();
  };
  const end = () => {
    setOpen(false);
    if (issue.data !== undefined) revoke.mutate(issue.data.id, { onError: tell });
    issue.reset();
  };
  return (
    <>
      <Button icon={<MobileOutlined />} onClick={begin}>
        {texts.open}
      </Button>
      <Modal
        open={open}
        title={texts.title}
        onCancel={end}
        footer={
          <Button onClick={end} danger>
            {texts.end}
          </Button>
        }
      >
        <div className="stack hand-over">
          <p>{texts.lead}</p>
          {issue.data === undefined ? null : (
            <>
              <div className="code">
                <QRCode type="svg" aria-label={texts.code} value={issue.data.address} size={220} />
              </div>
              <Countdown until={issue.data.expiresAt} say={texts.left} />
              <Button onClick={make} loading={issue.isPending}>
                {texts.again}
              </Button>
            </>
          )}
          <div role="status">{texts.arrived(application.documents.length)}</div>
          <ul className="arrived">
            {application.documents.map(({ id, kind, status }) => (
              <li key={id}>
                {kinds.kinds[kind]} · {kinds.statuses[status]}
              </li>
            ))}
          </ul>
        </div>
      </Modal>
    </>
  );
}
