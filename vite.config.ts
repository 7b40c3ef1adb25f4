import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const OUT = resolve(import.meta.dirname, 'dist', 'web');

export default defineConfig({
  root: resolve(import.meta.dirname, 'src', 'web'),
  base: '/console/',
  publicDir: false,
  logLevel: 'warn',
  plugins: [react(), precompressed()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files would need `data:` in the policy; small ones are cheap over HTTP anyway.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_500,
  },
  worker: { format: 'es' },
});

/** Compresses what the build made, once, and says what a first visit and the largest pages weigh. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    closeBundle() {
      const folder = join(OUT, 'assets');
      const sizes = readdirSync(folder)
        .filter((file) => /\.(js|css|svg)$/.test(file))
        .map((file) => {
          const bytes = readFileSync(join(folder, file));
          const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
          writeFileSync(join(folder, `${file}.br`), brotli);
          writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
          return { file, size: brotli.length };
        });
      const first = [...readFileSync(join(OUT, 'index.html'), 'utf8').matchAll(/assets\/([\w.-]+\.js)/g)].map(
        ([, file]) => file,
      );
      const kilobytes = (list: typeof sizes) =>
        `${(list.reduce((sum, { size }) => sum + size, 0) / 1024).toFixed(0)} kB`;
      const scripts = sizes.filter(({ file }) => file.endsWith('.js'));
      const entry = scripts.filter(({ file }) => first.includes(file));
      const pages = scripts.filter(({ file }) => !first.includes(file)).toSorted((a, b) => b.size - a.size);
      const largest = pages
        .slice(0, 5)
        .map((page) => `${page.file.replace(/-[\w-]{8}\.js$/, '')} ${kilobytes([page])}`);
      process.stderr.write(
        `  console: first load ${kilobytes(entry)} of script (brotli), later ${kilobytes(pages)} in ${pages.length} parts; largest: ${largest.join(', ')}\n`,
      );
    },
  };
}
