import { canInstallPackages, installPackages } from './debian.js';
import { ProvisionError } from './provision-error.js';
import { lastLine, runProgram } from './run-program.js';

/** Debian's package of each library that the servers need and a slim system may lack. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  'libcurl.so.4': 'libcurl4',
  'liblzma.so.5': 'liblzma5',
  'libcrypto.so.3': 'libssl3',
  'libssl.so.3': 'libssl3',
};

/** The library that the loader missed, from its start-up error (`error while loading shared libraries: NAME: …`). */
export function missingLibrary(output: string): string | undefined {
  return /error while loading shared libraries: ([^:\s]+):/.exec(output)?.[1];
}

/** The library that keeps the program from running, or undefined. Changes nothing. */
export async function libraryMissedBy(program: string): Promise<string | undefined> {
  return missingLibrary((await runProgram(program, ['--version'], { timeoutMs: 20_000 })).output);
}

export function adviceFor(library: string): string {
  const name = PACKAGE_OF[library];
  return name === undefined ? `install ${library}` : `install ${library} (Debian/Ubuntu: apt-get install ${name})`;
}

/**
 * What the program answers to `--version`; a missing shared library is installed when that is possible.
 * @throws ProvisionError naming the package to install, or the program's own last words
 */
export async function versionOf(program: string): Promise<string> {
  for (const installed = new Set<string>(); ;) {
    const { code, output } = await runProgram(program, ['--version'], { timeoutMs: 20_000 });
    if (code === 0) return output;
    const library = missingLibrary(output);
    if (library === undefined) throw new ProvisionError(`${program}: ${lastLine(output)}`);
    const name = PACKAGE_OF[library];
    if (name === undefined || installed.has(name) || !canInstallPackages()) {
      throw new ProvisionError(`${program} lacks a library: ${adviceFor(library)}`);
    }
    await installPackages(name);
    installed.add(name);
  }
}
