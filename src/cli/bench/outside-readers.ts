import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An engine outside this project; `read` is null when it is not installed here. */
export interface OutsideReader {
  readonly name: string;
  /** The text of a picture file. */
  readonly read: ((file: string) => Promise<string>) | null;
  /** Ends its process, where it has one that stays. */
  readonly close?: () => void;
}

/** `tesseract` on PATH with chi_sim, one thread. */
export async function nativeTesseract(): Promise<OutsideReader> {
  const name = 'native tesseract';
  const languages = await run('tesseract', ['--list-langs']).then(
    ({ stdout }) => stdout,
    () => '',
  );
  if (!languages.includes('chi_sim')) return { name, read: null };
  const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
  return {
    name,
    read: async (file) =>
      (await run('tesseract', [file, 'stdout', '-l', 'chi_sim+eng'], { env, maxBuffer: 1e7 })).stdout,
  };
}

const RAPIDOCR = `
import sys, json
from rapidocr_onnxruntime import RapidOCR
engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
print(json.dumps("ready"), flush=True)
for line in sys.stdin:
    result, _ = engine(line.strip())
    print(json.dumps("\\n".join(r[1] for r in result or [])), flush=True)
`;

/** `rapidocr-onnxruntime` of the Python named by `RAPIDOCR_PYTHON` (default `python3`), loaded once, one thread. */
export async function rapidOcr(): Promise<OutsideReader> {
  const name = 'rapidocr-onnxruntime';
  const child = spawn(process.env['RAPIDOCR_PYTHON'] ?? 'python3', ['-c', RAPIDOCR], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = new Promise<null>((resolve) =>
    child.once('error', () => {
      resolve(null);
    }),
  );
  const next = async (): Promise<string | null> => {
    const result = await Promise.race([lines.next(), failed]);
    return result === null || result.done === true ? null : String(JSON.parse(result.value));
  };
  if ((await next()) === null) return { name, read: null };
  return {
    name,
    read: async (file) => {
      child.stdin.write(`${file}\n`);
      return (await next()) ?? '';
    },
    close: () => child.stdin.end(),
  };
}
