import { App, Button, Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import { OBJECTION_GROUND_CODES, OBJECTION_GROUNDS, type ObjectionGround } from '../../domain/consents.js';
import { OPEN_STATUSES } from '../../domain/application-state.js';
import { displayNumber } from '../../domain/number-400.js';
import { kindTexts } from '../kinds/texts.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { NumbersLine } from '../numbers/NumbersLine.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useAsked, useSay, type Asked } from './consents.ts';
import { consentTexts } from './texts.ts';

const TONES: Readonly<Record<Asked['answer'], Tone>> = {
  open: 'attention',
  given: 'good',
  silent: 'neutral',
  refused: 'bad',
  overruled: 'neutral',
};
const COUNTING = OBJECTION_GROUND_CODES.filter((ground) => OBJECTION_GROUNDS[ground].counts);

/** What other organisations' applications ask of this one: agree, or object on a ground that counts. */
export default function ConsentsPage() {
  const texts = useTexts(consentTexts);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <PagedList
        query={useAsked()}
        empty={texts.empty}
        row={(asked) => <Line key={`${asked.applicationId} ${asked.party}`} asked={asked} />}
      />
    </Page>
  );
}

function Line({ asked }: { readonly asked: Asked }) {
  const texts = useTexts(consentTexts);
  const { kinds, parties, answers } = useTexts(kindTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { modal, message } = App.useApp();
  const [objecting, setObjecting] = useState(false);
  const say = useSay();
  const tell = useTellProblem();
  const { applicationId: id, party, answer, ground, kind, status, numbers, entity, askedAt, dueAt } = asked;
  const shown = format.list(numbers.map(displayNumber));
  const open = answer === 'open' && OPEN_STATUSES.some((known) => known === status);
  const agree = () => {
    modal.confirm({
      title: texts.agreeTitle,
      content: (
        <>
          <p className="number">{shown}</p>
          {(texts.agreeLead as Readonly<Record<string, string>>)[party] ?? texts.agreeLead.other}
        </>
      ),
      okText: texts.agree,
      cancelText: ui.cancel,
      onOk: () =>
        say.mutateAsync({ id, party, answer: 'given' }).then(
          () => void message.success(texts.agreed),
          (error: unknown) => tell(error),
        ),
    });
  };
  return (
    <li>
      <div className="grow">
        <NumbersLine numbers={numbers} />
        <div>
          {entity.name ?? texts.unnamed} <span className="quiet number">{entity.uscc}</span>
        </div>
        <div className="quiet">
          {texts.asLine(kinds[kind], parties[party])}
          {askedAt === null ? null : ` · ${texts.askedOn(format.dateTime(askedAt))}`}
        </div>
        {open && dueAt !== null ? <div className="urgent">{texts.dueOn(format.dateTime(dueAt))}</div> : null}
        {ground === null ? null : <div>{OBJECTION_GROUNDS[ground][language]}</div>}
      </div>
      <div className="column-end">
        <Status
          tone={answer === 'open' && !open ? 'neutral' : TONES[answer]}
          text={answer === 'open' && !open ? texts.closed : answers[answer]}
        />
        {open ? (
          <div className="row">
            <Button type="primary" ghost loading={say.isPending} onClick={agree} aria-label={texts.agreeOf(shown)}>
              {texts.agree}
            </Button>
            <Button onClick={() => setObjecting(true)} aria-label={texts.objectOf(shown)}>
              {texts.object}
            </Button>
          </div>
        ) : null}
      </div>
      {objecting ? <ObjectDialog asked={asked} onClose={() => setObjecting(false)} /> : null}
    </li>
  );
}

function ObjectDialog({ asked, onClose }: { readonly asked: Asked; readonly onClose: () => void }) {
  const texts = useTexts(consentTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const { message } = App.useApp();
  const [form] = Form.useForm<{ ground: ObjectionGround }>();
  const say = useSay();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const send = ({ ground }: { ground: ObjectionGround }) =>
    run(() =>
      say.mutateAsync({ id: asked.applicationId, party: asked.party, answer: 'refused', ground }).then(() => {
        void message.success(texts.objected);
        onClose();
      }, tell),
    );
  return (
    <Modal
      open
      title={texts.objectTitle}
      okText={texts.object}
      okButtonProps={{ danger: true }}
      cancelText={ui.cancel}
      confirmLoading={say.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{texts.objectLead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item name="ground" label={texts.ground} rules={[{ required: true, message: texts.groundMissing }]}>
          <Radio.Group className="stack tight">
            {COUNTING.map((ground) => (
              <Radio key={ground} value={ground}>
                {OBJECTION_GROUNDS[ground][language]}
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
      </Form>
    </Modal>
  );
}
