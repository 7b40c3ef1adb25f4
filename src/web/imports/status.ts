import type { Tone } from '../ui/Status.tsx';
import type { ItemStatus, Operation } from './imports.ts';

export const TONES: Readonly<Record<Operation['status'], Tone>> = {
  profiled: 'attention',
  running: 'busy',
  done: 'good',
  undoing: 'busy',
  undone: 'neutral',
  cancelled: 'neutral',
};
export const ITEM_TONES: Readonly<Record<ItemStatus, Tone>> = {
  planned: 'neutral',
  refused: 'bad',
  done: 'good',
  missed: 'attention',
  undone: 'neutral',
  kept: 'attention',
};
