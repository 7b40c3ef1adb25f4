import type { Readable } from 'node:stream';
import { DataStore, Upload } from '@tus/server';
import { Types } from 'mongoose';
import type { Deps } from '../../deps.js';
import { DomainError, type ErrorCode } from '../../domain/errors.js';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { parse } from '../../http/mount.js';
import { uploadFields } from '../document-schemas.js';
import { MAX_BYTES } from '../receive-upload.js';
import { partialUploadModel, type PartialUploadRow } from './partial-upload-model.js';
import { findPartialUpload } from './partial-upload-queries.js';
import { becomeDocument, eraseUpload, expiryFrom, keepPiece, openPieces } from './sealed-pieces.js';

/** Bytes held in memory before they are sealed and counted: on a slow line, what a broken connection may cost. */
const PIECE = 256 * 1024;
/** Open at once for one dossier: more than a person has papers, and a bound on what a fault can fill. */
const MOST_OPEN = 60;

/** Refusals of the intake that say nothing against the document: what arrived stays, and the last piece may be sent again. */
const MAY_PASS: ReadonlySet<ErrorCode> = new Set(['CONFLICT', 'RATE_LIMITED', 'STORAGE_FULL', 'UNAVAILABLE']);

/** What a tus request is about, and how a document that has arrived whole is taken in. */
export interface UploadDesk {
  readonly applicationId: string;
  readonly actorId: string;
  /** @throws DomainError when a document of this kind cannot be taken in anyway */
  readonly requireOpen: (kind: DocumentKind) => Promise<void>;
  /** Takes it in; returns the document's id. @throws DomainError of `uploadDocument` */
  readonly finish: (kind: DocumentKind, bytes: Buffer) => Promise<string>;
}

/**
 * The tus server's store: rows in MongoDB, sealed pieces in the file store, never a plain byte on disk. The last piece
 * counts only once the dossier has taken the document in, so an upload that says it is complete is a document.
 */
export class TusStore extends DataStore {
  constructor(
    private readonly deps: Deps,
    private readonly desk: UploadDesk,
  ) {
    super();
    this.extensions = ['creation', 'termination'];
  }

  /** @throws DomainError VALIDATION_FAILED | FILE_EMPTY | FILE_TOO_LARGE | RATE_LIMITED and what `requireOpen` throws */
  override async create(upload: Upload): Promise<Upload> {
    const { kind } = parse(uploadFields, upload.metadata ?? {});
    const size = upload.size ?? 0;
    if (size === 0) throw new DomainError('FILE_EMPTY');
    if (size > MAX_BYTES) throw new DomainError('FILE_TOO_LARGE');
    await this.desk.requireOpen(kind);
    const { applicationId, actorId } = this.desk;
    const uploads = partialUploadModel(this.deps.db);
    if ((await uploads.countDocuments({ applicationId, documentId: null })) >= MOST_OPEN)
      throw new DomainError('RATE_LIMITED', { retryAfterSeconds: 3_600 });
    await uploads.insertMany([
      {
        _id: new Types.ObjectId(upload.id),
        applicationId,
        kind,
        size,
        offset: 0,
        pieces: [],
        files: [],
        documentId: null,
        startedBy: actorId,
        expiresAt: expiryFrom(this.deps.clock.now()),
      },
    ]);
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, offset } = await findPartialUpload(this.deps, id);
    return new Upload({ id, size, offset });
  }

  override async remove(id: string): Promise<void> {
    await eraseUpload(this.deps, await findPartialUpload(this.deps, id));
  }

  /** @returns bytes that count now; what arrived before a line broke is kept */
  override async write(stream: Readable, id: string): Promise<number> {
    let row = await findPartialUpload(this.deps, id);
    let held: Buffer[] = [];
    let bytes = 0;
    const keep = async () => {
      if (bytes === 0) return;
      const plain = Buffer.concat(held, bytes);
      [held, bytes] = [[], 0];
      row = await this.take(row, plain);
    };
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        held.push(chunk);
        bytes += chunk.length;
        if (bytes >= PIECE) await keep();
      }
    } catch (error) {
      // The line broke; a refusal of ours left nothing in hand.
      await keep();
      throw error;
    }
    await keep();
    return row.offset;
  }

  private async take(row: PartialUploadRow, plain: Buffer): Promise<PartialUploadRow> {
    if (row.offset + plain.length < row.size) return keepPiece(this.deps, row, plain);
    try {
      const bytes = Buffer.concat([await openPieces(this.deps, row), plain]);
      await becomeDocument(this.deps, row, await this.desk.finish(row.kind, bytes));
    } catch (error) {
      if (error instanceof DomainError && !MAY_PASS.has(error.code)) await eraseUpload(this.deps, row);
      throw error;
    }
    return { ...row, offset: row.size };
  }
}
