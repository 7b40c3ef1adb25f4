import type { DocumentKind } from '../../domain/ocr-fields.js';
import type { Problem } from '../api/problem.ts';
import { dropUpload, keepUpload, uploadsOf, type KeptUpload } from './kept-uploads.ts';
import { sendUpload, type Line } from './send-upload.ts';

/** `paused`: no line; it goes on by itself. `signed_out`: it goes on after signing in. `failed`: the server refused it. */
export type UploadState = 'waiting' | 'sending' | 'paused' | 'signed_out' | 'failed';

export interface QueuedUpload {
  readonly id: string;
  readonly applicationId: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly size: number;
  readonly before: number;
  readonly sent: number;
  readonly state: UploadState;
  readonly problem: Problem | null;
}

export interface QueueOwner extends Line {
  readonly owner: string;
  /** After a refusal for a stale CSRF token: another tab signed in again. */
  readonly renew?: () => Promise<unknown>;
  readonly onExpired?: () => void;
  readonly onDone: (upload: QueuedUpload) => void;
}

const AT_ONCE = 2;
/** Out of sight for so long, a phone may have slept and its connections be dead. */
const ASLEEP_MS = 20_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000];
/** Refusals that may pass by themselves. */
const MAY_PASS = new Set([
  'OFFLINE',
  'UNAVAILABLE',
  'INTERNAL',
  'RATE_LIMITED',
  'CONFLICT',
  'CSRF_TOKEN_INVALID',
  'STORAGE_FULL',
]);

/** Papers on their way: two at a time, oldest first, each from where the line broke. One queue a page. */
export class UploadQueue {
  #shown: readonly QueuedUpload[] = [];
  #kept = new Map<string, KeptUpload>();
  #stops = new Map<string, () => void>();
  #failures = new Map<string, number>();
  #owner: QueueOwner | null = null;
  readonly #listeners = new Set<() => void>();

  constructor() {
    window.addEventListener('online', () => this.wake());
    let hiddenAt = 0;
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') hiddenAt = Date.now();
      else if (Date.now() - hiddenAt > ASLEEP_MS) this.wake();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly snapshot = (): readonly QueuedUpload[] => this.#shown;

  /** Goes on with what this owner left; somebody else's is erased. */
  async open(owner: QueueOwner): Promise<void> {
    const same = this.#owner?.owner === owner.owner;
    this.#owner = owner;
    if (same) {
      this.wake();
      return;
    }
    this.#halt();
    for (const upload of await uploadsOf(owner.owner)) {
      this.#kept.set(upload.id, upload);
      this.#show({ ...shownOf(upload), state: 'waiting' });
    }
    this.#next();
  }

  async add(given: { applicationId: string; kind: DocumentKind; file: File; before: number }): Promise<void> {
    if (this.#owner === null) throw new Error('nobody’s upload');
    const { applicationId, kind, file, before } = given;
    const upload: KeptUpload = {
      id: crypto.randomUUID(),
      owner: this.#owner.owner,
      applicationId,
      kind,
      file,
      name: file.name,
      before,
      url: null,
      at: Date.now(),
    };
    this.#kept.set(upload.id, upload);
    this.#show({ ...shownOf(upload), state: 'waiting' });
    await keepUpload(upload);
    this.#next();
  }

  /** Tries again what waits for a line or a session, and begins anew what hangs on a dead one. */
  wake(): void {
    for (const [id, stop] of this.#stops) {
      stop();
      this.#stops.delete(id);
    }
    for (const { id, state } of this.#shown)
      if (state !== 'failed') this.#change(id, { state: 'waiting', problem: null });
    this.#next();
  }

  retry(id: string): void {
    this.#change(id, { state: 'waiting', problem: null });
    this.#next();
  }

  async drop(id: string): Promise<void> {
    this.#stops.get(id)?.();
    this.#forget(id);
    await dropUpload(id);
    this.#next();
  }

  /** The person signed out: nothing of theirs stays in the browser. */
  async forgetAll(): Promise<void> {
    this.#halt();
    this.#owner = null;
    await uploadsOf('');
  }

  #next(): void {
    if (this.#owner === null) return;
    const waiting = this.#shown.filter(({ state }) => state === 'waiting');
    for (const { id } of waiting.slice(0, Math.max(0, AT_ONCE - this.#stops.size))) this.#send(id, this.#owner);
  }

  #send(id: string, owner: QueueOwner): void {
    const upload = this.#kept.get(id);
    if (upload === undefined || this.#stops.has(id)) return;
    this.#change(id, { state: 'sending' });
    const stop = sendUpload(upload, owner, {
      onUrl: (url) => {
        const begun = { ...(this.#kept.get(id) ?? upload), url };
        this.#kept.set(id, begun);
        void keepUpload(begun);
      },
      onProgress: (sent) => {
        this.#failures.delete(id);
        this.#change(id, { sent });
      },
      onDone: () => {
        const done = this.#shown.find((shown) => shown.id === id);
        this.#forget(id);
        void dropUpload(id);
        if (done !== undefined) owner.onDone(done);
        this.#next();
      },
      onProblem: (problem) => {
        this.#stops.delete(id);
        this.#refused(id, problem, owner);
        this.#next();
      },
    });
    this.#stops.set(id, stop);
  }

  #refused(id: string, problem: Problem, owner: QueueOwner): void {
    if (problem.code === 'UNAUTHENTICATED') {
      this.#change(id, { state: 'signed_out', problem });
      owner.onExpired?.();
      return;
    }
    if (!MAY_PASS.has(problem.code)) {
      this.#change(id, { state: 'failed', problem });
      return;
    }
    this.#change(id, { state: 'paused', problem });
    const failures = this.#failures.get(id) ?? 0;
    this.#failures.set(id, failures + 1);
    const renewed = problem.code === 'CSRF_TOKEN_INVALID' ? owner.renew?.() : undefined;
    const again = () => {
      if (this.#shown.some((shown) => shown.id === id && shown.state === 'paused')) this.retry(id);
    };
    void Promise.resolve(renewed).then(() => setTimeout(again, RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]));
  }

  #halt(): void {
    for (const stop of this.#stops.values()) stop();
    this.#stops.clear();
    this.#kept.clear();
    this.#set([]);
  }

  #forget(id: string): void {
    this.#stops.delete(id);
    this.#kept.delete(id);
    this.#failures.delete(id);
    this.#set(this.#shown.filter((shown) => shown.id !== id));
  }

  #show(upload: QueuedUpload): void {
    this.#set([...this.#shown.filter(({ id }) => id !== upload.id), upload]);
  }

  #change(id: string, change: Partial<QueuedUpload>): void {
    this.#set(this.#shown.map((shown) => (shown.id === id ? { ...shown, ...change } : shown)));
  }

  #set(shown: readonly QueuedUpload[]): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}

function shownOf({ id, applicationId, kind, name, file, before }: KeptUpload): QueuedUpload {
  return { id, applicationId, kind, name, size: file.size, before, sent: 0, state: 'waiting', problem: null };
}
