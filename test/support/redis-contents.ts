import { Redis } from 'ioredis';

/** All keys that name `marker`, with everything they hold, as one text: what a leak would be found in. */
export async function redisContents(url: string, marker: string): Promise<string> {
  const redis = new Redis(url);
  const parts: string[] = [];
  for await (const keys of redis.scanStream({ match: `*${marker}*`, count: 500 })) {
    for (const key of (keys as string[]).map(String)) parts.push(key, JSON.stringify(await contentOf(redis, key)));
  }
  redis.disconnect();
  return parts.join('\n');
}

async function contentOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, '0', '-1');
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}
