import express, { type RequestHandler, type Router } from 'express';
import type { Deps } from '../deps.js';
import { houseOf } from './house.js';
import { markModel, type MarkRow } from './mark-model.js';

/** Marks by their content, so that browsers may keep them for ever; outside the API's prefix. */
export function createMarks(deps: Pick<Deps, 'db'>): Router {
  const router = express.Router();
  router.get('/brand/:file', async (request, response, next) => {
    const id = /^([0-9a-f]{64})\.png$/.exec(request.params.file)?.[1];
    const row = id === undefined ? null : await markModel(deps.db).findOne({ _id: id }).lean<MarkRow>();
    if (row === null) {
      next();
      return;
    }
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type('png');
    // `lean` gives the driver's own kind of bytes.
    response.send(Buffer.from(row.png.buffer));
  });
  return router;
}

/** Tells the public pages who runs this installation. */
export function showHouse(deps: Pick<Deps, 'policy'>): RequestHandler {
  return (_request, response, next) => {
    response.locals['house'] = houseOf(deps.policy);
    next();
  };
}
