import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Ledger } from '../ui/Ledger.tsx';
import { Page } from '../ui/Page.tsx';
import { Guide } from './Guide.tsx';
import { SecretDialog, type FreshSecret } from './SecretDialog.tsx';
import { State } from './State.tsx';
import { webhookTexts } from './texts.ts';
import { WebhookDialog } from './WebhookDialog.tsx';
import './webhooks.css';
import { useWebhooks, type Webhook } from './webhooks.ts';

/** Addresses of the organisation's own programs that are told what happens. */
export default function WebhooksPage() {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  const { data, error, refetch } = useWebhooks();
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
          {texts.create}
        </Button>
      }
    >
      <Ledger<Webhook>
        label={texts.title}
        items={data?.items}
        error={error}
        retry={refetch}
        empty={texts.empty}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            title: texts.name,
            head: true,
            render: ({ id, name }) => <Link to={`/webhooks/${id}`}>{name}</Link>,
          },
          { key: 'url', title: texts.url, render: ({ url }) => <span className="breakable">{url}</span> },
          { key: 'state', title: texts.state, render: (webhook) => <State webhook={webhook} /> },
          {
            key: 'waiting',
            title: texts.waiting,
            end: true,
            render: ({ waiting }) => <span className="number">{format.count(waiting)}</span>,
          },
          {
            key: 'created',
            title: texts.createdAt,
            render: ({ createdAt }) => <span className="number">{format.dateTime(createdAt)}</span>,
          },
        ]}
      />
      <Guide />
      {adding ? <WebhookDialog onMade={setFresh} onClose={() => setAdding(false)} /> : null}
      {fresh === null ? null : <SecretDialog fresh={fresh} onClose={() => setFresh(null)} />}
    </Page>
  );
}
