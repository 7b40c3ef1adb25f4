import { Readable } from 'node:stream';
import { MemoryLocker, Server } from '@tus/server';
import type { Request, Response } from 'express';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.js';
import { DomainError, type ErrorCode } from '../../domain/errors.js';
import { TusStore, type UploadDesk } from './tus-store.js';

/** Holds requests for one upload apart within this process; between processes the offset in the row does. */
const locker = new MemoryLocker();
const CARRIED = ['tus-resumable', 'upload-offset', 'upload-length', 'location', 'cache-control'];
const CODES: Readonly<Partial<Record<number, ErrorCode>>> = {
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  410: 'NOT_FOUND',
  413: 'FILE_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

export interface TusTarget {
  /** Of an upload that was begun; a new one is made by POST. */
  readonly id?: string;
  /** Where uploads of this kind are found, e.g. `/api/v1/uploads`. */
  readonly path: string;
}

/**
 * Answers one request of the tus protocol 1.0.0 (core, creation, termination). Refusals are thrown, so that they come as
 * problems in the reader's language like all others.
 * @throws DomainError what the store and the desk throw; NOT_FOUND | CONFLICT (another offset) | BAD_REQUEST (no tus)
 */
export async function answerTus(
  deps: Deps,
  desk: UploadDesk,
  { id, path }: TusTarget,
  request: Request,
  response: Response,
): Promise<void> {
  const failures: unknown[] = [];
  const server = new Server({
    path,
    locker,
    datastore: new TusStore(deps, desk),
    relativeLocation: true,
    namingFunction: () => new Types.ObjectId().toHexString(),
    getFileIdFromRequest: () => id,
    onResponseError: (_request, error) => {
      failures.push(error);
      return undefined;
    },
  });
  const answer = await server.handleWeb(webRequestOf(request));
  response.set('Tus-Resumable', '1.0.0');
  if (answer.status >= 400) throw refusalOf(answer.status, failures[0]);
  for (const name of CARRIED) {
    const value = answer.headers.get(name);
    if (value !== null) response.set(name, value);
  }
  response.set('Cache-Control', 'no-store').status(answer.status).end();
}

/** @returns the error to throw: ours as it is, tus's by its status */
function refusalOf(status: number, failure: unknown): Error {
  if (failure instanceof Error) return failure;
  return new DomainError(CODES[status] ?? 'BAD_REQUEST');
}

function webRequestOf(request: Request): globalThis.Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const url = new URL(request.originalUrl, 'http://upload.invalid');
  const hasBody = request.method === 'POST' || request.method === 'PATCH';
  return new globalThis.Request(url, {
    method: request.method,
    headers,
    ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' } : {}),
  });
}
