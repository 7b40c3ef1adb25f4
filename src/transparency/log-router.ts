import express, { type Request, type Response, type Router } from 'express';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { acceptCosignatures } from './accept-cosignatures.js';
import { newestCheckpoint, noteOf, witnessedCheckpoint } from './checkpoint-queries.js';
import { logTreeModel, type LogTreeRow } from './log-tree-model.js';
import { vkeyOf } from './note.js';
import { entryBundle, levelsOf, levelWidth, parseTilePath, TILE_WIDTH, tileKey } from './tile.js';
import { loadLeaves, loadTiles } from './tile-store.js';

const HASH_BYTES = 32;
const FOREVER = 'public, max-age=31536000, immutable';
const BRIEFLY = 'public, max-age=2';
const TEXT = 'text/plain; charset=utf-8';

/**
 * The transparency log as static resources below `/log` (C2SP tlog-tiles), for any cache or CDN in front, and the one place
 * where witnesses leave their cosignatures.
 */
export function createLogRouter(deps: Deps): Router {
  const router = express.Router();
  router.use((_request, response, next) => {
    response.locals['route'] = '/log';
    response.set('Access-Control-Allow-Origin', '*').set('Cross-Origin-Resource-Policy', 'cross-origin');
    next();
  });
  router.get('/checkpoint', async (_request, response) => {
    sendText(response, noteOf(await newestCheckpoint(deps)), BRIEFLY);
  });
  router.get('/checkpoint/witnessed', async (_request, response) => {
    const checkpoint = await witnessedCheckpoint(deps);
    if (checkpoint === null) throw new DomainError('NOT_FOUND');
    sendText(response, noteOf(checkpoint), BRIEFLY);
  });
  router.get('/vkey', async (_request, response) => {
    const { origin, publicKey } = await treeOf(deps);
    sendText(response, `${vkeyOf(origin, Buffer.from(publicKey, 'base64'))}\n`, 'public, max-age=3600');
  });
  router.get('/tile/entries/*path', async (request, response) => {
    const { index, width } = tileIn(request);
    const { size } = await treeOf(deps);
    if (index * TILE_WIDTH + width > size) throw new DomainError('NOT_FOUND');
    const leaves = await loadLeaves(deps.db, index * TILE_WIDTH, width);
    if (leaves.length !== width) throw new Error(`entry bundle ${index} has ${leaves.length} of ${width} leaves`);
    sendBytes(response, entryBundle(leaves.map(({ leaf }) => leaf)));
  });
  router.get('/tile/:level/*path', async (request, response) => {
    const { index, width } = tileIn(request);
    const level = levelIn(request);
    const { size } = await treeOf(deps);
    if (!levelsOf(size).includes(level) || index * TILE_WIDTH + width > levelWidth(level, size))
      throw new DomainError('NOT_FOUND');
    const hashes = (await loadTiles(deps.db, [{ level, index }])).get(tileKey({ level, index }));
    if (hashes === undefined || hashes.length < width * HASH_BYTES) throw new Error('a tile is missing or too short');
    sendBytes(response, hashes.subarray(0, width * HASH_BYTES));
  });
  router.post('/cosignatures', express.text({ type: () => true, limit: '64kb' }), async (request, response) => {
    const body: unknown = request.body;
    const accepted = await acceptCosignatures(deps, typeof body === 'string' ? body : '');
    sendText(response, accepted, 'no-store');
  });
  return router;
}

async function treeOf({ db }: Pick<Deps, 'db'>): Promise<LogTreeRow> {
  return logTreeModel(db).findOne({ _id: 'log' }).orFail(new DomainError('NOT_FOUND')).lean<LogTreeRow>();
}

/** @throws DomainError NOT_FOUND for a path that tlog-tiles does not know */
function tileIn(request: Request): { index: number; width: number } {
  const path: unknown = request.params['path'];
  const found = parseTilePath(Array.isArray(path) ? path.join('/') : '');
  if (found === null) throw new DomainError('NOT_FOUND');
  return found;
}

function levelIn(request: Request): number {
  const level: unknown = request.params['level'];
  if (typeof level !== 'string' || !/^(0|[1-9]|[1-5]\d|6[0-3])$/.test(level)) throw new DomainError('NOT_FOUND');
  return Number(level);
}

function sendText(response: Response, text: string, cache: string): void {
  response.set('Content-Type', TEXT).set('Cache-Control', cache).send(text);
}

function sendBytes(response: Response, bytes: Buffer): void {
  response.set('Content-Type', 'application/octet-stream').set('Cache-Control', FOREVER).send(bytes);
}
