import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { createRateLimit } from '../../src/http/rate-limit.js';
import { createTestContext, type TestContext } from '../support/app.js';

let context: TestContext;
beforeAll(async () => {
  context = await createTestContext();
});
afterAll(() => context.close());

describe('the pages inside the whole application', () => {
  it('keep their strict policy and lead to the documentation', async () => {
    const app = createApp(context.deps);
    const { status, headers, text } = await request(app).get('/');
    expect(status).toBe(200);
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect((await request(app).get(/href="(\/docs)"/.exec(text)?.[1] ?? '')).status).toBeLessThan(400);
    expect((await request(app).get(/href="(\/assets\/[^"]+\.css)"/.exec(text)?.[1] ?? '')).status).toBe(200);
  });

  it('limit how often one address may look up', async () => {
    const app = createApp(context.deps);
    const limit = createRateLimit(context.deps);
    await Promise.allSettled(Array.from({ length: 300 }, () => limit('127.0.0.1', null)));
    const { status, headers, text } = await request(app).get('/numbers/4008208820');
    expect(status).toBe(429);
    expect(headers['retry-after']).toMatch(/^\d+$/);
    expect(text).toContain('查询过于频繁');
  });
});
