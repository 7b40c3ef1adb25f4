import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Extraction } from '../../src/domain/ocr-fields.js';
import { createEngines, type OcrEngines } from '../../workers/ocr/engines.js';
import { sameName } from '../../workers/ocr/fields/fold.js';
import { extractDocument } from '../../workers/ocr/pipeline.js';
import { pageOf, specimens, type Specimen } from './support.js';

const TODAY = '2026-11-22';
const LIMIT = 120_000;
let engines: OcrEngines;
const found = new Map<string, { specimen: Specimen; extraction: Extraction }>();

beforeAll(async () => {
  engines = await createEngines({ concurrency: 2 });
  const all = await specimens();
  await Promise.all(
    all.map(async (specimen) => {
      const extraction = await extractDocument([await pageOf(specimen.file)], null, engines, { today: TODAY });
      found.set(specimen.file, { specimen, extraction });
    }),
  );
}, 2 * LIMIT);

afterAll(() => engines.close());

/** `file field: verdict` of every field whose value differs from the truth. Values stay out of the test's output. */
function differing(tier: string, verdicts: readonly string[]): string[] {
  return [...found.values()]
    .filter(({ specimen }) => specimen.tier === tier)
    .flatMap(({ specimen, extraction }) =>
      Object.entries(specimen.fields).flatMap(([field, truth]) => {
        const reading = extraction.fields[field];
        const right = reading?.value != null && sameName(reading.value, truth);
        return !right && verdicts.includes(reading?.verdict ?? 'missing')
          ? [`${specimen.file} ${field}: ${reading?.verdict ?? 'missing'}`]
          : [];
      }),
    );
}

describe('specimens', () => {
  it('reads every field of a scan', () => {
    expect(differing('scan', ['read', 'missing'])).toEqual([]);
    // One character of long text may be left to a person.
    expect(differing('scan', ['unsure']).length).toBeLessThan(2);
  });

  it('never says `read` of a wrong value, on photographs too', () => {
    expect(differing('photo', ['read'])).toEqual([]);
  });

  it('is sure of most values', () => {
    const verdicts = [...found.values()].flatMap(({ specimen, extraction }) =>
      Object.keys(specimen.fields).map((field) => extraction.fields[field]?.verdict),
    );
    expect(verdicts.filter((v) => v === 'read').length / verdicts.length).toBeGreaterThan(0.75);
  });

  it('knows the kind of each page', () => {
    for (const { specimen, extraction } of found.values()) expect(extraction.kind, specimen.file).toBe(specimen.kind);
  });

  it('finds the seal where there is one and takes no emblem for a seal', () => {
    for (const { specimen, extraction } of found.values()) {
      expect(extraction.seals.length > 0, specimen.file).toBe(specimen.seal);
    }
  });

  it('reads the QR code', () => {
    for (const { specimen, extraction } of found.values()) {
      expect(extraction.qr, specimen.file).toEqual(specimen.qr === undefined ? [] : [specimen.qr]);
    }
  });

  it('keeps every box inside the page', async () => {
    for (const { specimen, extraction } of found.values()) {
      const page = await pageOf(specimen.file);
      for (const [name, { box }] of Object.entries(extraction.fields)) {
        if (box === null) continue;
        expect(box[0] + box[2], `${specimen.file} ${name}`).toBeLessThanOrEqual(page.width + 20);
        expect(box[1] + box[3], `${specimen.file} ${name}`).toBeLessThanOrEqual(page.height + 20);
      }
    }
  });
});

describe('turned pages', () => {
  it.each([90, 180, 270])('turned by %i°', { timeout: LIMIT }, async (turn) => {
    const { specimen } = [...found.values()].find(({ specimen: s }) => s.file === 'id_front_03.jpg') ?? {};
    const page = await pageOf('id_front_03.jpg', turn);
    const extraction = await extractDocument([page], 'agent_id_front', engines, { today: TODAY });
    expect(extraction.rotation).toBe((360 - turn) % 360);
    expect(extraction.fields['idNumber']).toMatchObject({ value: specimen?.fields['idNumber'], verdict: 'read' });
    expect(extraction.fields['name']?.value).toBe(specimen?.fields['name']);
  });
});

describe('documents of several pages', () => {
  it('merges both sides of a card', { timeout: LIMIT }, async () => {
    const pages = await Promise.all(['id_front_03.jpg', 'id_back_00.jpg'].map((file) => pageOf(file)));
    const stages: string[] = [];
    const extraction = await extractDocument(pages, 'agent_id', engines, {
      today: TODAY,
      onStage: (stage) => stages.push(stage),
    });
    expect(extraction.pageKinds).toEqual(['id_front', 'id_back']);
    expect(extraction.fields['idNumber']?.page).toBe(1);
    expect(extraction.fields['validFrom']?.page).toBe(2);
    expect(stages.slice(0, 3)).toEqual(['normalise', 'orient', 'read']);
  });

  it('stops when told to', async () => {
    const page = await pageOf('id_back_00.jpg');
    const signal = AbortSignal.abort();
    await expect(extractDocument([page], null, engines, { signal })).rejects.toThrow(/abort/i);
  });

  it('refuses bytes that are no picture', async () => {
    const page = { image: Buffer.from('no picture'), width: 1, height: 1 };
    await expect(extractDocument([page], null, engines)).rejects.toThrow();
  });
});
