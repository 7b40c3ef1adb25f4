import type { Tone } from '../ui/Status.tsx';
import type { DocumentAnswer } from './documents.ts';

export const STATUS_TONES: Readonly<Record<DocumentAnswer['status'], Tone>> = {
  queued: 'neutral',
  processing: 'busy',
  ready: 'good',
  failed: 'bad',
};
