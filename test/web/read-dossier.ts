import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { documentModel, type DocumentRow } from '../../src/documents/document-model.js';
import { settleAsReady } from '../../src/documents/settle-document.js';
import type { Extraction } from '../../src/domain/ocr-fields.js';
import type { TestContext } from '../support/app.js';
import { fixtureDossier, fixtureFile } from '../support/dossiers.js';
import type { Agent } from '../support/seed.js';

const dossier = fixtureDossier('clean');
/** What the readers read on the papers of `clean`, recorded: no reader has to start. */
export const READINGS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../fixtures/readings/clean.json'), 'utf8'),
) as Record<string, Extraction>;

type From = readonly [context: TestContext, reseller: Agent];

export async function draftFor(reseller: Agent, number: string, declared: object = dossier.declared): Promise<string> {
  await reseller.post('/api/v1/reservations').send({ number, subscriber: { name: dossier.declared.entity.name } });
  const answer = await reseller.post('/api/v1/applications').send({ numbers: [number], ...declared });
  expect(answer.status, answer.text).toBe(201);
  return (answer.body as { id: string }).id;
}

/** A draft for `number` with all papers of the specimen dossier, their readings as recorded. */
export async function draftWithPapers(...[context, reseller, number]: [...From, number: string]): Promise<string> {
  const id = await draftFor(reseller, number);
  for (const kind of Object.keys(dossier.files)) {
    const file = fixtureFile(dossier, kind);
    const sent = await reseller
      .post(`/api/v1/applications/${id}/documents`)
      .field('kind', kind)
      .attach('file', file.bytes, file.name);
    const row = await documentModel(context.deps.db)
      .findById((sent.body as { id: string }).id)
      .orFail()
      .lean<DocumentRow>();
    const reading = READINGS[kind];
    if (reading === undefined) throw new Error(`no reading of ${kind}`);
    await settleAsReady(context.deps, row, reading);
  }
  await reseller.post(`/api/v1/applications/${id}/evaluation`);
  return id;
}

/** The whole specimen dossier, submitted. */
export async function givenCleanDossier(...[context, reseller]: From): Promise<string> {
  const id = await draftWithPapers(context, reseller, dossier.number);
  const answer = await reseller.post(`/api/v1/applications/${id}/submit`);
  expect(answer.status, answer.text).toBe(200);
  return id;
}

/** Without papers: what fails is contested, so that a person must look. */
export async function givenContested(reseller: Agent, number: string, declared?: object): Promise<string> {
  const id = await draftFor(reseller, number, declared);
  const evaluation = await reseller.post(`/api/v1/applications/${id}/evaluation`);
  const { checks } = evaluation.body as { checks: { code: string; status: string }[] };
  const codes = new Set(checks.filter(({ status }) => status === 'fail').map(({ code }) => code));
  const contest = [...codes].map((checkCode) => ({ checkCode, reason: '样本：请人工核对' }));
  const answer = await reseller.post(`/api/v1/applications/${id}/submit`).send({ contest });
  expect(answer.status, answer.text).toBe(200);
  return id;
}
