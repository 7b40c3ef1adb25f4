import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheDir } from '../../src/platform/provision/cache-dir.js';
import { findProgram } from '../../src/platform/provision/find-program.js';

/** A Python with PyJWT in a folder of its own, made once; null where there is no Python or no package index. */
export function pythonWithJwt(): string | null {
  const folder = join(cacheDir(), 'pyjwt');
  const python = join(folder, 'bin/python');
  const system = findProgram('python3');
  const works = () => {
    execFileSync(python, ['-c', 'import jwt, cryptography'], { stdio: 'ignore', timeout: 30_000 });
    return python;
  };
  try {
    if (existsSync(python)) return works();
    if (system === undefined) return null;
    execFileSync(system, ['-m', 'venv', folder], { stdio: 'ignore', timeout: 60_000 });
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', 'pyjwt[crypto]==2.*'], {
      stdio: 'ignore',
      timeout: 120_000,
    });
    return works();
  } catch {
    return null;
  }
}

/** What PyJWT says of a credential. @param now the second at which it is judged */
export function verdictOf(python: string, given: { credential: string; keys: unknown; now: number }) {
  const script = join(import.meta.dirname, 'verify.py');
  const output = execFileSync(python, [script], { input: JSON.stringify(given), timeout: 30_000 });
  return JSON.parse(output.toString()) as { verdict: string; number?: string; status?: string };
}
