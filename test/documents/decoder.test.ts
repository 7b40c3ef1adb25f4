import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { Decoder } from '../../src/documents/decoder.js';
import { DomainError } from '../../src/domain/errors.js';
import { hostileFiles } from './hostile-files.js';
import { pdf, specimen } from './sample-files.js';

const decoders: Decoder[] = [];
function decoderOf(limits?: ConstructorParameters<typeof Decoder>[0]): Decoder {
  const decoder = new Decoder(limits);
  decoders.push(decoder);
  return decoder;
}
afterAll(() => Promise.all(decoders.map((decoder) => decoder.close())));

/** 49 megapixels: some hundred milliseconds of work. */
const heavy = () =>
  sharp({ create: { width: 7_000, height: 7_000, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 1 })
    .toBuffer();

describe('the decoder child', { timeout: 120_000 }, () => {
  it('decodes pictures and PDFs, several asked at once', async () => {
    const decoder = decoderOf();
    const files = await Promise.all([
      decoder.decode(specimen()),
      decoder.decode(await pdf(2)),
      decoder.decode(specimen()),
    ]);
    expect(files.map((file) => file.pages.length)).toEqual([1, 2, 1]);
    expect(files[0]).toEqual(files[2]);
    expect(Buffer.isBuffer(files[0].pages[0]?.image)).toBe(true);
  });

  it('survives hostile files: each is decoded or refused, and a good file works afterwards', async () => {
    const decoder = decoderOf();
    const files = await hostileFiles();
    expect(files.length).toBeGreaterThanOrEqual(40);
    const outcomes: Record<string, string> = {};
    for (const { name, bytes } of files) {
      outcomes[name] = await decoder.decode(bytes).then(
        () => 'decoded',
        (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
      );
    }
    const allowed = [
      'decoded',
      'FILE_CORRUPT',
      'FILE_TYPE_UNSUPPORTED',
      'TOO_MANY_PIXELS',
      'TOO_MANY_PAGES',
      'PDF_ENCRYPTED',
    ];
    expect(Object.entries(outcomes).filter(([, outcome]) => !allowed.includes(outcome))).toEqual([]);
    expect(outcomes).toMatchObject({
      'PNG of 100,000 × 100,000': 'TOO_MANY_PIXELS',
      'a program': 'FILE_TYPE_UNSUPPORTED',
    });
    expect((await decoder.decode(specimen())).pages).toHaveLength(1);
  });

  it('killed in the middle of a file: that file is refused, the next one works', async () => {
    const decoder = decoderOf();
    await decoder.decode(specimen());
    const before = decoder.pid ?? 0;
    const doomed = decoder.decode(await heavy());
    const next = decoder.decode(specimen());
    const refused = expect(doomed).rejects.toMatchObject({ code: 'FILE_CORRUPT' });
    await pause(60);
    process.kill(before, 'SIGKILL');
    await refused;
    expect((await next).pages).toHaveLength(1);
    expect(decoder.pid).not.toBe(before);
  });

  it('ends a file that takes too long, or too much memory', async () => {
    const slow = decoderOf({ cpuMilliseconds: 30 });
    await expect(slow.decode(await heavy())).rejects.toMatchObject({ code: 'TOO_MANY_PIXELS', status: 422 });
    expect(slow.pid).toBeUndefined();
    const hung = decoderOf({ milliseconds: 30 });
    await expect(hung.decode(await heavy())).rejects.toMatchObject({ code: 'UNAVAILABLE', status: 503 });
    expect(hung.pid).toBeUndefined();
    const hungry = decoderOf({ rssBytes: 60 * 1024 * 1024 });
    await expect(hungry.decode(await heavy())).rejects.toMatchObject({ code: 'TOO_MANY_PIXELS' });
  });

  it('gets no secrets of ours, and refuses after closing', async () => {
    process.env['SPECIMEN_SECRET'] = 'never-in-the-child';
    const decoder = decoderOf();
    await decoder.decode(specimen());
    const { readFile } = await import('node:fs/promises');
    const environment = await readFile(`/proc/${decoder.pid}/environ`, 'utf8').catch(() => '');
    expect(environment).not.toContain('never-in-the-child');
    delete process.env['SPECIMEN_SECRET'];
    await decoder.close();
    await expect(decoder.decode(specimen())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
