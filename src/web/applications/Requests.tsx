import { Button, Card } from 'antd';
import { documentTexts } from '../documents/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import type { Application } from './applications.ts';
import { stepOfRequest, type Step } from './steps.ts';
import { applicationTexts } from './texts.ts';

/** What a reviewer asked, each with the way to the one place where it is answered. */
export function Requests({
  application,
  onGo,
}: {
  readonly application: Application;
  readonly onGo: (step: Step) => void;
}) {
  const texts = useTexts(applicationTexts).requests;
  const kinds = useTexts(documentTexts).kinds;
  const format = useFormat();
  const { requests, deadline } = application;
  return (
    <Card title={<h2>{texts.title}</h2>} className="card-bad">
      <p className="quiet">
        {texts.lead} {deadline === null ? null : texts.due(format.dateTime(deadline))}
      </p>
      <ul className="tickets">
        {requests.map((request, at) => (
          <li key={at}>
            <div className="stack tight">
              <strong>{request.text}</strong>
              {request.note === null ? null : <span>{request.note}</span>}
              {request.documentKinds.length > 0 && request.documentKinds.length <= 4 ? (
                <span className="quiet">{format.list(request.documentKinds.map((kind) => kinds[kind]))}</span>
              ) : null}
            </div>
            <Button
              type="primary"
              ghost
              onClick={() => onGo(stepOfRequest(request))}
              aria-label={texts.goOf(request.text)}
            >
              {texts.go}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
