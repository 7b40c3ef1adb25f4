import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel, Message } from './channel.js';

/** For the demo: each message becomes a file that only its owner reads, instead of leaving the machine. */
export class FileChannel implements Channel {
  constructor(private readonly folder: string) {}

  async deliver({ id, to, title, text }: Message): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(join(this.folder, `${id}.txt`), `${to}\n${title}\n\n${text}\n`, { mode: 0o600 });
  }

  close(): void {
    // Nothing stays open.
  }
}
