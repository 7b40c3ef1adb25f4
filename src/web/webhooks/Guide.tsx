import { Card } from 'antd';
import { useTexts } from '../language/language.tsx';
import { webhookTexts } from './texts.ts';

/** Any library of Standard Webhooks will do; this is the one of Node (docs/webhooks.md has others). */
const EXAMPLE = `import express from 'express';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.WEBHOOK_SECRET); // whsec_…
express()
  .post('/hooks', express.raw({ type: 'application/json' }), (request, response) => {
    const message = webhook.verify(request.body, request.headers);
    if (isNew(request.get('webhook-id'))) keep(message);
    response.sendStatus(204);
  })
  .listen(8080);`;

/** What a receiver has to do, for whoever writes it. */
export function Guide() {
  const { guide, guideSteps } = useTexts(webhookTexts);
  return (
    <Card title={<h2>{guide}</h2>}>
      <div className="stack">
        <ol className="steps-list">
          {Object.entries(guideSteps).map(([step, words]) => (
            <li key={step}>{words}</li>
          ))}
        </ol>
        <pre className="code-sample" tabIndex={0} aria-label={guide}>
          <code>{EXAMPLE}</code>
        </pre>
      </div>
    </Card>
  );
}
