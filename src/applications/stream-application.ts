import type { Request, Response } from 'express';
import { isApplicant, type Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import type { EventRow } from '../events/event-model.js';
import type { ApplicationRow } from './application-model.js';
import { findApplication } from './application-queries.js';
import { noteDecisionShown } from './second-look.js';

const KEEP_ALIVE_MS = 20_000;
const OPENING_MS = 1_000;

/** What changes who a caller is or what it may see: its streams end, and whoever still may opens a new one. */
const CALLER_CHANGED: ReadonlySet<string> = new Set(['user.updated', 'api_key.revoked']);

/**
 * Server-sent events of one application (WHATWG HTML §9.2): `status`, `document` and `checks`. First the present status,
 * so that a client which comes back misses nothing that matters. Each message asks anew what the caller may see.
 */
export async function streamApplication(
  deps: Deps,
  principal: Principal,
  application: ApplicationRow,
  request: Request,
  response: Response,
): Promise<null> {
  const id = application._id.toHexString();
  const forReseller = isApplicant(principal);
  await noteDecisionShown(deps, application, principal);
  response
    .status(200)
    .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  let shown = '';
  const send = (message: StreamMessage) => {
    const text = `event: ${message.event}\ndata: ${JSON.stringify(message.data)}\n\n`;
    if (message.event === 'status' && text === shown) return;
    if (message.event === 'status') shown = text;
    response.write(text);
  };
  const present = ({ status, revision }: ApplicationRow): StreamMessage => ({
    event: 'status',
    data: { status: shownStatus(status, forReseller), revision },
  });
  send(present(application));
  // To whoever looks a second time nothing has happened, and nothing does.
  const blind = application.blindView === true;
  let over = false;
  /** One after the other, in the order of the events; a stream that tells too much ends. */
  let told = Promise.resolve();
  const tell = (messageOf: (row: ApplicationRow) => StreamMessage) => {
    told = told.then(async () => {
      if (over || blind) return;
      try {
        const row = await findApplication(deps, principal, id);
        if (row.blindView === true) {
          end();
          return;
        }
        await noteDecisionShown(deps, row, principal);
        // It may have ended meanwhile.
        if (!response.writableEnded) send(messageOf(row));
      } catch (error) {
        if (error instanceof DomainError) end();
        else deps.logger.warn({ err: error }, 'a message of an event stream was not told');
      }
    });
  };
  const unsubscribe = deps.feed.subscribe((event) => {
    const { type, subjects } = event;
    if (CALLER_CHANGED.has(type) && subjects.some((subject) => subject.id === principal.actorId)) {
      end();
      return;
    }
    const message = toMessage(event, id, forReseller);
    if (message !== null) tell(() => message);
  });
  // The feed may open a moment after this: what changed in between is told by looking once more.
  const settle = setTimeout(() => tell(present), OPENING_MS);
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  const stop = () => {
    over = true;
    clearTimeout(settle);
    clearInterval(keepAlive);
    unsubscribe();
  };
  const end = () => {
    stop();
    response.end();
  };
  request.on('close', stop);
  return null;
}

interface StreamMessage {
  readonly event: 'status' | 'document' | 'checks';
  readonly data: Record<string, unknown>;
}

/** An allow list: what is not named here does not leave the house. Events of the carrier's own work carry no reseller id. */
function toMessage(event: EventRow, applicationId: string, forReseller: boolean): StreamMessage | null {
  if (!event.subjects.some((subject) => subject.kind === 'application' && subject.id === applicationId)) return null;
  if (forReseller && event.resellerId === null) return null;
  const after = event.after ?? {};
  if (event.type.startsWith('document.')) {
    const document = event.subjects.find((subject) => subject.kind === 'document');
    return { event: 'document', data: { id: document?.id, kind: after['kind'], status: after['status'] } };
  }
  if (event.type === 'application.evaluated')
    return { event: 'checks', data: { outcome: after['outcome'], revision: after['revision'] } };
  if (typeof after['status'] !== 'string') return null;
  return { event: 'status', data: { status: shownStatus(after['status'], forReseller), revision: after['revision'] } };
}

function shownStatus(status: string, forReseller: boolean): string {
  return forReseller && status === 'awaiting_second_approval' ? 'in_review' : status;
}
