import sharp from 'sharp';
import { endWithParent } from '../../../src/platform/guarded-child.js';
import { createEngines } from '../engines.js';
import { extractDocument } from '../pipeline.js';
import type { ReadReply, ReadRequest } from './reader-messages.js';

/**
 * One reader: its own PP-OCR engine and Tesseract workers, one document at a time. Native code that hangs or dies takes this
 * process with it and nothing else. It gets no secrets and reads no files but its own code and models.
 */
endWithParent();
sharp.cache(false);
sharp.concurrency(1);
const engines = await createEngines({ concurrency: 1 });
process.on('message', (request: ReadRequest) => {
  void answer(request).then(send);
});
process.send?.('ready');

async function answer({ job, pages, claimed, today }: ReadRequest): Promise<ReadReply> {
  try {
    const given = pages.map((page) => ({ ...page, image: Buffer.from(page.image) }));
    const extraction = await extractDocument(given, claimed, engines, {
      onStage: (stage, milliseconds) => send({ job, stage, milliseconds }),
      ...(today === undefined ? {} : { today }),
    });
    return { job, extraction };
  } catch (error) {
    return { job, error: error instanceof Error ? error.message : String(error) };
  }
}

function send(reply: ReadReply): void {
  process.send?.(reply);
}
