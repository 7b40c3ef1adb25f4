import sharp from 'sharp';
import { DomainError } from '../domain/errors.js';
import { endWithParent } from '../platform/guarded-child.js';
import type { DecodeReply, DecodeRequest } from './decoder-messages.js';
import { examineInProcess } from './examine-file.js';

/**
 * The process that touches strangers' bytes. It gets no secrets (decoder.ts passes no environment), reads no files
 * beyond its own code, and knows only the four picture decoders we accept.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadTiff'],
});
sharp.cache(false);
sharp.concurrency(1);

process.on('message', (request: DecodeRequest) => {
  void answer(request).then((reply) => process.send?.(reply));
});
endWithParent();
// Tells the parent that files can come.
process.send?.('ready');

async function answer({ job, bytes }: DecodeRequest): Promise<DecodeReply> {
  try {
    return { job, file: await examineInProcess(Buffer.from(bytes)) };
  } catch (error) {
    if (error instanceof DomainError) return { job, refused: error.code };
    return { job, broken: error instanceof Error ? `${error.name}: ${error.message}` : typeof error };
  }
}
