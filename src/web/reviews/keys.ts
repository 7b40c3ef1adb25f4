import { useEffect, useRef, useState } from 'react';

/** Every key of the case page, in the order the help shows them. */
export const KEYS = {
  next: ['j', 'ArrowDown'],
  previous: ['k', 'ArrowUp'],
  accept: ['Enter'],
  unseen: ['u'],
  nextDocument: [']', 'ArrowRight'],
  previousDocument: ['[', 'ArrowLeft'],
  nextPage: ['.'],
  previousPage: [','],
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  whole: ['0'],
  turn: ['t'],
  matrix: ['m'],
  correct: ['e'],
  registerPass: ['g'],
  registerFail: ['G'],
  callPass: ['b'],
  callFail: ['B'],
  request: ['r'],
  approve: ['a'],
  reject: ['x'],
  park: ['p'],
  comment: ['c'],
  claim: ['l'],
  release: ['L'],
  undo: ['z'],
  nextCase: ['n'],
  queue: ['q'],
  help: ['?'],
} as const;
export type Command = keyof typeof KEYS;

const BY_KEY = new Map<string, Command>(
  (Object.entries(KEYS) as [Command, readonly string[]][]).flatMap(([command, keys]) =>
    keys.map((key) => [key, command] as const),
  ),
);
/** Where a key means something of its own. */
const TYPING = 'input, textarea, select, [contenteditable=true], [role=dialog], [role=listbox], [role=combobox]';
const PRESSING = 'button, a, summary, [role=radio], [role=switch], [role=checkbox]';

/** Runs commands by key anywhere on the page, but not while somebody types or a dialogue is open. */
export function useKeys(run: (command: Command) => void, on: boolean): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!on) return undefined;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (target.closest(TYPING) !== null || document.querySelector('.ant-modal-wrap:not([style*="none"])') !== null)
        return;
      if (event.key === 'Enter' && target.closest(PRESSING) !== null) return;
      const command = BY_KEY.get(event.key);
      if (command === undefined) return;
      event.preventDefault();
      latest.current(command);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on]);
}

const STORE = 'review-keys';

/** Single keys can be switched off (WCAG 2.1.4): speech input would press them. Remembered in this browser. */
export function useKeysOn(): readonly [boolean, (on: boolean) => void] {
  const [on, set] = useState(() => localStorage.getItem(STORE) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(STORE, next ? 'on' : 'off');
      set(next);
    },
  ];
}
