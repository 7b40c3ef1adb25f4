import type { Readable } from 'node:stream';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { LIMITS, SheetError } from './sheet-row.js';

/** The parts of an Office file, opened one at a time as streams. */
export class ZipParts {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /**
   * Reads the list of parts and refuses what would unpack to more than a workbook can be. The library compares what a part
   * unpacks to with what the list says, so the list cannot lie.
   * @throws SheetError FILE_DAMAGED | FILE_BOMB
   */
  static async open(bytes: Buffer): Promise<ZipParts> {
    try {
      const zip = await openZip(bytes);
      return new ZipParts(zip, await listParts(zip));
    } catch (error) {
      throw error instanceof SheetError ? error : new SheetError('FILE_DAMAGED');
    }
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * What a part unpacks to. A part that packs far better than a sheet does ends in FILE_BOMB while it is read: what stands
   * at its beginning may say more exactly what is wrong.
   * @throws SheetError FILE_DAMAGED when there is no such part, or it is encrypted
   */
  async stream(name: string): Promise<Readable> {
    const entry = this.entries.get(name);
    if (entry === undefined || entry.isEncrypted()) throw new SheetError('FILE_DAMAGED');
    return new Promise((resolve, reject) => {
      this.zip.openReadStream(entry, (error, stream) => {
        if (error === null) resolve(stream.compose(atMost(allowedBytes(entry))) as Readable);
        else reject(new SheetError('FILE_DAMAGED'));
      });
    });
  }
}

const allowedBytes = ({ compressedSize }: Entry) => Math.max(LIMITS.ratioFreeBytes, compressedSize * LIMITS.ratio);

function atMost(most: number): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    let total = 0;
    for await (const chunk of source) {
      total += chunk.length;
      if (total > most) throw new SheetError('FILE_BOMB');
      yield chunk;
    }
  };
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(error);
    });
  });
}

function listParts(zip: ZipFile): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>();
  let unpacked = 0;
  if (zip.entryCount > LIMITS.parts) throw new SheetError('FILE_BOMB');
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(parts));
    zip.on('entry', (entry: Entry) => {
      unpacked += entry.uncompressedSize;
      if (unpacked > LIMITS.partBytes) {
        reject(new SheetError('FILE_BOMB'));
        return;
      }
      parts.set(entry.fileName.replace(/^\//, ''), entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}
