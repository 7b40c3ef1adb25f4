import { z } from 'zod';
import { idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';

export const createApiKeyBody = z.strictObject({
  name: z.string().trim().min(1).max(100).meta({ description: 'what the key is for', example: 'billing system' }),
});

export const apiKeyView = z
  .object({
    id: idSchema,
    name: z.string(),
    hint: z.string().meta({ description: 'the first characters of the key' }),
    createdBy: idSchema,
    createdAt: timestampSchema,
    lastUsedAt: timestampSchema.nullable(),
    revokedAt: timestampSchema.nullable(),
  })
  .meta({ id: 'ApiKey' });

export const newApiKey = apiKeyView
  .extend({
    key: z
      .string()
      .regex(/^r4_[\w-]{43}$/)
      .meta({ description: 'shown once; send as `Authorization: Bearer`' }),
  })
  .meta({ id: 'NewApiKey' });
export const apiKeyList = pageOf(apiKeyView);
export const apiKeyQuery = z.object(pageQuery);
