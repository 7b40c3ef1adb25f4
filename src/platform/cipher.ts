import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;

/**
 * Envelope encryption for files and fields: AES-256-GCM under a fresh data key, the data key wrapped by a key derived
 * from MASTER_KEY. The record id is associated data, so a ciphertext cannot be moved to another record.
 * Layout: version(1) ‖ wrapped key (12+32+16) ‖ nonce(12) ‖ ciphertext ‖ tag(16).
 */
export class Cipher {
  readonly #master: Buffer;
  readonly #wrapping: Buffer;
  readonly #index: Buffer;

  /** @param masterKey 32 bytes, base64 */
  constructor(masterKey: string) {
    this.#master = Buffer.from(masterKey, 'base64');
    this.#wrapping = this.keyFor('key wrapping');
    this.#index = this.keyFor('blind index');
  }

  /** A 32-byte key for one purpose, derived by HKDF-SHA-256 (RFC 5869). */
  keyFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, Buffer.alloc(0), `registry-400 ${purpose} v1`, KEY));
  }

  seal(recordId: string, plaintext: Buffer): Buffer {
    const dataKey = randomBytes(KEY);
    return Buffer.concat([
      Buffer.of(VERSION),
      encrypt(this.#wrapping, `key:${recordId}`, dataKey),
      encrypt(dataKey, recordId, plaintext),
    ]);
  }

  /** @throws Error when the ciphertext was altered or belongs to another record */
  open(recordId: string, sealed: Buffer): Buffer {
    if (sealed[0] !== VERSION) throw new Error('unknown version of sealed data');
    const wrappedEnd = 1 + NONCE + KEY + TAG;
    const dataKey = decrypt(this.#wrapping, `key:${recordId}`, sealed.subarray(1, wrappedEnd));
    return decrypt(dataKey, recordId, sealed.subarray(wrappedEnd));
  }

  sealJson(recordId: string, value: unknown): Buffer {
    return this.seal(recordId, Buffer.from(JSON.stringify(value)));
  }

  /** The caller knows the shape: it sealed the value itself, and GCM proves that nobody changed it. */
  openJson(recordId: string, sealed: Buffer): unknown {
    return JSON.parse(this.open(recordId, sealed).toString());
  }

  /** Keyed hash for equality search over encrypted values; `purpose` keeps the indexes of two fields apart. */
  blindIndex(purpose: string, value: string): string {
    return createHmac('sha256', this.#index).update(`${purpose}\0${value}`).digest('base64url');
  }
}

function encrypt(key: Buffer, associated: string, plaintext: Buffer): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, associated: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE))
    .setAAD(Buffer.from(associated))
    .setAuthTag(sealed.subarray(-TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()]);
}
