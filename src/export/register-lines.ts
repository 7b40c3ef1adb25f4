import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { lastSequence, numbersChangedBetween, resellersRenamedBetween } from '../events/event-queries.js';
import type { LookUp } from '../lookup/look-up.js';
import type { PublicRecord } from '../lookup/lookup-schemas.js';
import { holdersEver, numbersServedBy, publicNumbersAfter } from '../registry/number-queries.js';
import { newestCheckpoint, noteOf } from '../transparency/checkpoint-queries.js';

/** Numbers looked up side by side. */
const AT_ONCE = 32;
/** Numbers read at once. */
const PAGE = 1_000;
/** Bumped when a line changes its shape. */
const FORMAT = 1;

export interface ExportRequest {
  /** Only numbers that changed after this place in the order of events; null: the whole register. */
  readonly since: number | null;
  readonly soleTraders: boolean;
}

/**
 * The register as lines of JSON, in number order, in constant memory: a header with the log's checkpoint and the `seq` to
 * ask from next time, one line a number, and a last line that tells that nothing is missing. `removed`: nobody is shown for
 * the number any more. What changes while it runs comes again in the next delta.
 */
export async function* registerLines(deps: Deps, lookUp: LookUp, request: ExportRequest): AsyncGenerator<string> {
  const { since, soleTraders } = request;
  const seq = await lastSequence(deps.db);
  yield line({
    type: 'header',
    format: FORMAT,
    generatedAt: deps.clock.now().toISOString(),
    since,
    seq,
    soleTraders,
    checkpoint: await checkpoint(deps),
  });
  let count = 0;
  const numbers = since === null ? allNumbers(deps) : changedNumbers(deps, since, seq);
  for await (const chunk of chunks(numbers, AT_ONCE)) {
    for (const written of await Promise.all(chunk.map((number) => lineOf(deps, lookUp, number, request)))) {
      if (written === null) continue;
      count += 1;
      yield written;
    }
  }
  yield line({ type: 'end', count });
}

/** Sandbox numbers among them; nobody is shown for those. */
async function* allNumbers(deps: Deps): AsyncGenerator<string> {
  for (let after = ''; ;) {
    const page = await publicNumbersAfter(deps, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

/** In order: those that events name, and those that show a reseller which got another name. */
async function* changedNumbers(deps: Deps, since: number, upTo: number): AsyncGenerator<string> {
  const renamed = await resellersRenamedBetween(deps.db, since, upTo);
  const served = await Promise.all(renamed.map((resellerId) => numbersServedBy(deps, resellerId)));
  const waiting = [...new Set(served.flat())].toSorted();
  let next = 0;
  for await (const number of numbersChangedBetween(deps.db, since, upTo)) {
    for (; next < waiting.length && (waiting[next] ?? '') < number; next += 1) yield waiting[next] ?? '';
    if (waiting[next] === number) next += 1;
    yield number;
  }
  yield* waiting.slice(next);
}

async function lineOf(
  deps: Deps,
  lookUp: LookUp,
  number: string,
  { since, soleTraders }: ExportRequest,
): Promise<string | null> {
  const answer = await lookUp(number, { language: 'zh' });
  const shown = answer.found && (soleTraders || !isSoleTrader(answer.record)) ? answer.record : null;
  if (shown === null) {
    // For the public only what it was shown: neither who reserves what, nor which numbers sole traders have.
    const told = since !== null && (soleTraders || (await wasHeldByLegalEntity(deps, number)));
    return told ? line({ type: 'removed', number }) : null;
  }
  const { proof, ...record } = shown;
  // The path to the root follows from the log's tiles; a checkpoint for each line would be most of the file.
  const logged =
    proof === undefined
      ? {}
      : { logIndex: proof.logIndex, leafHash: proof.leafHash, salt: proof.salt, loggedOn: proof.on };
  return line({ type: 'record', ...record, ...logged });
}

/** 92: GB 32100, sole traders, whose names may be people's. */
const SOLE_TRADER = '92';

function isSoleTrader({ holder, lastHolder }: PublicRecord): boolean {
  return (holder ?? lastHolder)?.uscc.startsWith(SOLE_TRADER) ?? false;
}

async function wasHeldByLegalEntity(deps: Deps, number: string): Promise<boolean> {
  if (number.startsWith(deps.config.SANDBOX_PREFIX)) return false;
  return (await holdersEver(deps, number)).some((uscc) => !uscc.startsWith(SOLE_TRADER));
}

async function checkpoint(deps: Deps): Promise<string | null> {
  try {
    return noteOf(await newestCheckpoint(deps));
  } catch (error) {
    // The log is not opened yet.
    if (error instanceof DomainError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

async function* chunks<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let chunk: Item[] = [];
  for await (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
