import type { Readable } from 'node:stream';
import sax from 'sax';
import { SheetError } from './sheet-row.js';

export interface XmlListener {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

/**
 * Reads XML as it streams in, names without their prefix. A document type is refused: an Office file has none, and entities
 * are how a kilobyte becomes a gigabyte.
 * @yields after every chunk, so that a caller can take what the listener gathered
 * @throws SheetError FILE_DAMAGED | FILE_BOMB
 */
export async function* xmlEvents(stream: Readable, listener: XmlListener): AsyncGenerator<void> {
  const parser = new sax.SAXParser(true, {});
  const refuse = (fault: 'FILE_DAMAGED' | 'FILE_BOMB') => () => {
    throw new SheetError(fault);
  };
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.onerror = refuse('FILE_DAMAGED');
  parser.ondoctype = refuse('FILE_BOMB');
  parser.onopentag = (tag) => listener.open(local(tag.name), (tag as sax.Tag).attributes);
  parser.onclosetag = (name) => listener.close(local(name));
  parser.ontext = listener.text;
  parser.oncdata = listener.text;
  stream.setEncoding('utf8');
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      parser.write(chunk);
      yield;
    }
    parser.close();
    yield;
  } catch (error) {
    // The library of the archive says so when a part is longer than the archive claims, or does not unpack.
    throw error instanceof SheetError ? error : new SheetError('FILE_DAMAGED');
  } finally {
    stream.destroy();
  }
}

/** For parts that are read whole. */
export async function readXml(stream: Readable, listener: XmlListener): Promise<void> {
  const events = xmlEvents(stream, listener);
  while ((await events.next()).done !== true);
}
