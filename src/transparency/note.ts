import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

/** C2SP signed-note, tlog-checkpoint and tlog-cosignature, Ed25519 only. */
const NOTE_KEY = 0x01;
const WITNESS_KEY = 0x04;
const ID_BYTES = 4;
const TIME_BYTES = 8;
const MOST_SIGNATURES = 100;

/** One public key as people configure it: name, id, and what kind of signature it makes. */
export interface Verifier {
  readonly name: string;
  readonly id: Buffer;
  readonly kind: 'note' | 'witness';
  readonly key: KeyObject;
}

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export interface SignatureLine {
  readonly name: string;
  /** Key id and signature. */
  readonly bytes: Buffer;
}

export interface SignedNote {
  /** Ends with a newline. */
  readonly text: string;
  readonly signatures: readonly SignatureLine[];
}

const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/** Private key from its 32-byte seed (RFC 8032 §5.1.5). */
export function privateKeyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
}

/** The 32 bytes of the public half. */
export function publicBytes(key: KeyObject): Buffer {
  const half = key.type === 'private' ? createPublicKey(key) : key;
  return half.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX.length);
}

/** `name+id+key`: what a verifier is configured with. */
export function vkeyOf(name: string, publicKey: Buffer, kind: Verifier['kind'] = 'note'): string {
  const material = Buffer.concat([Buffer.of(kind === 'note' ? NOTE_KEY : WITNESS_KEY), publicKey]);
  return `${name}+${keyId(name, material).toString('hex')}+${material.toString('base64')}`;
}

/** Reads a vkey; null when it is none, is not Ed25519, or its id does not fit. */
export function parseVkey(vkey: string): Verifier | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(vkey.trim());
  const [name = '', id = '', encoded = ''] = found?.slice(1) ?? [];
  const material = Buffer.from(encoded, 'base64');
  const kind = material[0] === NOTE_KEY ? 'note' : material[0] === WITNESS_KEY ? 'witness' : null;
  if (kind === null || material.length !== 33 || keyId(name, material).toString('hex') !== id) return null;
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, material.subarray(1)]), format: 'der', type: 'spki' });
  return { name, id: Buffer.from(id, 'hex'), kind, key };
}

function keyId(name: string, material: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, ID_BYTES);
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** The signed note of a text. */
export function signNote(text: string, name: string, key: KeyObject): string {
  const id = keyId(name, Buffer.concat([Buffer.of(NOTE_KEY), publicBytes(key)]));
  return `${text}\n${signatureLine(name, Buffer.concat([id, sign(null, Buffer.from(text), key)]))}`;
}

/** A witness's statement that it saw this checkpoint at that time, consistent with all before. */
export function cosign(text: string, name: string, key: KeyObject, at: Date): string {
  const id = keyId(name, Buffer.concat([Buffer.of(WITNESS_KEY), publicBytes(key)]));
  const time = Buffer.alloc(TIME_BYTES);
  const seconds = Math.floor(at.getTime() / 1_000);
  time.writeBigUInt64BE(BigInt(seconds));
  const signature = sign(null, Buffer.from(cosignedText(text, BigInt(seconds))), key);
  return signatureLine(name, Buffer.concat([id, time, signature]));
}

function cosignedText(text: string, seconds: bigint): string {
  return `cosignature/v1\ntime ${seconds.toString()}\n${text}`;
}

export function signatureLine(name: string, bytes: Buffer): string {
  return `— ${name} ${bytes.toString('base64')}\n`;
}

/** Takes a note apart without judging it; null when it is no signed note. */
export function parseNote(note: string): SignedNote | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n') || hasControls(note)) return null;
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures = lines.map(parseSignatureLine);
  if (signatures.some((line) => line === null)) return null;
  return { text: note.slice(0, end + 1), signatures: signatures.filter((line) => line !== null) };
}

/** signed-note: no control character but the newline. */
function hasControls(note: string): boolean {
  return note.split('\n').some((line) => /\p{Cc}/u.test(line));
}

export function parseSignatureLine(line: string): SignatureLine | null {
  const found = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
  const bytes = Buffer.from(found?.[2] ?? '', 'base64');
  return found?.[1] === undefined || bytes.length <= ID_BYTES ? null : { name: found[1], bytes };
}

/** Whether one of the signatures is this verifier's; one of its key that does not fit spoils the note. */
export function isSignedBy({ text, signatures }: SignedNote, verifier: Verifier): boolean {
  const own = signatures.filter(
    ({ name, bytes }) => name === verifier.name && bytes.subarray(0, ID_BYTES).equals(verifier.id),
  );
  return own.length > 0 && own.every(({ bytes }) => fits(text, bytes.subarray(ID_BYTES), verifier));
}

function fits(text: string, signature: Buffer, { kind, key }: Verifier): boolean {
  if (kind === 'note') return verify(null, Buffer.from(text), key, signature);
  if (signature.length !== TIME_BYTES + 64) return false;
  const signed = cosignedText(text, signature.readBigUInt64BE());
  return verify(null, Buffer.from(signed), key, signature.subarray(TIME_BYTES));
}

const checkpointLines = z.tuple([
  z.string().min(1),
  z.string().regex(/^(0|[1-9]\d{0,14})$/),
  z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
]);

/** Origin, size and root of a checkpoint's text; extension lines are ignored. Null when it is none. */
export function parseCheckpoint(text: string): Checkpoint | null {
  const parsed = checkpointLines.safeParse(text.split('\n').slice(0, 3));
  if (!parsed.success) return null;
  const [origin, size, root] = parsed.data;
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}
