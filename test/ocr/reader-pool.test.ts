import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ReaderPool } from '../../workers/ocr/readers/reader-pool.js';
import { pageOf } from './support.js';

const LIMIT = 180_000;
const card = 'id_back_00.jpg';
const pool = new ReaderPool(1, { stageMs: 20_000 });

/** Sends a signal to every reader process as soon as it has finished its first stage. */
const strike = (signal: 'SIGKILL' | 'SIGSTOP', times: number) => {
  let left = times;
  return (stage: string): void => {
    if (stage !== 'normalise' || left === 0) return;
    left -= 1;
    for (const pid of pool.pids) process.kill(pid, signal);
  };
};

beforeAll(() => pool.warm(), LIMIT);
afterAll(() => pool.close());

describe('a reader process that fails', { timeout: LIMIT }, () => {
  it('given one killed inside a document, then another reads it', async () => {
    const [first] = pool.pids;
    const extraction = await pool.read([await pageOf(card)], null, { onStage: strike('SIGKILL', 1) });
    expect(extraction.kind).toBe('id_back');
    expect(pool.pids).not.toContain(first);
  });

  it('given one that dies again, then the document is given up and the next one is read', async () => {
    const page = await pageOf(card);
    const poisoned = pool.read([page], null, { onStage: strike('SIGKILL', 9) });
    const next = pool.read([page], null);
    await expect(poisoned).rejects.toMatchObject({ name: 'ReaderError', fate: 'died' });
    expect((await next).kind).toBe('id_back');
  });

  it('given one that hangs, then it is ended after the limit and another reads the document', async () => {
    const impatient = new ReaderPool(1, { stageMs: 15_000 });
    await impatient.warm();
    const [hung] = impatient.pids;
    let stopped = false;
    const extraction = await impatient.read([await pageOf(card)], null, {
      onStage: () => {
        if (!stopped && hung !== undefined) process.kill(hung, 'SIGSTOP');
        stopped = true;
      },
    });
    expect(extraction.fields['validUntil']?.verdict).toBe('read');
    expect(impatient.pids).not.toContain(hung);
    await impatient.close();
  });

  it('stops a reader when the caller gives up, and goes on with a new one', async () => {
    const page = await pageOf(card);
    await expect(pool.read([page], null, { signal: AbortSignal.timeout(50) })).rejects.toThrow();
    expect((await pool.read([page], null)).kind).toBe('id_back');
  });
});
