// Invented documents with their truth, for measuring the reader: `node src/cli/bootstrap.mjs generate-documents FOLDER`
// `[--count N] [--seed TEXT] [--tier scan|photo|poor] [--paper NAME]`. Writes NAME.jpg and truth.jsonl; the same seed gives
// the same documents on a machine with the same fonts (see specimens/fonts.ts).
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TIERS } from './specimens/camera.js';
import { makeBundle } from './specimens/bundle.js';
import { installedFonts } from './specimens/fonts.js';
import { makeSpecimen, PAPERS } from './specimens/specimen.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '30' },
    seed: { type: 'string', default: 'one' },
    tier: { type: 'string' },
    paper: { type: 'string' },
  },
});
const [folder] = positionals;
const tier = TIERS.find((known) => known === values.tier);
if (folder === undefined || (values.tier !== undefined && tier === undefined)) {
  process.stderr.write(
    `用法 / usage: generate-documents FOLDER [--count N] [--seed TEXT] [--tier ${TIERS.join('|')}] [--paper NAME]\nNAME: ${Object.keys(PAPERS).join(' ')} bundle\n`,
  );
  process.exitCode = 2;
} else {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'truth.jsonl'), '');
  const fonts = await installedFonts();
  for (let i = 0; i < Number(values.count); i += 1) {
    const seed = `${values.seed}-${i}`;
    const name = `${values.seed}-${String(i).padStart(4, '0')}`;
    if (values.paper === 'bundle') {
      const { file, pages } = await makeBundle(seed, tier ?? 'scan', fonts);
      await keep(folder, `${name}.pdf`, file, { seed, pages });
    } else {
      const { image, truth } = await makeSpecimen(
        {
          seed,
          ...(tier === undefined ? {} : { tier }),
          ...(values.paper === undefined ? {} : { paper: values.paper }),
        },
        fonts,
      );
      await keep(folder, `${name}.jpg`, image, truth);
    }
  }
}

async function keep(target: string, file: string, bytes: Buffer, truth: object): Promise<void> {
  await writeFile(join(target, file), bytes);
  await appendFile(join(target, 'truth.jsonl'), `${JSON.stringify({ file, ...truth })}\n`);
}
