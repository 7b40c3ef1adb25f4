// Benchmarks: `npm run bench -- NAME`. Each module prints its figures and its ratios against a named baseline of the same run.

/** Name → module. Each module exports `run(args)` and prints to stdout. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<void> }>>> = {
  import: () => import('./bench/import.js'),
  log: () => import('./bench/log.js'),
  lookup: () => import('./bench/lookup.js'),
  ocr: () => import('./bench/ocr.js'),
};

const [name = '', ...args] = process.argv.slice(2);
const load = BENCHMARKS[name];
if (load === undefined) {
  process.stderr.write(`用法 / usage: npm run bench -- NAME\nNAME: ${Object.keys(BENCHMARKS).join(' ')}\n`);
  process.exitCode = 2;
} else {
  await (await load()).run(args);
}
