import { describe, expect, it } from 'vitest';
import { UploadSlots } from '../../src/documents/upload-slots.js';

describe('places for uploads in memory', () => {
  it('lets so many work at once, keeps the next waiting and sends the rest away', async () => {
    const slots = new UploadSlots(2, 1);
    let working = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const work = () =>
      slots.run(async () => {
        most = Math.max(most, (working += 1));
        await new Promise<void>((resolve) => ends.push(resolve));
        working -= 1;
      });
    const accepted = [work(), work(), work()];
    await expect(work()).rejects.toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    while (ends.length > 0 || working > 0) {
      ends.shift()?.();
      await new Promise(setImmediate);
    }
    await Promise.all(accepted);
    expect(most).toBe(2);
    expect(await slots.run(() => Promise.resolve('free again'))).toBe('free again');
  });

  it('gives a place back when the work fails', async () => {
    const slots = new UploadSlots(1, 0);
    await expect(slots.run(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await slots.run(() => Promise.resolve(1))).toBe(1);
  });
});
