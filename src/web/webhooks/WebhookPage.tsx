import { App, Button, Card, Descriptions, Skeleton } from 'antd';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { uiTexts } from '../ui/texts.ts';
import { Deliveries, useWhyNot } from './Deliveries.tsx';
import { SecretDialog, type FreshSecret } from './SecretDialog.tsx';
import { State } from './State.tsx';
import { webhookTexts } from './texts.ts';
import { WebhookDialog } from './WebhookDialog.tsx';
import './webhooks.css';
import {
  useDeleteWebhook,
  useRotateSecret,
  useTestWebhook,
  useUpdateWebhook,
  useWebhook,
  type Webhook,
} from './webhooks.ts';

/** One webhook: where it goes, how it does, and what was sent. */
export default function WebhookPage() {
  const texts = useTexts(webhookTexts);
  const { id = '' } = useParams();
  const { data: webhook, error, refetch } = useWebhook(id);
  const parent = { to: '/webhooks', text: texts.title };
  if (webhook === undefined) {
    return (
      <Page title={texts.title} parent={parent}>
        {error === null ? <Skeleton active title={false} /> : <Failure error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  return <Whole key={id} webhook={webhook} />;
}

function Whole({ webhook }: { readonly webhook: Webhook }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  const [editing, setEditing] = useState(false);
  const { id, name, url, kinds, status, waiting, createdAt } = webhook;
  return (
    <Page title={name} parent={{ to: '/webhooks', text: texts.title }} actions={<Acts webhook={webhook} />}>
      <Card
        extra={
          <span className="row">
            <Button onClick={() => setEditing(true)}>{texts.edit}</Button>
            <Rotate id={id} />
            <Remove webhook={webhook} />
          </span>
        }
      >
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            {
              key: 'state',
              label: texts.state,
              children: (
                <div>
                  <State webhook={webhook} />
                  {status === 'active' ? null : <div className="quiet small">{texts.offLead}</div>}
                </div>
              ),
            },
            { key: 'waiting', label: texts.waiting, children: texts.waitingSome(format.count(waiting)) },
            { key: 'url', label: texts.url, children: <span className="breakable">{url}</span> },
            { key: 'created', label: texts.createdAt, children: format.dateTime(createdAt) },
            {
              key: 'kinds',
              label: texts.kinds,
              span: 'filled',
              children: format.list(kinds.map((kind) => texts.kindNames[kind])),
            },
          ]}
        />
      </Card>
      <h2>{texts.log}</h2>
      <p className="quiet">{texts.logLead}</p>
      <Deliveries webhookId={id} />
      {editing ? <WebhookDialog webhook={webhook} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function Acts({ webhook }: { readonly webhook: Webhook }) {
  const texts = useTexts(webhookTexts);
  const ui = useTexts(uiTexts);
  const { message, modal } = App.useApp();
  const test = useTestWebhook(webhook.id);
  const update = useUpdateWebhook(webhook.id);
  const tell = useTellProblem();
  const why = useWhyNot();
  const run = useOneAtATime();
  const tryOut = () =>
    run(() =>
      test.mutateAsync(undefined).then(({ status, log: [attempt] }) => {
        if (attempt === undefined) return;
        if (status === 'delivered') void message.success(texts.testGood(attempt.status ?? 0, attempt.milliseconds));
        else void message.error({ content: texts.testBad(why(attempt)), duration: 6 });
      }, tell),
    );
  const switchOn = () =>
    run(() => update.mutateAsync({ active: true }).then(() => void message.success(texts.enabled), tell));
  const pause = () =>
    modal.confirm({
      title: texts.pauseTitle(webhook.name),
      content: texts.pauseLead,
      okText: texts.pause,
      cancelText: ui.cancel,
      onOk: () => update.mutateAsync({ active: false }).then(() => void message.success(texts.paused), tell),
    });
  return (
    <>
      <Button onClick={tryOut} loading={test.isPending}>
        {texts.test}
      </Button>
      {webhook.status === 'active' ? (
        <Button onClick={pause}>{texts.pause}</Button>
      ) : (
        <Button type="primary" onClick={switchOn} loading={update.isPending}>
          {texts.enable}
        </Button>
      )}
    </>
  );
}

function Rotate({ id }: { readonly id: string }) {
  const texts = useTexts(webhookTexts);
  const ui = useTexts(uiTexts);
  const { modal } = App.useApp();
  const rotate = useRotateSecret(id);
  const tell = useTellProblem();
  const [fresh, setFresh] = useState<FreshSecret | null>(null);
  const ask = () => {
    const once = crypto.randomUUID();
    modal.confirm({
      title: texts.rotateTitle,
      content: texts.rotateLead,
      okText: texts.rotate,
      cancelText: ui.cancel,
      onOk: () => rotate.mutateAsync(once).then(setFresh, tell),
    });
  };
  return (
    <>
      <Button onClick={ask}>{texts.rotate}</Button>
      {fresh === null ? null : <SecretDialog fresh={fresh} onClose={() => setFresh(null)} />}
    </>
  );
}

function Remove({ webhook: { id, name } }: { readonly webhook: Webhook }) {
  const texts = useTexts(webhookTexts);
  const ui = useTexts(uiTexts);
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const remove = useDeleteWebhook(id);
  const tell = useTellProblem();
  const gone = () => {
    void message.success(texts.removed);
    void navigate('/webhooks');
  };
  const ask = () =>
    modal.confirm({
      title: texts.removeTitle(name),
      content: texts.removeLead,
      okText: texts.remove,
      okButtonProps: { danger: true },
      cancelText: ui.cancel,
      onOk: () => remove.mutateAsync(undefined).then(gone, tell),
    });
  return (
    <Button danger onClick={ask}>
      {texts.remove}
    </Button>
  );
}
