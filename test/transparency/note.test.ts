import { describe, expect, it } from 'vitest';
import {
  checkpointText,
  cosign,
  isSignedBy,
  parseCheckpoint,
  parseNote,
  parseVkey,
  privateKeyOf,
  publicBytes,
  signNote,
  vkeyOf,
} from '../../src/transparency/note.js';

/** The example of Go's sumdb/note package. */
const GO = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  note:
    'If you think cryptography is the answer to your problem,\n' +
    'then you don’t know what your problem is.\n\n'.replace('’', "'") +
    '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
} as const;

const key = privateKeyOf(Buffer.alloc(32, 7));
const text = checkpointText({ origin: 'registry.example/log', size: 42, root: Buffer.alloc(32, 1) });
const vkey = vkeyOf('registry.example/log', publicBytes(key));
const verifier = parseVkey(vkey);
const parsed = (note: string) => parseNote(note) ?? expect.fail('no signed note');

describe('signed notes', () => {
  it('of Go’s own example are accepted', () => {
    const go = parseVkey(GO.vkey) ?? expect.fail('no key');
    expect(isSignedBy(parsed(GO.note), go)).toBe(true);
    expect(isSignedBy(parsed(GO.note.replace('answer', 'Answer')), go)).toBe(false);
  });

  it('are accepted with the right key, whoever else signed, and with no other', () => {
    const note = signNote(text, 'registry.example/log', key);
    const more = `${note}— somebody.example AAAAAAAAAAAA\n`;
    if (verifier === null) expect.fail('no key');
    expect(isSignedBy(parsed(more), verifier)).toBe(true);
    expect(parseCheckpoint(parsed(more).text)).toEqual({
      origin: 'registry.example/log',
      size: 42,
      root: Buffer.alloc(32, 1),
    });
    expect(isSignedBy(parsed(note.replace('\n42\n', '\n43\n')), verifier)).toBe(false);
    const other = parseVkey(vkeyOf('registry.example/log', publicBytes(privateKeyOf(Buffer.alloc(32, 8)))));
    expect(other !== null && isSignedBy(parsed(note), other)).toBe(false);
  });

  it.each(['', 'x\n', `${text}\n`, `${text}\n— a b\n`, `${text}\u0007\n— a AAAAAAAA\n`, `${text}\n— a AAAAAAAA`])(
    'are not %j',
    (note) => expect(parseNote(note)).toBeNull(),
  );

  it.each(['', 'a+00000000+AAAA', vkey.replace(/\+[0-9a-f]{8}\+/, '+00000000+'), vkey.slice(0, -4)])(
    'have no key %j',
    (wrong) => expect(parseVkey(wrong)).toBeNull(),
  );
});

describe('cosignatures', () => {
  const name = 'witness.example/w1';
  const witness = parseVkey(vkeyOf(name, publicBytes(key), 'witness')) ?? expect.fail('no key');
  const note = signNote(text, 'registry.example/log', key) + cosign(text, name, key, new Date('2026-11-25T10:00:00Z'));

  it('are accepted for their text and time', () => {
    expect(isSignedBy(parsed(note), witness)).toBe(true);
  });

  it('are refused with another time or another text', () => {
    const last = parsed(note).signatures.at(-1)?.bytes ?? expect.fail('no signature');
    const later = Buffer.from(last);
    later[11] = (later[11] ?? 0) ^ 1;
    const moved = note.replace(last.toString('base64'), later.toString('base64'));
    expect(isSignedBy(parsed(moved), witness)).toBe(false);
    expect(isSignedBy(parsed(note.replace('\n42\n', '\n41\n')), witness)).toBe(false);
  });
});
