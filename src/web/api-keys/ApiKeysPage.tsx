import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Card, Empty, Table } from 'antd';
import { useState } from 'react';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useApiKeys, useRevokeApiKey, type ApiKey } from './api-keys.ts';
import { NewKeyDialog } from './NewKeyDialog.tsx';
import { apiKeyTexts } from './texts.ts';

export default function ApiKeysPage() {
  const texts = useTexts(apiKeyTexts);
  const format = useFormat();
  const { data, error, isPending, refetch } = useApiKeys();
  const [open, setOpen] = useState(false);
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen(true)}>
      {texts.create}
    </Button>
  );
  return (
    <Page title={texts.title} lead={texts.lead} actions={create}>
      {error === null ? (
        <Card styles={{ body: { padding: 0 } }}>
          <Table<ApiKey>
            rowKey="id"
            size="middle"
            loading={isPending}
            dataSource={data?.items ?? []}
            pagination={false}
            scroll={{ x: 720 }}
            locale={{
              emptyText: isPending ? ' ' : <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.empty} />,
            }}
            columns={[
              { title: texts.name, dataIndex: 'name' },
              { title: texts.hint, render: (_, key) => <code>{key.hint}…</code> },
              { title: texts.createdAt, render: (_, key) => format.dateTime(key.createdAt) },
              {
                title: texts.lastUsed,
                render: (_, key) =>
                  key.lastUsedAt === null ? (
                    <span className="quiet">{texts.never}</span>
                  ) : (
                    format.dateTime(key.lastUsedAt)
                  ),
              },
              {
                title: texts.state,
                render: (_, key) =>
                  key.revokedAt === null ? (
                    <Status tone="good" text={texts.inUse} />
                  ) : (
                    <Status tone="neutral" text={texts.revokedAt(format.dateTime(key.revokedAt))} />
                  ),
              },
              { title: texts.actions, render: (_, key) => (key.revokedAt === null ? <Revoke apiKey={key} /> : null) },
            ]}
          />
        </Card>
      ) : (
        <Failure error={error} retry={() => void refetch()} />
      )}
      <NewKeyDialog open={open} onClose={() => setOpen(false)} />
    </Page>
  );
}

function Revoke({ apiKey: { id, name } }: { readonly apiKey: ApiKey }) {
  const texts = useTexts(apiKeyTexts);
  const ui = useTexts(uiTexts);
  const { modal, message } = App.useApp();
  const revoke = useRevokeApiKey();
  const tell = useTellProblem();
  const ask = () => {
    modal.confirm({
      title: texts.revokeTitle(name),
      content: texts.revokeLead,
      okText: texts.revoke,
      okButtonProps: { danger: true },
      cancelText: ui.cancel,
      onOk: () =>
        revoke.mutateAsync(id).then(() => {
          void message.success(texts.revoked);
        }, tell),
    });
  };
  return (
    <Button type="link" danger size="small" aria-label={texts.revokeNamed(name)} onClick={ask}>
      {texts.revoke}
    </Button>
  );
}
