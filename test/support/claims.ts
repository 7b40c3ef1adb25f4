import type { Express } from 'express';
import request from 'supertest';
import { expect } from 'vitest';
import { loadApplication } from '../../src/applications/application-queries.js';
import { noticeModel, type NoticeRow } from '../../src/notices/notice-model.js';
import { openNotice } from '../../src/notices/send-notice.js';
import type { TestContext } from './app.js';
import { fixtureDossier } from './dossiers.js';
import { signIn, type Agent } from './seed.js';

export const CLAIMANT = {
  email: 'owner@holder.example',
  password: 'Str0ng!pass-for-owners',
  name: '样本负责人',
  mobile: '13800138000',
} as const;

/** Claims the entity of the dossier `clean` as its legal representative, signs in and confirms the contact. */
export async function claimed(
  context: TestContext,
  app: Express,
  more: object = {},
): Promise<{ readonly id: string; readonly owner: Agent }> {
  const { entity, legalRepresentative } = fixtureDossier('clean').declared;
  const body = { ...CLAIMANT, entity, legalRepresentative, ...more };
  const answer = await request(app).post('/api/v1/owner-claims').send(body);
  expect(answer.status, answer.text).toBe(201);
  const id = (answer.body as { applicationId: string }).applicationId;
  const { email, password } = body;
  expect((await request(app).post('/api/v1/sessions').send({ email, password })).status).toBe(201);
  const createdBy = (await loadApplication(context.deps, id))?.createdBy ?? '';
  return { id, owner: await signIn(context.deps, app, { id: createdBy }) };
}

export async function confirmContact(context: TestContext, owner: Agent, id: string): Promise<void> {
  expect((await owner.post(`/api/v1/applications/${id}/contact-codes`).send({ channel: 'sms' })).status).toBe(202);
  const { code = '' } = await lastParams(context, 'contact_code');
  const confirmed = await owner.post(`/api/v1/applications/${id}/contact-confirmations`).send({ code });
  expect(confirmed.status, confirmed.text).toBe(204);
}

/** What the latest message of a template said: tests read it where the gateway would. */
export async function lastParams(
  context: TestContext,
  template: NoticeRow['template'],
): Promise<Record<string, string>> {
  const row = await noticeModel(context.deps.db)
    .findOne({ template })
    .sort({ createdAt: -1, _id: -1 })
    .lean<NoticeRow>();
  if (row === null) throw new Error(`no notice ${template}`);
  return openNotice(context.deps, row).params;
}
