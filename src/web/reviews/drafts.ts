import { useCallback, useState } from 'react';
import type { ReasonCode } from '../../domain/reason-codes.js';

export interface Ask {
  readonly reason: ReasonCode;
  readonly note: string;
}

/** What a reviewer has begun on a case and not sent yet. */
export interface Draft {
  readonly asks: readonly Ask[];
  readonly note: string;
  readonly noteToApplicant: string;
  readonly comment: string;
  /** Keys of what was on screen. */
  readonly seen: ReadonlySet<string>;
}

const EMPTY: Draft = { asks: [], note: '', noteToApplicant: '', comment: '', seen: new Set() };

/** In memory only: notes are about people. It outlives an ended session, another case in between, and a colleague's claim. */
const drafts = new Map<string, Draft>();

/** @param key of the case as it was handed in: a resubmission is looked at anew */
export function useDraft(key: string): readonly [Draft, (change: (draft: Draft) => Draft) => void] {
  const [, redraw] = useState(0);
  const change = useCallback(
    (next: (draft: Draft) => Draft) => {
      drafts.set(key, next(drafts.get(key) ?? EMPTY));
      redraw((count) => count + 1);
    },
    [key],
  );
  return [drafts.get(key) ?? EMPTY, change];
}
