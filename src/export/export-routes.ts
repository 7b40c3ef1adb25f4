import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { z } from 'zod';
import type { Deps } from '../deps.js';
import { UploadSlots } from '../documents/upload-slots.js';
import { DomainError } from '../domain/errors.js';
import { route, type Route } from '../http/route.js';
import { createLookUp, type LookUp } from '../lookup/look-up.js';
import { registerLines, type ExportRequest } from './register-lines.js';

const query = z.object({
  since: z.coerce.number().int().min(0).optional().meta({ description: '`seq` of the last export’s header: a delta' }),
});

/** The whole register and its deltas, gzipped NDJSON. */
export function exportRoutes(deps: Deps): Route[] {
  const lookUp = createLookUp(deps);
  // Each runs for minutes on a large register and reads all of it.
  const running = new UploadSlots(2, 4);
  const send = async (response: Response, request: ExportRequest): Promise<null> => {
    await running.run(() => stream(deps, lookUp, response, request));
    return null;
  };
  return [
    route({
      method: 'get',
      path: '/export/register.ndjson.gz',
      operation: 'exportRegister',
      tag: 'export',
      access: 'export.read',
      summary: 'The register with the log’s checkpoint, or what changed since an earlier export',
      query,
      replies: { 200: null },
      errors: ['VALIDATION_FAILED', 'RATE_LIMITED'],
      handle: ({ response, query: { since } }) => send(response, { since: since ?? null, soleTraders: true }),
    }),
    route({
      method: 'get',
      path: '/export/public.ndjson.gz',
      operation: 'exportPublicRegister',
      tag: 'export',
      access: 'public',
      summary: 'The same for everybody, without sole traders, where the installation allows it (`PUBLIC_EXPORT=1`)',
      query,
      replies: { 200: null },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'RATE_LIMITED'],
      handle: ({ response, query: { since } }) => {
        if (!deps.config.PUBLIC_EXPORT) throw new DomainError('NOT_FOUND');
        return send(response, { since: since ?? null, soleTraders: false });
      },
    }),
  ];
}

/** A client that goes away ends the reading; a fault in the middle cuts the stream, which then lacks its last line. */
async function stream(deps: Deps, lookUp: LookUp, response: Response, request: ExportRequest): Promise<void> {
  response.status(200).set({
    'Content-Type': 'application/gzip',
    'Content-Disposition': 'attachment; filename="register.ndjson.gz"',
    'Cache-Control': 'no-store',
  });
  try {
    await pipeline(Readable.from(registerLines(deps, lookUp, request)), createGzip(), response);
  } catch (error) {
    deps.logger.warn({ err: error }, 'an export ended early');
    response.destroy();
  }
}
