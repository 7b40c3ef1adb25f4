// Stands for `npm start` in tests: provides both services for the folder in argv, says where they are, and lives on.
import { lockDataDir } from '../../src/platform/provision/data-dir-lock.js';
import { provisionMongo } from '../../src/platform/provision/provision-mongo.js';
import { provisionRedis } from '../../src/platform/provision/provision-redis.js';

const dataDir = process.argv[2] ?? '';
lockDataDir(dataDir);
const [mongo, redis] = await Promise.all([provisionMongo(dataDir, undefined), provisionRedis(dataDir, undefined)]);
console.log(JSON.stringify({ mongo: mongo.uri, redis: redis.uri }));
setInterval(() => undefined, 60_000);
