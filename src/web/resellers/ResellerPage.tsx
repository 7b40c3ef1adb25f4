import { App, Button, Card, Descriptions, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { History } from '../audit/History.tsx';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Usage } from '../numbers/Usage.tsx';
import { mayDo, useMe } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { Status } from '../ui/Status.tsx';
import { Authorisation } from './Authorisation.tsx';
import { NumbersOfReseller } from './NumbersOfReseller.tsx';
import { ResellerDialog } from './ResellerDialog.tsx';
import { Score } from './Score.tsx';
import { useNumbersOfReseller, useReseller, useUpdateReseller, type Reseller } from './resellers.ts';
import { ACTS, actsIn, TONES, type Act } from './status.ts';
import { resellerTexts } from './texts.ts';

/** One reseller: what it may do, how it does, whose numbers it looks after, and how its relation to us goes on. */
export default function ResellerPage() {
  const texts = useTexts(resellerTexts);
  const { id = '' } = useParams();
  const { data: reseller, error, refetch } = useReseller(id);
  const parent = { to: '/resellers', text: texts.title };
  if (reseller === undefined) {
    return (
      <Page title={texts.one} parent={parent}>
        {error === null ? <Skeleton active title={false} /> : <Failure error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  return <Whole key={id} reseller={reseller} />;
}

function Whole({ reseller }: { readonly reseller: Reseller }) {
  const texts = useTexts(resellerTexts);
  const { resellerStatuses: names } = useTexts(sessionTexts);
  const format = useFormat();
  const { data: me } = useMe();
  const mayChange = me != null && mayDo(me, 'reseller.manage');
  const [editing, setEditing] = useState(false);
  const { id, name, uscc, status, authorisation, contact, limits, sandbox, createdAt } = reseller;
  return (
    <Page
      title={name}
      lead={
        <span className="row">
          <Status tone={TONES[status]} text={names[status]} />
          <span className="number">{uscc}</span>
        </span>
      }
      parent={{ to: '/resellers', text: texts.title }}
      actions={mayChange ? <Steps reseller={reseller} /> : undefined}
    >
      <Card
        title={<h2>{texts.authorisation}</h2>}
        extra={mayChange && status !== 'closed' ? <Button onClick={() => setEditing(true)}>{texts.edit}</Button> : null}
      >
        <Descriptions
          column={{ xs: 1, md: 2 }}
          items={[
            {
              key: 'authorisation',
              label: texts.validity,
              children: <Authorisation authorisation={authorisation} />,
            },
            {
              key: 'cap',
              label: texts.cap,
              children: limits.maxOpenReservations === null ? texts.byPolicy : format.count(limits.maxOpenReservations),
            },
            {
              key: 'contact',
              label: texts.contact,
              children: [contact.name, contact.phone, contact.email].join(' · '),
            },
            { key: 'since', label: texts.since, children: format.dateTime(createdAt) },
            ...(sandbox ? [{ key: 'sandbox', label: texts.sandbox, children: texts.sandboxLead }] : []),
            ...(me != null && mayDo(me, 'user.read')
              ? [
                  {
                    key: 'users',
                    label: texts.users,
                    children: <Link to={`/users?reseller=${id}`}>{texts.usersOf}</Link>,
                  },
                ]
              : []),
          ]}
        />
      </Card>
      <Numbers reseller={reseller} />
      <Score resellerId={id} />
      {me != null && mayDo(me, 'audit.read') ? (
        <History title={texts.history} filter={{ subjectKind: 'reseller', subjectId: id }} />
      ) : null}
      {editing ? <ResellerDialog reseller={reseller} onClose={() => setEditing(false)} /> : null}
    </Page>
  );
}

function Numbers({ reseller: { id, status } }: { readonly reseller: Reseller }) {
  const texts = useTexts(resellerTexts);
  const { data, error, refetch } = useNumbersOfReseller(id);
  return (
    <Card title={<h2>{texts.numbers}</h2>}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 2 }} />
      ) : data.total === 0 ? (
        <p className="quiet">{texts.noNumbers}</p>
      ) : (
        <div className="stack">
          {status === 'exiting' ? <p>{texts.exitingLead}</p> : null}
          <Usage counts={data.byStatus} />
          <NumbersOfReseller resellerId={id} />
        </div>
      )}
    </Card>
  );
}

/** Suspending, lifting, exit and its end: each for a reason. */
function Steps({ reseller }: { readonly reseller: Reseller }) {
  const texts = useTexts(resellerTexts);
  const { message } = App.useApp();
  const [act, setAct] = useState<Act | null>(null);
  const update = useUpdateReseller(reseller);
  const say = act === null ? null : texts.acts[act];
  return (
    <>
      {actsIn(reseller.status).map((each) => (
        <Button key={each} danger={ACTS[each].danger} onClick={() => setAct(each)}>
          {texts.acts[each].name}
        </Button>
      ))}
      {act === null || say === null ? null : (
        <ReasonDialog
          title={say.title(reseller.name)}
          lead={say.lead}
          hint={texts.reasonHint}
          send={say.name}
          danger={ACTS[act].danger}
          onSend={(reason) =>
            update.mutateAsync({ status: ACTS[act].to, reason }).then(() => void message.success(say.done))
          }
          onClose={() => setAct(null)}
        />
      )}
    </>
  );
}
