import { Card, Descriptions } from 'antd';
import { useTexts } from '../language/language.tsx';
import { Page } from '../ui/Page.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useMe } from './session.ts';
import { TotpCard } from '../totp/TotpCard.tsx';
import { sessionTexts } from './texts.ts';

export default function AccountPage() {
  const texts = useTexts(sessionTexts);
  const { data: me } = useMe();
  if (me == null) return null;
  const organisation =
    me.role === 'entity_user'
      ? (me.entity?.uscc ?? texts.noEntity)
      : me.reseller === null
        ? texts.carrier
        : `${me.reseller.name} · ${texts.resellerStatuses[me.reseller.status]}`;
  return (
    <Page title={texts.account} lead={texts.accountLead}>
      <Card>
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            { key: 'name', label: texts.name, children: me.user?.name },
            {
              key: 'login',
              label: texts.login,
              children: [me.user?.email, me.user?.staffNumber].filter(Boolean).join(' · '),
            },
            { key: 'role', label: texts.role, children: texts.roles[me.role] },
            { key: 'organisation', label: texts.organisation, children: organisation },
          ]}
        />
      </Card>
      <Card title={<h2>{texts.change}</h2>}>
        <div style={{ maxWidth: 380 }}>
          <PasswordForm />
        </div>
      </Card>
      {me.user === null ? null : <TotpCard active={me.user.hasTotp} />}
    </Page>
  );
}
