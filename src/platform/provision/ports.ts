import { randomInt } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { ProvisionError } from './provision-error.js';

const portsSchema = z.record(z.string(), z.number().int().min(1).max(65535));

/** Below the range from which systems take ports of outgoing connections (Linux: 32768), so that a port stays free. */
const LOWEST = 20_000;
const BEYOND = 30_000;

/** Whether this machine lets us listen there. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(LOWEST, BEYOND);
    if (await isPortFree(port)) return port;
  }
  throw new ProvisionError(`no free port between ${LOWEST} and ${BEYOND}`);
}

/** The port this data directory used last for a service if it is still free, otherwise another one; remembered. */
export async function keptPort(dataDir: string, service: string): Promise<number> {
  const kept = readPorts(dataDir)[service];
  if (kept !== undefined && (await isPortFree(kept))) return kept;
  const port = await freePort();
  rememberPort(dataDir, service, port);
  return port;
}

/** The port this data directory used last for a service, whether or not somebody listens there. */
export function rememberedPort(dataDir: string, service: string): number | undefined {
  return readPorts(dataDir)[service];
}

/** Written by rename: a start that is interrupted leaves the old file or the new one. */
function rememberPort(dataDir: string, service: string, port: number): void {
  const file = servicesFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify({ ...readPorts(dataDir), [service]: port }, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function readPorts(dataDir: string): Readonly<Record<string, number>> {
  try {
    return portsSchema.parse(JSON.parse(readFileSync(servicesFile(dataDir), 'utf8')));
  } catch {
    return {};
  }
}

function servicesFile(dataDir: string): string {
  return join(dataDir, 'services.json');
}
