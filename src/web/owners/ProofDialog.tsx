import { App, Button, Form, Input, Modal, Typography } from 'antd';
import { useTexts } from '../language/language.tsx';
import { Failure, useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useBadge, useSetBadge } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** The badge for the owner's site: first which site, then what to copy into it. */
export function ProofDialog({
  number,
  display,
  onClose,
}: {
  readonly number: string;
  readonly display: string;
  readonly onClose: () => void;
}) {
  const texts = useTexts(ownerTexts).badge;
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ domain: string }>();
  const { data, error, refetch } = useBadge(number, true);
  const save = useSetBadge(number);
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const send = ({ domain }: { domain?: string }) =>
    run(() =>
      save.mutateAsync((domain ?? '').trim() === '' ? null : (domain ?? '').trim()).then(
        () => void message.success(texts.saved),
        (problem: unknown) => tell(form, problem),
      ),
    );
  return (
    <Modal open title={texts.title(display)} footer={null} onCancel={onClose}>
      <div className="stack">
        <p>{texts.lead}</p>
        {error === null ? null : <Failure error={error} retry={() => void refetch()} />}
        {data === undefined ? null : (
          <>
            <Form
              form={form}
              layout="vertical"
              requiredMark={false}
              initialValues={{ domain: data.domain ?? '' }}
              onFinish={send}
              disabled={save.isPending}
            >
              <Form.Item name="domain" label={texts.domain} extra={texts.domainHint}>
                <Input inputMode="url" autoComplete="off" maxLength={253} />
              </Form.Item>
              <Button htmlType="submit" loading={save.isPending}>
                {texts.save}
              </Button>
            </Form>
            <h3>{texts.snippet}</h3>
            <Typography.Paragraph code copyable={{ tooltips: [ui.copy, ui.copied] }} style={{ wordBreak: 'break-all' }}>
              {data.html}
            </Typography.Paragraph>
          </>
        )}
      </div>
    </Modal>
  );
}
