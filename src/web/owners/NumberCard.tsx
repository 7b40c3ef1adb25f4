import { App, Button, Card, Descriptions, Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { kindTexts } from '../kinds/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { useMe } from '../session/session.ts';
import { useFieldProblems, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import {
  useFile,
  useIssueCertificate,
  useResellerChoices,
  useResume,
  useSayWhy,
  type Filing,
  type OwnNumber,
} from './owners.ts';
import { ProofDialog } from './ProofDialog.tsx';
import { ownerTexts } from './texts.ts';

const TONES: Readonly<Record<OwnNumber['status'], Tone>> = {
  spare: 'neutral',
  reserved: 'neutral',
  pending: 'busy',
  assigned: 'busy',
  working: 'good',
  suspended: 'bad',
  disconnected: 'neutral',
  quarantined: 'neutral',
  unavailable: 'neutral',
};

/** One number: how it stands, who serves it, what is due, what was said about it, and what its owner can do. */
export function NumberCard({ number: given }: { readonly number: OwnNumber }) {
  const texts = useTexts(ownerTexts);
  const numbers = useTexts(numberTexts);
  const format = useFormat();
  const { number, display, status, flags, holds, verified, reseller, landingNumbers, complaints } = given;
  return (
    <Card
      title={<h2 className="number large">{display}</h2>}
      extra={<Status tone={TONES[status]} text={numbers.statuses[status]} />}
    >
      <div className="stack">
        {flags.map((flag) => (
          <Status key={flag} tone="attention" text={texts.flags[flag]} />
        ))}
        {holds.map(({ id, kind, reason, remedy, expectedRecovery, documentsRequired }) => (
          <div key={id}>
            <Status tone="bad" text={texts.holds[kind]} /> {reason}
            {remedy === null ? null : <div>{texts.remedy(remedy)}</div>}
            {documentsRequired.length === 0 ? null : <div>{texts.papersNeeded(format.list(documentsRequired))}</div>}
            <div className="quiet">
              {expectedRecovery === null ? texts.noRecovery : texts.recovery(expectedRecovery)}
            </div>
          </div>
        ))}
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'purpose', label: texts.purpose, children: given.registeredPurpose ?? texts.unknown },
            {
              key: 'landing',
              label: texts.landing,
              children: (
                <span className="number">{landingNumbers.map((line) => line.number).join(' ') || texts.unknown}</span>
              ),
            },
            { key: 'reseller', label: texts.reseller, children: reseller?.name ?? texts.noReseller },
            {
              key: 'verified',
              label: texts.verified,
              children: verified === null ? texts.unknown : texts.verifiedOn(texts.levels[verified.level], verified.on),
            },
            { key: 'due', label: texts.due, children: verified === null ? texts.unknown : verified.due },
            { key: 'since', label: texts.since, children: format.dateTime(given.since) },
            {
              key: 'complaints',
              label: texts.complaints,
              children:
                complaints.length === 0 ? (
                  texts.noComplaints
                ) : (
                  <ul className="plain">
                    {complaints.map(({ category, status: state, on }, at) => (
                      <li key={at}>
                        {on} {texts.categories[category]} · {texts.complaintStatuses[state]}
                      </li>
                    ))}
                  </ul>
                ),
            },
          ]}
        />
        <Acts number={given} />
        <a href={`/numbers/${number}`} aria-label={numbers.publicPageOf(display)}>
          {numbers.publicPage}
        </a>
      </div>
    </Card>
  );
}

type Dialogue = 'stop' | 'dispute' | 'move' | 'proof';

function Acts({
  number: { number, display, status, holds, openApplicationId, flags },
}: {
  readonly number: OwnNumber;
}) {
  const texts = useTexts(ownerTexts).acts;
  const { kinds } = useTexts(kindTexts);
  const ui = useTexts(uiTexts);
  const { modal, message } = App.useApp();
  const [dialogue, setDialogue] = useState<Dialogue | null>(null);
  const resume = useResume();
  const returnDays = useMe().data?.installation.returnDays;
  const certificate = useIssueCertificate();
  const file = useFile();
  const navigate = useNavigate();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const once = useRef(crypto.randomUUID());
  const close = () => setDialogue(null);
  const inService = status === 'working' || status === 'suspended';
  const free = inService && openApplicationId === null;
  const open = (filing: Omit<Filing, 'numbers' | 'once'>, step = 'submit') =>
    file
      .mutateAsync({ ...filing, numbers: [number], once: once.current })
      .then(({ id }) => void navigate(`/applications/${id}?step=${step}`), tell)
      .finally(() => {
        once.current = crypto.randomUUID();
      });
  const askCancel = () => {
    modal.confirm({
      title: texts.cancelTitle(display),
      content: texts.cancelLead(returnDays),
      okText: texts.cancel,
      okButtonProps: { danger: true },
      cancelText: ui.back,
      onOk: () => open({ kind: 'cancel' }),
    });
  };
  const issue = () =>
    run(() =>
      certificate.mutateAsync(number).then(({ serial }) => {
        window.open(`/api/v1/certificates/${serial}.pdf`, '_blank', 'noopener');
        void message.success(texts.certificateMade);
      }, tell),
    );
  const stopped = holds.some(({ kind }) => kind === 'owner_request');
  return (
    <div className="row" role="group" aria-label={texts.groupOf(display)}>
      {status === 'working' ? (
        <>
          <Button loading={certificate.isPending} onClick={issue} aria-label={texts.of(texts.certificate, display)}>
            {texts.certificate}
          </Button>
          <Button onClick={() => setDialogue('proof')} aria-label={texts.of(texts.badge, display)}>
            {texts.badge}
          </Button>
          <Button onClick={() => setDialogue('stop')} aria-label={texts.of(texts.stop, display)}>
            {texts.stop}
          </Button>
        </>
      ) : null}
      {stopped ? (
        <Button
          loading={resume.isPending}
          onClick={() => run(() => resume.mutateAsync(number).then(() => void message.success(texts.resumed), tell))}
          aria-label={texts.of(texts.resume, display)}
        >
          {texts.resume}
        </Button>
      ) : null}
      {free ? (
        <>
          {(['change', 'renewal'] as const).map((kind) => (
            <Button
              key={kind}
              loading={file.isPending && file.variables.kind === kind}
              onClick={() => run(() => open({ kind }, 'entity'))}
              aria-label={texts.of(kinds[kind], display)}
            >
              {kinds[kind]}
            </Button>
          ))}
          <Button onClick={() => setDialogue('move')} aria-label={texts.of(texts.move, display)}>
            {texts.move}
          </Button>
          <Button danger onClick={askCancel} aria-label={texts.of(texts.cancel, display)}>
            {texts.cancel}
          </Button>
        </>
      ) : null}
      {inService && !flags.includes('disputed') ? (
        <Button type="text" danger onClick={() => setDialogue('dispute')} aria-label={texts.of(texts.dispute, display)}>
          {texts.dispute}
        </Button>
      ) : null}
      {dialogue === 'stop' || dialogue === 'dispute' ? (
        <WhyDialog act={dialogue} number={number} display={display} onClose={close} />
      ) : null}
      {dialogue === 'move' ? (
        <MoveDialog
          display={display}
          onClose={close}
          onChoose={(toResellerId) => open({ kind: 'reseller_change', toResellerId })}
        />
      ) : null}
      {dialogue === 'proof' ? <ProofDialog number={number} display={display} onClose={close} /> : null}
    </div>
  );
}

/** Asks for one sentence of why, and says what will happen. */
function WhyDialog({
  act,
  number,
  display,
  onClose,
}: {
  readonly act: 'stop' | 'dispute';
  readonly number: string;
  readonly display: string;
  readonly onClose: () => void;
}) {
  const texts = useTexts(ownerTexts).acts;
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const say = useSayWhy(act);
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const send = ({ reason }: { reason: string }) =>
    run(() =>
      say.mutateAsync({ number, reason: reason.trim() }).then(
        () => {
          void message.success(texts.why[act].done);
          onClose();
        },
        (error: unknown) => tell(form, error),
      ),
    );
  return (
    <Modal
      open
      title={texts.why[act].title(display)}
      okText={texts.why[act].send}
      okButtonProps={{ danger: act === 'dispute' }}
      cancelText={ui.cancel}
      confirmLoading={say.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{texts.why[act].lead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="reason"
          label={texts.reason}
          rules={[{ required: true, whitespace: true, message: texts.reasonMissing }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function MoveDialog({
  display,
  onClose,
  onChoose,
}: {
  readonly display: string;
  readonly onClose: () => void;
  readonly onChoose: (id: string) => Promise<void>;
}) {
  const texts = useTexts(ownerTexts).acts;
  const ui = useTexts(uiTexts);
  const [form] = Form.useForm<{ reseller: string }>();
  const { data, isPending } = useResellerChoices(true);
  const [busy, setBusy] = useState(false);
  const run = useOneAtATime();
  const send = ({ reseller }: { reseller: string }) =>
    run(async () => {
      setBusy(true);
      await onChoose(reseller);
      setBusy(false);
    });
  return (
    <Modal
      open
      title={texts.moveTitle(display)}
      okText={texts.move}
      cancelText={ui.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{texts.moveLead}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send}>
        <Form.Item
          name="reseller"
          label={texts.newReseller}
          rules={[{ required: true, message: texts.chooseReseller }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            loading={isPending}
            options={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
