import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import type { z } from 'zod';

/** JSON lines that a run appends to and another goes on with; a last line that a killed run left unfinished is passed over. */
export async function readLines<T extends z.ZodType>(file: string, schema: T): Promise<z.output<T>[]> {
  const text = existsSync(file) ? await readFile(file, 'utf8') : '';
  return text.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch {
      return [];
    }
  });
}

export async function appendLine(file: string, value: object): Promise<void> {
  await appendFile(file, `${JSON.stringify(value)}\n`);
}
