import { Button, Form, Input, Radio } from 'antd';
import type { ReactNode } from 'react';
import { hasUsccShape } from '../../domain/uscc.js';
import { toProblem } from '../api/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useSignIn } from '../session/session.ts';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { LinkCard } from './LinkCard.tsx';
import { useOpenClaim, type Claim } from './links.ts';
import { NewPassword } from './NewPassword.tsx';
import { linkTexts } from './texts.ts';

interface Given {
  readonly entityName: string;
  readonly uscc: string;
  readonly representative: string;
  readonly idNumber: string;
  readonly who: 'self' | 'agent';
  readonly name?: string;
  readonly agentId?: string;
  readonly mobile: string;
  readonly email: string;
  readonly password: string;
}

/** An entity claims its numbers without any reseller: first who it is; the papers follow on the next page. */
export default function ClaimPage() {
  const texts = useTexts(linkTexts).claim;
  const [form] = Form.useForm<Given>();
  const claim = useOpenClaim();
  const signIn = useSignIn();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const send = (given: Given) =>
    run(async () => {
      try {
        const { applicationId } = await claim.mutateAsync(claimOf(given));
        await signIn.mutateAsync({ email: given.email.trim(), password: given.password });
        window.location.assign(`/console/owner/claims/${applicationId}`);
      } catch (error) {
        // What cannot be put beside a field stands above the form.
        if (toProblem(error).errors.length > 0) tell(form, error);
        window.scrollTo({ top: 0 });
      }
    });
  const pending = claim.isPending || signIn.isPending;
  const refused = claim.error === null ? null : toProblem(claim.error);
  return (
    <LinkCard
      title={texts.title}
      lead={texts.lead}
      error={refused?.code === 'NOT_FOUND' ? null : (claim.error ?? signIn.error)}
      footer={<a href="/console/">{texts.signIn}</a>}
    >
      {refused?.code === 'NOT_FOUND' ? (
        <p role="alert" className="status bad">
          {texts.noNumbers}
        </p>
      ) : null}
      <ol className="quiet">
        <li>{texts.steps.fill}</li>
        <li>{texts.steps.papers}</li>
        <li>{texts.steps.review}</li>
        <li>{texts.steps.wait}</li>
      </ol>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={send}
        disabled={pending}
        initialValues={{ who: 'self' }}
        scrollToFirstError={{ focus: true }}
      >
        <h2>{texts.entity}</h2>
        <Line name="entityName" label={texts.entityName} hint={texts.entityNameHint} />
        <Line name="uscc" label={texts.uscc} code wrong={(value) => (hasUsccShape(value) ? null : texts.usccShape)} />
        <Line name="representative" label={texts.representative} />
        <Line name="idNumber" label={texts.idNumber} hint={texts.idHint} code />
        <h2>{texts.you}</h2>
        <Form.Item name="who" label={texts.who}>
          <Radio.Group className="stack tight">
            <Radio value="self">{texts.self}</Radio>
            <Radio value="agent">{texts.agent}</Radio>
          </Radio.Group>
        </Form.Item>
        <Form.Item noStyle dependencies={['who']}>
          {({ getFieldValue }) =>
            getFieldValue('who') === 'agent' ? (
              <>
                <Line name="name" label={texts.name} autoComplete="name" />
                <Line name="agentId" label={texts.agentId} hint={texts.agentHint} code />
              </>
            ) : null
          }
        </Form.Item>
        <Line
          name="mobile"
          label={texts.mobile}
          hint={texts.mobileHint}
          inputMode="tel"
          autoComplete="tel"
          wrong={(value) => (/^(\+?86)?1\d{10}$/.test(value.replace(/[\s-]/g, '')) ? null : texts.mobileShape)}
        />
        <Line
          name="email"
          label={texts.email}
          inputMode="email"
          autoComplete="username"
          wrong={(value) => (/^\S+@\S+\.\S+$/.test(value) ? null : texts.emailShape)}
        />
        <NewPassword />
        <p className="quiet">{texts.privacy}</p>
        <Button type="primary" htmlType="submit" size="large" block loading={pending}>
          {texts.send}
        </Button>
      </Form>
    </LinkCard>
  );
}

interface LineProps {
  readonly name: keyof Given;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly code?: boolean;
  readonly inputMode?: 'tel' | 'email';
  readonly autoComplete?: string;
  /** What is wrong with a value that is not empty, or null. */
  readonly wrong?: (value: string) => string | null;
}

function Line({ name, label, hint, code = false, inputMode, autoComplete = 'off', wrong }: LineProps) {
  const texts = useTexts(linkTexts).claim;
  return (
    <Form.Item
      name={name}
      label={label}
      extra={hint}
      validateTrigger="onBlur"
      normalize={code ? (value: string) => value.toUpperCase() : undefined}
      rules={[
        { required: true, whitespace: true, message: texts.required },
        {
          validator: (_rule, value: string | undefined = '') => {
            const fault = value.trim() === '' ? null : (wrong?.(value.trim()) ?? null);
            return fault === null ? Promise.resolve() : Promise.reject(new Error(fault));
          },
        },
      ]}
    >
      <Input
        size="large"
        maxLength={200}
        inputMode={inputMode}
        autoComplete={autoComplete}
        className={code ? 'number' : undefined}
      />
    </Form.Item>
  );
}

function claimOf(given: Given): Claim {
  const representative = given.representative.trim();
  const name = given.who === 'self' ? representative : (given.name ?? '').trim();
  return {
    email: given.email.trim(),
    password: given.password,
    name,
    mobile: given.mobile.trim(),
    entity: { name: given.entityName.trim(), uscc: given.uscc.trim(), legalRepresentative: representative },
    legalRepresentative: { name: representative, idNumber: given.idNumber.trim() },
    ...(given.who === 'self'
      ? {}
      : { agent: { name, idNumber: (given.agentId ?? '').trim(), isLegalRepresentative: false } }),
  };
}
