import { App, Button } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChecks, type Application } from '../applications/applications.ts';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { Actions, CaseLead, Decided } from './CaseHead.tsx';
import { ComingUp, Facts, History, Notices } from './CasePanes.tsx';
import { ChecksPane } from './ChecksPane.tsx';
import { Concerned } from './concerned/Concerned.tsx';
import {
  ApproveDialog,
  CommentDialog,
  CorrectDialog,
  HelpDialog,
  ParkDialog,
  RejectDialog,
  RequestDialog,
} from './dialogs/dialogs.tsx';
import { dialogTexts } from './dialogs/texts.ts';
import { useDraft } from './drafts.ts';
import { useTimeLeft } from './Due.tsx';
import { useKeys, useKeysOn, type Command } from './keys.ts';
import { Matrix } from './Matrix.tsx';
import { openFailures } from './open-failures.ts';
import { useAct, useCaseContext, useClaim, useDocuments, type Act, type Deed, type Review } from './reviews.ts';
import { SecondLook } from './second-look/SecondLook.tsx';
import { StopList, stopName } from './StopList.tsx';
import { shownOf, stopsOf, suggestedReason } from './stops.ts';
import { lookTexts } from './second-look/texts.ts';
import { reviewTexts } from './texts.ts';
import { useLooking } from './use-looking.ts';
import { Viewer } from './Viewer.tsx';

type Dialog = 'approve' | 'reject' | 'request' | 'correct' | 'park' | 'comment' | 'help';
const OPEN = ['in_review', 'awaiting_second_approval'];
const UNDO_MS = 10_000;

/** One case: facts and places to look at, the papers, the checks; and everything a reviewer can do with it. */
export function Case({ application }: { readonly application: Application }) {
  const { review } = application;
  // Reviewers and auditors always have it.
  return review === null ? null : <Desk application={application} review={review} />;
}

function Desk({ application, review }: { readonly application: Application; readonly review: Review }) {
  const texts = useTexts(reviewTexts);
  const looks = useTexts(lookTexts);
  const dialogs = useTexts(dialogTexts);
  const kinds = useTexts(documentTexts).kinds;
  const { id, status } = application;
  const { data: me } = useMe();
  const myId = me?.user?.id;
  const left = useTimeLeft(review.claim?.expiresAt ?? null);
  const open = OPEN.includes(status);
  const mine = open && review.claim !== null && review.claim.by === myId && left > 0;
  const [had, setHad] = useState(mine);
  if (mine && !had) setHad(true);
  const documents = useDocuments(application);
  // One by one: what has not come yet has places to look at, too.
  const bare = application.documents.length === 0;
  const arrived = documents.length === application.documents.length;
  const { data: checks = [] } = useChecks(id);
  const version = `${status} ${review.claim?.by ?? ''} ${review.comments.length + review.decisions.length}`;
  const { data: context } = useCaseContext(id, version);
  const [draft, change] = useDraft(`${id} ${application.revision}`);
  const stops = stopsOf(documents, review.corrections);
  const looking = useLooking({ documents, stops, seen: draft.seen, change });
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [keysOn, setKeysOn] = useKeysOn();
  const { message } = App.useApp();
  const tell = useTellProblem();
  const once = useOneAtATime();
  const navigate = useNavigate();
  const act = useAct(id);
  const claiming = useClaim();
  const [decided, setDecided] = useState<{ readonly outcome: Act['decide']['outcome']; readonly until: string } | null>(
    null,
  );
  const { blind } = review;
  const close = () => setDialog(null);
  const busy = act.isPending;

  const run = (deed: Deed, done: () => void) =>
    once(() =>
      act.mutateAsync(deed).then(() => {
        close();
        done();
      }, tell),
    );
  const decide = (body: Act['decide']) =>
    run({ kind: 'decide', once: crypto.randomUUID(), body: { ...body, shown: shownOf(stops, draft.seen) } }, () => {
      // What was judged again cannot be taken back, and changes nothing.
      if (blind) void message.success(looks.blindDone);
      else setDecided({ outcome: body.outcome, until: new Date(Date.now() + UNDO_MS).toISOString() });
      change((d) => ({
        ...d,
        note: '',
        noteToApplicant: '',
        asks: body.outcome === 'request_information' ? [] : d.asks,
      }));
    });
  const said = (sentence: string) => () => void message.success(sentence);
  const human = (code: Act['check']['code'], result: Act['check']['status']) =>
    run({ kind: 'check', once: crypto.randomUUID(), body: { code, status: result } }, said(texts.recorded));
  const claim = () => once(() => claiming.mutateAsync({ id }).then(() => setDecided(null), tell));
  const nextCase = () =>
    once(() =>
      claiming.mutateAsync(blind ? { lane: 'second_look' } : {}).then((taken) => {
        if (taken === null) void message.info(texts.nothingLeft);
        void navigate(taken === null ? (blind ? '/reviews?lane=second_look' : '/reviews') : `/reviews/${taken.id}`);
      }, tell),
    );
  const undo = () =>
    run({ kind: 'undo' }, () => {
      setDecided(null);
      void message.success(texts.undoneNow);
    });
  const approve = () => {
    if (!arrived) {
      void message.info({ content: dialogs.arriving, key: 'must-see' });
      return;
    }
    if (looking.left.length === 0) {
      setDialog('approve');
      return;
    }
    looking.go(looking.left[0]);
    void message.warning({ content: dialogs.mustSee(looking.left.length), key: 'must-see' });
  };
  const accept = () => {
    const { stop } = looking;
    const next = () => looking.go(looking.after);
    // Of what the machine doubts a person's word is kept; a second approver's would void the first approval.
    if (stop?.verdict !== 'unsure' || stop.value === null || !mine || status !== 'in_review') {
      next();
      return;
    }
    const body = { document: stop.documentId, field: stop.rawField, value: stop.value, reason: dialogs.confirmWhy };
    run({ kind: 'correct', once: crypto.randomUUID(), body }, next);
  };
  const needsClaim = (then: () => void) => () => {
    if (mine) then();
    else void message.warning({ content: texts.needClaim, key: 'need-claim' });
  };
  const commands: Readonly<Record<Command, () => void>> = {
    ...looking.commands,
    accept,
    correct: needsClaim(() => {
      if (looking.stop !== undefined && looking.stop.verdict !== 'seal') setDialog('correct');
    }),
    matrix: () => document.getElementById('matrix')?.focus(),
    registerPass: needsClaim(() => human('source.manual', 'pass')),
    registerFail: needsClaim(() => human('source.manual', 'fail')),
    callPass: needsClaim(() => human('contact.callback', 'pass')),
    callFail: needsClaim(() => human('contact.callback', 'fail')),
    request: needsClaim(() => {
      const { stop } = looking;
      const reason = stop === undefined ? null : suggestedReason(stop);
      // The place one is at goes along; what was begun before is not touched.
      if (stop !== undefined && reason !== null && draft.asks.length === 0)
        change((d) => ({ ...d, asks: [{ reason, note: `${kinds[stop.kind]} ${stopName(texts, stop)}` }] }));
      setDialog('request');
    }),
    approve: needsClaim(approve),
    reject: needsClaim(() => setDialog('reject')),
    park: needsClaim(() => {
      if (!blind) setDialog('park');
    }),
    comment: () => {
      if (!blind) setDialog('comment');
    },
    claim,
    release: needsClaim(() => run({ kind: 'release' }, said(texts.released))),
    undo: () => {
      if (decided !== null) undo();
    },
    nextCase,
    queue: () => void navigate('/reviews'),
    help: () => setDialog('help'),
  };
  useKeys((command) => commands[command](), keysOn && dialog === null);
  const shared = { busy, draft, change, onClose: close };
  const name = application.entity.name ?? texts.unnamed;
  return (
    <Page
      title={texts.caseOf(name)}
      parent={{ to: '/reviews', text: texts.queue }}
      lead={<CaseLead application={application} mine={mine} left={left} onRenew={claim} />}
      actions={
        <Actions
          mine={mine}
          blind={blind}
          second={status === 'awaiting_second_approval'}
          asks={draft.asks.length}
          commands={commands}
        />
      }
    >
      {decided === null ? null : <Decided {...decided} onUndo={undo} onNext={nextCase} />}
      <Notices
        {...{ application, review, context, documents, open, mine, had: had && decided === null }}
        me={myId}
        onClaim={claim}
      />
      <SecondLook application={application} review={review} context={context} />
      <Concerned application={application} />
      <div className={bare ? 'case bare' : 'case'}>
        {bare ? (
          <p className="viewer-empty">{texts.noDocuments}</p>
        ) : (
          <>
            <div className="case-left">
              <div className="row spread">
                <h2>{texts.stops}</h2>
                {!arrived ? (
                  <Status tone="busy" text={dialogs.arriving} />
                ) : looking.left.length === 0 ? (
                  <Status tone="good" text={texts.allSeen} />
                ) : (
                  <Button size="small" type="link" onClick={() => looking.go(looking.left[0])}>
                    {texts.left(looking.left.length)} <kbd>{'U'}</kbd>
                  </Button>
                )}
              </div>
              <StopList
                documents={documents}
                stops={stops}
                current={looking.stop?.key ?? null}
                seen={draft.seen}
                fresh={context?.since?.documents ?? []}
                onStop={looking.go}
              />
            </div>
            <div className="case-middle">
              {looking.document === undefined ? null : (
                <Viewer
                  document={looking.document}
                  view={looking.view}
                  stop={looking.stop}
                  stops={stops}
                  mine={mine}
                  opened={looking.opened}
                  onView={looking.setView}
                  onStop={looking.go}
                  onShown={looking.onShown}
                />
              )}
            </div>
          </>
        )}
        <ChecksPane
          {...{ checks, review, context, mine }}
          keys={new Set(stops.map(({ key }) => key))}
          onKey={(key) => looking.go(stops.find((stop) => stop.key === key))}
          onHuman={human}
        />
      </div>
      <Matrix {...{ application, documents, stops, mine }} ready={looking.opened.length > 0} onStop={looking.go} />
      <div className="case-below">
        <Facts application={application} />
        <History review={review} context={context} />
        <ComingUp except={id} onNext={nextCase} />
      </div>
      {dialog === 'approve' ? (
        <ApproveDialog
          {...shared}
          application={application}
          failing={openFailures(checks, review)}
          fraud={review.fraudSignal && status === 'in_review'}
          onSend={decide}
        />
      ) : null}
      {dialog === 'reject' ? <RejectDialog {...shared} onSend={decide} /> : null}
      {dialog === 'request' ? <RequestDialog {...shared} onSend={decide} /> : null}
      {dialog === 'correct' && looking.stop !== undefined ? (
        <CorrectDialog
          {...shared}
          stop={looking.stop}
          onSend={(body) => run({ kind: 'correct', once: crypto.randomUUID(), body }, said(texts.recorded))}
        />
      ) : null}
      {dialog === 'park' ? (
        <ParkDialog
          {...shared}
          onSend={(body) => run({ kind: 'park', once: crypto.randomUUID(), body }, said(dialogs.parked))}
        />
      ) : null}
      {dialog === 'comment' ? (
        <CommentDialog
          {...shared}
          onSend={(body) =>
            run({ kind: 'comment', once: crypto.randomUUID(), body }, () => {
              change((d) => ({ ...d, comment: '' }));
              void message.success(texts.recorded);
            })
          }
        />
      ) : null}
      {dialog === 'help' ? <HelpDialog on={keysOn} onSwitch={setKeysOn} onClose={close} /> : null}
    </Page>
  );
}
