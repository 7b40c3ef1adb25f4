import { readFile } from 'node:fs/promises';

/** Field numbers of ONNX's protocol buffers (onnx.proto): ModelProto.metadata_props, StringStringEntryProto.key and value. */
const METADATA = 14;
const KEY = 1;
const VALUE = 2;

/**
 * The characters a recognition model knows, in the order of its classes, as its file says (metadata `character`).
 * @throws Error when the file says nothing of the kind
 */
export async function dictionaryOf(modelFile: string): Promise<string[]> {
  for (const [field, entry] of fieldsOf(await readFile(modelFile))) {
    if (field !== METADATA) continue;
    const parts = new Map(fieldsOf(entry));
    if (parts.get(KEY)?.toString() === 'character') return parts.get(VALUE)?.toString().split('\n') ?? [];
  }
  throw new Error(`${modelFile} does not say which characters it knows`);
}

/** The length-delimited fields of a protocol buffer; numbers among them are passed over. */
function* fieldsOf(buffer: Buffer): Generator<[field: number, content: Buffer]> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = buffer[at] ?? 0;
      at += 1;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < buffer.length) {
    const tag = varint();
    const wire = tag % 8;
    if (wire === 0) varint();
    else if (wire === 1) at += 8;
    else if (wire === 5) at += 4;
    else {
      const length = varint();
      yield [Math.floor(tag / 8), buffer.subarray(at, at + length)];
      at += length;
    }
  }
}
