import { Schema, type Connection } from 'mongoose';
import { ConfigError } from '../../config.js';
import { defineModel } from '../../platform/mongo.js';

/** One row while a restore is under way; it stays when the restore is killed, and says that the registry is not whole. */
interface RestoreMark {
  readonly _id: 'restore';
  readonly begunAt: Date;
}

export const RESTORES = 'restores';

const restoreModel = defineModel<RestoreMark>(
  'Restore',
  new Schema<RestoreMark>({ _id: { type: String }, begunAt: { type: Date, required: true } }, { versionKey: false }),
  RESTORES,
);

export const HALF_RESTORED =
  '恢复未完成，数据不完整，请再次运行 npm run ops -- restore FOLDER --replace / a restore was not finished and the data are not whole: run npm run ops -- restore FOLDER --replace again';

export async function markRestore(db: Connection, begunAt: Date): Promise<void> {
  await restoreModel(db).updateOne({ _id: 'restore' }, { $set: { begunAt } }, { upsert: true });
}

export async function unmarkRestore(db: Connection): Promise<void> {
  await restoreModel(db).deleteOne({ _id: 'restore' });
}

export async function isHalfRestored(db: Connection): Promise<boolean> {
  return (await restoreModel(db).exists({ _id: 'restore' })) !== null;
}

/** Nobody may answer from half a registry. @throws ConfigError */
export async function refuseHalfRestored(db: Connection): Promise<void> {
  if (await isHalfRestored(db)) throw new ConfigError(HALF_RESTORED);
}
