import { z } from 'zod';
import { sameName } from '../../../workers/ocr/fields/fold.js';
import type { Extraction } from '../../domain/ocr-fields.js';
import type { Truth } from '../specimens/specimen.js';
import { TIERS } from '../specimens/camera.js';
import { classOf, type FieldClass } from './field-class.js';
import { appendLine, readLines } from './lines.js';

const fieldSchema = z.object({
  /** What is printed; null where nothing is. */
  truth: z.string().nullable(),
  value: z.string().nullable(),
  verdict: z.enum(['read', 'unsure', 'missing']),
  confidence: z.number(),
});

/** What the reader did with one generated document: one line of a calibration file. */
const observationSchema = z.object({
  seed: z.string(),
  /** Which code read it: lines of different code are never put into one table. */
  code: z.string(),
  /** The stage that was left out; empty when none was. */
  without: z.string().default(''),
  tier: z.enum(TIERS),
  variant: z.string(),
  kinds: z.array(z.string()),
  kindRead: z.string().nullable(),
  rotation: z.number(),
  rotationRead: z.number(),
  seals: z.object({ printed: z.number(), found: z.number() }),
  qr: z.object({ printed: z.string().nullable(), read: z.boolean() }),
  fields: z.record(z.string(), fieldSchema),
  /** How the picture was taken, for causes. */
  picture: z.object({ longSide: z.number(), skew: z.number(), tilt: z.number(), blur: z.number(), copies: z.number() }),
  ms: z.number(),
  error: z.string().nullable(),
});
export type Observation = z.output<typeof observationSchema>;
export type FieldObservation = z.output<typeof fieldSchema>;

/** Puts reading and truth side by side. `read` is null when the reader failed. */
export function observe(
  truth: Truth,
  read: Extraction | null,
  about: { code: string; without: string; error: string | null },
): Observation {
  const { conditions } = truth;
  return {
    seed: truth.seed,
    code: about.code,
    without: about.without,
    tier: truth.tier,
    variant: truth.variant,
    kinds: [...truth.kinds],
    kindRead: read?.kind ?? null,
    rotation: truth.rotation,
    rotationRead: read?.rotation ?? -1,
    seals: { printed: truth.seals.length, found: read?.seals.length ?? 0 },
    qr: { printed: truth.qr, read: truth.qr !== null && (read?.qr.includes(truth.qr) ?? false) },
    fields: fieldsOf(truth, read),
    picture: {
      longSide: conditions.longSide,
      skew: Math.round(conditions.skew * 10) / 10,
      tilt: Math.round(Math.max(...conditions.tilt.map(Math.abs))),
      blur: Math.round(conditions.blur * 100) / 100,
      copies: conditions.copies,
    },
    ms: read?.ms ?? 0,
    error: about.error,
  };
}

/** Every printed field, and every value read where nothing of the kind is printed. */
function fieldsOf(truth: Truth, read: Extraction | null): Record<string, FieldObservation> {
  const fields: Record<string, FieldObservation> = {};
  for (const [name, printed] of Object.entries(truth.fields)) {
    const { value = null, verdict = 'missing', confidence = 0 } = read?.fields[name] ?? {};
    fields[name] = { truth: printed, value, verdict, confidence };
  }
  for (const [name, { value, verdict, confidence }] of Object.entries(read?.fields ?? {})) {
    if (value === null || name in truth.fields || classOf(name, truth.kinds) === 'other') continue;
    fields[name] = { truth: null, value, verdict, confidence };
  }
  return fields;
}

/** Names compare as the checks compare them (domain.md §6); codes, dates and numbers to the letter. */
export function isExact(name: string, { truth, value }: FieldObservation, fieldClass: FieldClass): boolean {
  if (truth === null || value === null) return false;
  if (fieldClass === 'code' || fieldClass === 'date') return truth === value;
  if (name === 'numbers') return truth.split(',').sort().join() === value.split(',').sort().join();
  return sameName(truth, value);
}

export async function appendObservation(file: string, observation: Observation): Promise<void> {
  await appendLine(file, observation);
}

export function readObservations(file: string): Promise<Observation[]> {
  return readLines(file, observationSchema);
}
