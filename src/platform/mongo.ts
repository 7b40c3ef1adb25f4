import mongoose, { type ClientSession, type Connection, type Model, type Schema } from 'mongoose';
import { withNotes } from './transaction-notes.js';

// Every operation inside `inTransaction` joins the transaction by itself: `Model.create(obj, {session})` and friends
// would otherwise write outside it (platform.md).
mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');
mongoose.plugin(refuseUndefinedFilters);

const FILTERED = [
  'countDocuments',
  'deleteMany',
  'deleteOne',
  'distinct',
  'find',
  'findOne',
  'findOneAndDelete',
  'findOneAndReplace',
  'findOneAndUpdate',
  'replaceOne',
  'updateMany',
  'updateOne',
] as const;

/** `findOne({k: undefined})` returns *some* document, which would cross organisations: refuse it everywhere. */
function refuseUndefinedFilters(schema: Schema): void {
  schema.pre([...FILTERED], { query: true, document: false }, function () {
    const undefinedKey = Object.entries(this.getFilter() as Record<string, unknown>).find(
      ([, value]) => value === undefined,
    );
    if (undefinedKey !== undefined) throw new TypeError(`filter member ${undefinedKey[0]} is undefined`);
  });
}

/** One model a collection, on the connection that is passed in. */
export function defineModel<Row>(
  name: string,
  schema: Schema<Row>,
  collection: string,
): (db: Connection) => Model<Row> {
  return (db) => (db.models[name] as Model<Row> | undefined) ?? db.model<Row>(name, schema, collection);
}

export async function connectMongo(uri: string): Promise<Connection> {
  return mongoose
    .createConnection(uri, { autoIndex: false, serverSelectionTimeoutMS: 5_000, maxPoolSize: 50, retryWrites: true })
    .asPromise();
}

/**
 * Runs `work` in one transaction; write conflicts (112) are retried by the driver, so `work` may run more than once:
 * no side effects outside MongoDB and no `Promise.all` inside (platform.md). What it noted as changed (transaction-notes.ts)
 * must have gone into an event by its end.
 */
export async function inTransaction<Result>(
  db: Connection,
  work: (session: ClientSession) => Promise<Result>,
): Promise<Result> {
  return db.transaction((session) => withNotes(() => work(session)), {
    readConcern: { level: 'snapshot' },
    writeConcern: { w: 'majority' },
  });
}

/** The error of a unique index, which a command turns into its domain's 409. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 11000;
}
