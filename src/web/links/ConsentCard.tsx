import { Button, Card, Descriptions, Radio } from 'antd';
import { useState } from 'react';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useAnswerConsent, type OpenedLink } from './link-client.ts';
import { linkTexts } from './texts.ts';

const FIELDS = ['name', 'idNumber', 'validUntil'] as const;

/** What was read from the person's own card, and the consent they alone can give. */
export function ConsentCard({ link }: { readonly link: OpenedLink }) {
  const { page: texts } = useTexts(linkTexts);
  const format = useFormat();
  const answer = useAnswerConsent();
  const tell = useTellProblem();
  const [right, setRight] = useState<boolean | null>(null);
  const read = Object.assign({}, ...link.kinds.map((paper) => paper.read)) as Record<string, string>;
  const known = FIELDS.filter((name) => read[name] !== undefined);
  const { consent, text } = link;
  const given = consent?.answer === 'given';
  const say = (what: 'given' | 'withdrawn') =>
    answer.mutate(
      { answer: what, textVersion: text.version, ...(right === null ? {} : { readingRight: right }) },
      { onError: tell },
    );
  return (
    <>
      <Card title={<h2>{texts.check}</h2>}>
        <div className="stack">
          <p className="quiet">{known.length === 0 ? texts.notRead : texts.checkLead}</p>
          {known.length === 0 ? null : (
            <>
              <Descriptions
                column={1}
                size="small"
                items={known.map((name) => ({
                  key: name,
                  label: texts.fields[name],
                  children: <span className="number">{read[name]}</span>,
                }))}
              />
              <Radio.Group
                value={right}
                onChange={({ target }) => setRight(target.value === true)}
                aria-label={texts.check}
                options={[
                  { value: true, label: texts.right },
                  { value: false, label: texts.wrong },
                ]}
              />
            </>
          )}
        </div>
      </Card>
      <Card title={<h2>{texts.consent}</h2>}>
        <div className="stack">
          {text.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
          <p className="quiet">{texts.version(text.version)}</p>
          {consent === null ? null : (
            <p role="status" className={given ? 'status good' : 'status attention'}>
              {given ? texts.given(format.dateTime(consent.at)) : texts.withdrawn(format.dateTime(consent.at))}
            </p>
          )}
          {given ? (
            <Button loading={answer.isPending} onClick={() => say('withdrawn')}>
              {texts.withdraw}
            </Button>
          ) : (
            <>
              {known.length > 0 && right === null ? <p className="quiet">{texts.choose}</p> : null}
              <Button
                type="primary"
                size="large"
                block
                disabled={known.length > 0 && right === null}
                loading={answer.isPending}
                onClick={() => say('given')}
              >
                {texts.agree}
              </Button>
            </>
          )}
        </div>
      </Card>
    </>
  );
}
