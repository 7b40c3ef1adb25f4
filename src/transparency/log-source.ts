import { tileIndexPath, TILE_WIDTH, type TileName } from './tile.js';

/** Where a log is read from: HTTP for anybody, the database for the monitor. Null for what is not there. */
export interface LogSource {
  tile(name: TileName, width: number): Promise<Buffer | null>;
  entries(index: number, width: number): Promise<Buffer | null>;
}

/** A log over HTTP (C2SP tlog-tiles). @param base address of the installation, without `/log` */
export class HttpLog implements LogSource {
  constructor(private readonly base: string) {}

  tile({ level, index }: TileName, width: number): Promise<Buffer | null> {
    return this.get(`tile/${level}/${tileIndexPath(index)}${suffix(width)}`);
  }

  entries(index: number, width: number): Promise<Buffer | null> {
    return this.get(`tile/entries/${tileIndexPath(index)}${suffix(width)}`);
  }

  /** @throws Error when the server cannot be reached */
  async text(name: 'checkpoint' | 'vkey'): Promise<string | null> {
    return (await this.get(name))?.toString() ?? null;
  }

  private async get(path: string): Promise<Buffer | null> {
    const answer = await fetch(`${this.base}/log/${path}`);
    const body = Buffer.from(await answer.arrayBuffer());
    return answer.ok ? body : null;
  }
}

const suffix = (width: number): string => (width === TILE_WIDTH ? '' : `.p/${width}`);
