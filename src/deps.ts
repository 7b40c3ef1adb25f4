import type { Redis } from 'ioredis';
import type { Connection } from 'mongoose';
import type { BusinessStatusSource } from './checks/business-status.js';
import type { Policy } from './checks/policy.js';
import type { Config } from './config.js';
import type { EventFeed } from './events/event-feed.js';
import type { Jobs } from './jobs/jobs.js';
import type { AnswerCache } from './lookup/answer-cache.js';
import type { Cipher } from './platform/cipher.js';
import type { Clock } from './platform/clock.js';
import type { FileStore } from './platform/file-store.js';
import type { Logger } from './platform/logger.js';
import type { Metrics } from './platform/metrics.js';
import type { PolicySource } from './policies/policy-source.js';

/** What the composition root hands to every feature. Nothing else is global. */
export interface Deps {
  readonly config: Config;
  /** As it is at the moment it is read. */
  readonly policy: Policy;
  readonly policies: PolicySource;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly db: Connection;
  readonly redis: Redis;
  readonly cipher: Cipher;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly feed: EventFeed;
  readonly answers: AnswerCache;
  readonly metrics: Metrics;
  readonly businessStatus: BusinessStatusSource;
}
