import { Schema } from 'mongoose';
import { defineModel } from '../platform/mongo.js';

/** Hashes of a tile, `_id` `LEVEL/INDEX`. It only ever grows, up to 256 hashes of 32 bytes. */
export interface LogTileRow {
  _id: string;
  hashes: Buffer;
}

export const logTileModel = defineModel<LogTileRow>(
  'LogTile',
  new Schema(
    { _id: { type: String, required: true }, hashes: { type: Buffer, required: true } },
    { versionKey: false, _id: false },
  ),
  'log_tiles',
);
