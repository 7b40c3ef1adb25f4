import { useCallback, useEffect, useRef, useState } from 'react';
import type { DocumentAnswer } from '../documents/documents.ts';
import type { Draft } from './drafts.ts';
import type { Command } from './keys.ts';
import { nextDocument, stepFrom, unseen, type Stop } from './stops.ts';
import { pageKey, toggleWhole, turned, ZOOM_STEP, zoomed, type View } from './Viewer.tsx';

type ViewCommand =
  | 'next'
  | 'previous'
  | 'unseen'
  | 'nextDocument'
  | 'previousDocument'
  | 'nextPage'
  | 'previousPage'
  | 'zoomIn'
  | 'zoomOut'
  | 'whole'
  | 'turn';

interface Looking {
  readonly documents: readonly DocumentAnswer[];
  readonly stops: readonly Stop[];
  readonly seen: ReadonlySet<string>;
  readonly change: (change: (draft: Draft) => Draft) => void;
}

/** Where the reviewer looks: a stop, its page, how the page lies; and what of it was on screen. */
export function useLooking({ documents, stops, seen, change }: Looking) {
  const [key, setKey] = useState<string | null>(null);
  const [view, setView] = useState<View | null>(null);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [loaded, setLoaded] = useState<ReadonlySet<string>>(new Set());
  const stop = stops.find((known) => known.key === key) ?? stops[0];
  const first = documents[0];
  const shown: View = view ?? {
    documentId: stop?.documentId ?? first?.id ?? '',
    page: stop?.page ?? 1,
    turn: 0,
    zoom: 1,
    whole: false,
    pan: [0, 0],
  };
  const here = pageKey(shown.documentId, shown.page);
  const fallback = useRef(shown);
  useEffect(() => {
    fallback.current = shown;
  });
  // The same function always: the viewer listens to the wheel with it.
  const moveView = useCallback(
    (next: (view: View) => View) => setView((before) => next(before ?? fallback.current)),
    [],
  );
  const go = (to: Stop | undefined) => {
    if (to === undefined) return;
    setKey(to.key);
    setView((before) => ({
      documentId: to.documentId,
      page: to.page,
      turn: before?.documentId === to.documentId ? before.turn : 0,
      zoom: 1,
      whole: false,
      pan: [0, 0],
    }));
  };
  // On screen means: its page is the one shown, has arrived, and the place is in the middle of it.
  const atStop = stop !== undefined && !shown.whole && stop.documentId === shown.documentId && stop.page === shown.page;
  const onScreen = atStop && loaded.has(here) ? stop.key : null;
  useEffect(() => {
    if (onScreen !== null && !seen.has(onScreen))
      change((draft) => ({ ...draft, seen: new Set([...draft.seen, onScreen]) }));
  }, [onScreen, seen, change]);
  const left = unseen(stops, seen, stop?.key ?? null);
  const document = documents.find(({ id }) => id === shown.documentId) ?? first;
  const onShown = (page: string) => {
    setLoaded((before) => (before.has(page) ? before : new Set([...before, page])));
    const following = nextDocument(stops, stop?.key ?? null, 1);
    const next = following === undefined ? [] : [pageKey(following.documentId, following.page)];
    setOpened((before) => [...new Set([...before, page, ...next])]);
  };
  const turnPage = (by: number) => () =>
    moveView((before) => ({
      ...before,
      page: Math.min(document?.pages.length ?? 1, Math.max(1, before.page + by)),
      whole: true,
      pan: [0, 0],
    }));
  const commands: Readonly<Record<ViewCommand, () => void>> = {
    next: () => go(stepFrom(stops, stop?.key ?? null, 1)),
    previous: () => go(stepFrom(stops, stop?.key ?? null, -1)),
    unseen: () => go(left.find((other) => other.key !== stop?.key) ?? left[0]),
    nextDocument: () => go(nextDocument(stops, stop?.key ?? null, 1)),
    previousDocument: () => go(nextDocument(stops, stop?.key ?? null, -1)),
    nextPage: turnPage(1),
    previousPage: turnPage(-1),
    zoomIn: () => moveView((before) => zoomed(before, ZOOM_STEP)),
    zoomOut: () => moveView((before) => zoomed(before, 1 / ZOOM_STEP)),
    whole: () => moveView(toggleWhole),
    turn: () => moveView(turned),
  };
  /** Where accepting leads: what must be seen next, or simply the next place. */
  const after = left.find((other) => other.key !== stop?.key) ?? stepFrom(stops, stop?.key ?? null, 1);
  return { stop, after, left, view: shown, document, opened, go, setView: moveView, onShown, commands } satisfies {
    commands: Partial<Record<Command, () => void>>;
  } & Record<string, unknown>;
}
