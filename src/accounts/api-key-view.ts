import type { z } from 'zod';
import type { ApiKeyRow } from './api-key-model.js';
import type { apiKeyView } from './api-key-schemas.js';

export function viewApiKey(row: ApiKeyRow): z.input<typeof apiKeyView> {
  return {
    id: row._id.toHexString(),
    name: row.name,
    hint: row.hint,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}
