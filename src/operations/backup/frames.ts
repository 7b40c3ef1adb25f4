import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';

/**
 * A file of a backup: frames of at most 64 KiB, each sealed by itself, so that reading needs no memory and damage has a
 * place. Frame: length of the ciphertext (4 bytes, big endian) ‖ AES-256-GCM ciphertext ‖ tag (16). The nonce is the frame's
 * number under a key of the file's own; name, number and “last” are associated data, so frames can be neither exchanged,
 * nor left out, nor cut off.
 */
const FRAME = 64 * 1024;
const HEAD = 4;
const TAG = 16;

/** What is wrong with a backup, and where. */
export class BackupError extends Error {
  constructor(
    readonly fault:
      | 'WRONG_KEY'
      | 'MANIFEST_DAMAGED'
      | 'MANIFEST_MISSING'
      | 'FILE_MISSING'
      | 'FILE_DAMAGED'
      | 'TARGET_NOT_EMPTY'
      | 'NOT_CONSISTENT',
    message: string,
  ) {
    super(message);
    this.name = 'BackupError';
  }
}

/** @param root the backup's own key */
function keyOf(root: Buffer, name: string): Buffer {
  return createHmac('sha256', root).update(`file:${name}`).digest();
}

function nonceOf(index: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 6, 6);
  return nonce;
}

const associated = (name: string, index: number, last: boolean) => Buffer.from(`${name}\0${index}\0${last ? 1 : 0}`);

export async function* sealFrames(root: Buffer, name: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const key = keyOf(root, name);
  let index = 0;
  const frame = (plain: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(index)).setAAD(associated(name, index, last));
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    const head = Buffer.alloc(HEAD);
    head.writeUInt32BE(sealed.length);
    index += 1;
    return Buffer.concat([head, sealed, cipher.getAuthTag()]);
  };
  let [waiting, size] = [[] as Buffer[], 0];
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    if (size <= FRAME) continue;
    let rest = Buffer.concat(waiting);
    for (; rest.length > FRAME; rest = rest.subarray(FRAME)) yield frame(rest.subarray(0, FRAME), false);
    [waiting, size] = [[rest], rest.length];
  }
  yield frame(Buffer.concat(waiting), true);
}

/** @throws BackupError FILE_DAMAGED naming file, frame and bytes */
export async function* openFrames(root: Buffer, name: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const key = keyOf(root, name);
  let [index, offset, ended] = [0, 0, false];
  let waiting: Buffer = Buffer.alloc(0);
  const damaged = (until: number) =>
    new BackupError(
      'FILE_DAMAGED',
      `${name}: 第 ${index} 块损坏 / frame ${index} is damaged (bytes ${offset}–${until})`,
    );
  const open = (sealed: Buffer): Buffer => {
    const decipher = (last: boolean) =>
      createDecipheriv('aes-256-gcm', key, nonceOf(index))
        .setAAD(associated(name, index, last))
        .setAuthTag(sealed.subarray(-TAG));
    for (const last of [false, true]) {
      try {
        const attempt = decipher(last);
        const plain = Buffer.concat([attempt.update(sealed.subarray(0, -TAG)), attempt.final()]);
        ended = last;
        return plain;
      } catch {
        // Not this kind of frame; the other is tried next.
      }
    }
    throw damaged(offset + HEAD + sealed.length - 1);
  };
  for await (const chunk of source) {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      if (ended && waiting.length > 0) throw damaged(offset + waiting.length - 1);
      if (waiting.length < HEAD) break;
      const length = waiting.readUInt32BE(0);
      if (length > FRAME) throw damaged(offset + HEAD - 1);
      if (waiting.length < HEAD + length + TAG) break;
      yield open(waiting.subarray(HEAD, HEAD + length + TAG));
      waiting = waiting.subarray(HEAD + length + TAG);
      index += 1;
      offset += HEAD + length + TAG;
    }
  }
  if (!ended) throw damaged(offset + waiting.length);
}
