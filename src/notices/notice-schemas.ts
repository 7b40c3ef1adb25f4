import { z } from 'zod';
import { idSchema, pageOf, pageQuery, timestampSchema } from '../http/schemas.js';
import { NOTICE_TEMPLATES } from './notice-texts.js';

export const boxQuery = z.object({
  ...pageQuery,
  unread: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

export const noticeView = z.object({
  id: idSchema,
  template: z.enum(NOTICE_TEMPLATES),
  title: z.string(),
  text: z.string(),
  on: timestampSchema,
  read: z.boolean(),
});
export const noticeList = pageOf(noticeView);

export const letterView = z.object({
  id: idSchema,
  template: z.enum(NOTICE_TEMPLATES),
  recipient: z.object({ kind: z.string(), id: z.string() }),
  createdAt: timestampSchema,
});
export const letterList = z.object({ items: z.array(letterView) });
