import { PlusOutlined } from '@ant-design/icons';
import { Button, Segmented, Select, Tag } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { mayDo, useMe } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { InviteDialog } from './InviteDialog.tsx';
import { userTexts } from './texts.ts';
import { UserActs } from './UserActs.tsx';
import { RESELLER_ROLES, STAFF_ROLES, useUsers, type User } from './users.ts';

/** People who sign in: the carrier sees all, a reseller's administrator its own. */
export default function UsersPage() {
  const texts = useTexts(userTexts);
  const ui = useTexts(uiTexts);
  const { roles } = useTexts(sessionTexts);
  const format = useFormat();
  const { data: me } = useMe();
  const [search, setSearch] = useSearchParams();
  const [inviting, setInviting] = useState(false);
  const ofReseller = me?.role === 'reseller_admin';
  const known = ofReseller ? RESELLER_ROLES : ([...STAFF_ROLES, ...RESELLER_ROLES, 'entity_user'] as const);
  const role = known.find((each) => each === search.get('role'));
  const status = (['active', 'disabled'] as const).find((each) => each === search.get('status'));
  const reseller = search.get('reseller') ?? undefined;
  const choose = (name: string, value: string | undefined) => {
    const next = Object.entries({ ...Object.fromEntries(search), [name]: value }).flatMap(([key, given]) =>
      given === undefined ? [] : [[key, given]],
    );
    setSearch(Object.fromEntries(next) as Record<string, string>, { replace: true });
  };
  const query = useUsers({
    ...(role === undefined ? {} : { role }),
    ...(status === undefined ? {} : { status }),
    ...(reseller === undefined ? {} : { resellerId: reseller }),
  });
  const mayInvite = me != null && mayDo(me, 'user.create');
  const rows = pagesOf(query);
  return (
    <Page
      title={texts.title}
      lead={ofReseller ? texts.leadReseller : texts.lead}
      actions={
        mayInvite ? (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setInviting(true)}>
            {texts.invite}
          </Button>
        ) : undefined
      }
    >
      <Ledger<User>
        {...rows}
        label={texts.title}
        empty={texts.empty}
        rowKey={({ id }) => id}
        filters={
          <div className="row">
            <div className="scroll-x">
              <Segmented
                aria-label={texts.state}
                value={status ?? 'all'}
                onChange={(value) => choose('status', value === 'all' ? undefined : value)}
                options={[
                  { value: 'all', label: ui.all },
                  { value: 'active', label: texts.active },
                  { value: 'disabled', label: texts.locked },
                ]}
              />
            </div>
            <Select
              style={{ width: 180 }}
              aria-label={texts.role}
              placeholder={texts.anyRole}
              allowClear
              value={role ?? null}
              onChange={(value: User['role'] | undefined) => choose('role', value)}
              options={known.map((value) => ({ value, label: roles[value] }))}
            />
            {reseller === undefined ? null : (
              <Tag closable onClose={() => choose('reseller', undefined)}>
                {rows.items?.find(({ resellerName }) => resellerName !== null)?.resellerName ?? texts.oneReseller}
              </Tag>
            )}
          </div>
        }
        columns={[
          {
            key: 'name',
            title: texts.name,
            head: true,
            render: ({ name, id }) => (
              <>
                {name} {id === me?.user?.id ? <span className="quiet small">{texts.you}</span> : null}
              </>
            ),
          },
          {
            key: 'login',
            title: texts.login,
            render: ({ email, staffNumber }) => (
              <>
                <div>{email}</div>
                {staffNumber === null ? null : <div className="quiet small number">{staffNumber}</div>}
              </>
            ),
          },
          {
            key: 'role',
            title: texts.role,
            render: ({ role: given, scope }) => (
              <>
                <div>{roles[given]}</div>
                <Scope scope={scope} />
              </>
            ),
          },
          ...(ofReseller
            ? []
            : [
                {
                  key: 'organisation',
                  title: texts.organisation,
                  render: ({ resellerName, role: given }: User) =>
                    resellerName ?? (given === 'entity_user' ? texts.holder : texts.carrier),
                },
              ]),
          { key: 'state', title: texts.state, render: (user) => <State user={user} /> },
          {
            key: 'since',
            title: texts.since,
            render: ({ createdAt }) => <span className="number">{format.dateTime(createdAt)}</span>,
          },
          ...(me != null && mayDo(me, 'user.update')
            ? [
                {
                  key: 'acts',
                  title: texts.actions,
                  render: (user: User) => (user.id === me.user?.id ? null : <UserActs user={user} />),
                },
              ]
            : []),
        ]}
      />
      {inviting && me != null ? <InviteDialog me={me} onClose={() => setInviting(false)} /> : null}
    </Page>
  );
}

function State({ user: { status, hasPassword, mustChangePassword, hasTotp } }: { readonly user: User }) {
  const texts = useTexts(userTexts);
  return (
    <div>
      {status === 'disabled' ? (
        <Status tone="bad" text={texts.locked} />
      ) : hasPassword ? (
        <Status tone="good" text={texts.active} />
      ) : (
        <Status tone="attention" text={texts.invited} />
      )}
      <div className="quiet small">
        {hasTotp ? texts.totp : texts.noTotp}
        {mustChangePassword ? <div>{texts.mustChange}</div> : null}
      </div>
    </div>
  );
}

function Scope({ scope: { carriers, provinces } }: Pick<User, 'scope'>) {
  const names: Readonly<Record<string, string>> = useTexts(numberTexts).carriers;
  const format = useFormat();
  if (carriers === null && provinces === null) return null;
  const shown = [...(carriers ?? []).map((code) => names[code] ?? code), ...(provinces ?? [])];
  return <div className="quiet small">{format.list(shown)}</div>;
}
