import { canInstallPackages, installPackages } from './debian.js';
import { findProgram } from './find-program.js';
import { ProvisionError } from './provision-error.js';
import { runProgram } from './run-program.js';

/** A Python that has pip, or undefined. Changes nothing. */
export async function findPythonWithPip(): Promise<string | undefined> {
  const python = findProgram('python3', 'python');
  if (python === undefined) return undefined;
  const { code } = await runProgram(python, ['-m', 'pip', '--version'], { timeoutMs: 30_000 });
  return code === 0 ? python : undefined;
}

/**
 * A Python that has pip, installed when that is possible.
 * @throws ProvisionError saying what to install
 */
export async function pythonWithPip(): Promise<string> {
  const found = await findPythonWithPip();
  if (found !== undefined) return found;
  if (canInstallPackages()) await installPackages('python3', 'python3-pip');
  const installed = await findPythonWithPip();
  if (installed !== undefined) return installed;
  throw new ProvisionError('pip: python3 with pip is not there (Debian/Ubuntu: apt-get install python3-pip)');
}
