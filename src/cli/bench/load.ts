import { spawn } from 'node:child_process';
import { Agent, get } from 'node:http';
import { numberAt } from './seed-numbers.js';

export interface Load {
  readonly port: number;
  /** One of so many numbers of the benchmark is asked for at random, each as likely. */
  readonly numbers: number;
  readonly query?: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Puts load on a local server from a process of its own, so that client and server do not share an event loop. */
export async function loadFromOutside(benchmark: string, load: Load): Promise<LoadResult> {
  const entry = process.argv[1] ?? '';
  const client = spawn(process.execPath, [...process.execArgv, entry, benchmark, '--client', JSON.stringify(load)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  client.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await new Promise((resolve) => client.once('close', resolve));
  return JSON.parse(text) as LoadResult;
}

/** The client's side. */
export async function generateLoad({ port, numbers, query = '', connections, seconds }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const until = begun + seconds * 1_000;
  const caller = async () => {
    while (performance.now() < until) {
      const path = `/api/v1/lookup/${numberAt(Math.floor(Math.random() * numbers))}${query}`;
      const start = performance.now();
      const status = await statusOf(agent, port, path);
      took.push(performance.now() - start);
      if (status !== 200) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  const elapsed = (performance.now() - begun) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { perSecond: took.length / elapsed, p50: at(0.5), p99: at(0.99), failed };
}

/** Many callers, as far as limits for addresses can tell (the server trusts its proxy). */
function anyAddress(): string {
  return `10.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}.1`;
}

function statusOf(agent: Agent, port: number, path: string): Promise<number> {
  return new Promise((resolve) => {
    get({ agent, host: '127.0.0.1', port, path, headers: { 'X-Forwarded-For': anyAddress() } }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    }).once('error', () => resolve(0));
  });
}
