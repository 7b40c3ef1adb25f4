import { expect } from 'vitest';
import { createApp } from '../../src/app.js';
import { takeComplaint } from '../../src/complaints/take-complaint.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { makeNotices } from '../../src/notices/make-notices.js';
import { bulkSheet, rowOf } from '../bulk/bulk-sheet.js';
import { HEADINGS, registerRow, usccOf } from '../operations/register-file.js';
import { writeSheet } from '../../src/operations/sheet/write-sheet.js';
import { claimed } from '../support/claims.js';
import { fixtureDossier } from '../support/dossiers.js';
import { Filing } from '../support/filing.js';
import { seedReseller, signInAll } from '../support/seed.js';
import { openOffice, type Office } from './console-office.js';
import { draftFor, draftWithPapers, givenCleanDossier, givenContested } from './read-dossier.js';

/** An office in the middle of its work: something in every state, long names among them, and the ids of one of each. */
export interface Furnished {
  readonly office: Office;
  /** What stands for the members of an address: `/applications/:id`. */
  readonly ids: Readonly<Record<string, string>>;
}

/** As long as the register of companies has them. */
const LONG_NAME = '样本市经济技术开发区内蒙古呼伦贝尔草原生态农牧业科技发展股份有限公司第一分公司';
const clean = fixtureDossier('clean');

export async function openFurnished(): Promise<Furnished> {
  const office = await openOffice();
  const { context, seeded } = office;
  const { deps } = context;
  const app = createApp(deps);
  const agents = await signInAll(deps, app, seeded);
  const { agentA, adminA, carrierAdmin, owner, reviewer1 } = agents;
  const filing = new Filing(context, agents);
  const expectDone = (answer: { readonly status: number; readonly text: string }) =>
    expect(answer.status, answer.text).toBeLessThan(300);

  // In service: one as it should be, one stopped, one contested by its holder, one that changes its reseller.
  const [working, stopped, contested, leaving] = ['4008880100', '4008880101', '4008880102', '4008880103'] as const;
  await filing.working(working, stopped, contested, leaving);
  const hold = { kind: 'arrears', reason: '账户余额不足，已欠费超过 30 天。', remedy: '缴清欠费后 48 小时内恢复。' };
  expectDone(await carrierAdmin.post(`/api/v1/numbers/${stopped}/suspend`).send(hold));
  expectDone(await owner.post(`/api/v1/owner/numbers/${contested}/dispute`).send({ reason: '本单位从未申请该号码' }));
  const change = { kind: 'reseller_change', numbers: [leaving], toResellerId: seeded.b.id };
  await filing.submit(owner, (await filing.open(owner, change)).id);

  // On the desk and the board.
  const review = await givenCleanDossier(context, agentA);
  const long = { ...clean.declared, entity: { ...clean.declared.entity, name: LONG_NAME } };
  for (const number of ['4008880010', '4008880011']) await givenContested(agentA, number, long);
  const approved = await givenContested(agentA, '4008880012');
  await filing.approve(approved);
  const draft = await draftWithPapers(context, agentA, '4008880020');
  await draftFor(agentA, '4008880021', { entity: { name: LONG_NAME, uscc: usccOf(7) } });
  const returned = await givenContested(agentA, '4008880022', long);
  await reviewer1.post('/api/v1/review/claims').send({ applicationId: returned });
  const requests = [{ reason: 'PURPOSE_UNCLEAR', documentKinds: [], members: ['purpose'], note: '请写明由谁接听' }];
  expectDone(
    await reviewer1
      .post(`/api/v1/applications/${returned}/decisions`)
      .send({ outcome: 'request_information', requests }),
  );
  const refused = await givenContested(agentA, '4008880023');
  await reviewer1.post('/api/v1/review/claims').send({ applicationId: refused });
  const rejection = { outcome: 'reject', reasons: ['BLURRED'], noteToApplicant: '营业执照照片模糊，无法辨认' };
  expectDone(await reviewer1.post(`/api/v1/applications/${refused}/decisions`).send(rejection));
  await agentA.post('/api/v1/reservations').send({ number: '4008880030', subscriber: { name: LONG_NAME } });

  // The carrier's and the administrators' lists.
  await seedReseller(deps, { name: `${LONG_NAME}（代理）`, uscc: usccOf(8), provinces: ['内蒙古自治区', '广东省'] });
  for (const name of ['订单系统', 'A very long name of a key that somebody typed for the nightly synchronisation job'])
    expectDone(await adminA.post('/api/v1/api-keys').send({ name }));
  const hook = { name: '订单系统', url: 'https://93.184.215.14/hook', kinds: ['document.settled'] };
  const webhook = await adminA.post('/api/v1/webhooks').send(hook);
  expectDone(webhook);
  const rows = [0, 1, 2, 3, 4].map((index) => registerRow(index));
  const sheet = await writeSheet(HEADINGS, [...rows, registerRow(9, { 号码: '12345', 单位名称: LONG_NAME })]);
  const imported = await carrierAdmin
    .post('/api/v1/operations/imports')
    .field('reason', '存量台账')
    .attach('file', sheet, '台账.xlsx');
  expectDone(imported);
  const bulkRows = [rowOf(clean, { numbers: '4008880040' }), rowOf(clean, { numbers: '4.00E+09', uscc: '9.13E+17' })];
  const bulk = await agentA.post('/api/v1/bulks').attach('file', await bulkSheet(bulkRows), 'bulk.xlsx');
  expectDone(bulk);
  await takeComplaint(deps, {
    number: working,
    category: 'scam',
    told: { description: '样本投诉：自称客服要求转账', contact: null, call: null, amountLost: null },
    language: 'zh',
    origin: 'somewhere',
    screenshots: [],
  });
  await deps.jobs.evaluate('c'.repeat(24), 1);

  // Somebody who claims the numbers of an entity, at the papers.
  const claim = await claimed(context, app);

  const fence = await leaseSequencer(deps, 'furnished');
  while (fence !== null && (await sequenceEvents(deps, fence)) > 0);
  while ((await makeNotices(deps)) > 0);
  const idOf = (answer: { body: unknown }) => (answer.body as { id: string }).id;
  return {
    office,
    ids: {
      '/applications/:id': draft,
      '/reviews/:id': review,
      '/resellers/:id': seeded.a.id,
      '/imports/:id': idOf(imported),
      '/bulks/:id': idOf(bulk),
      '/webhooks/:id': idOf(webhook),
      '/owner/claims/:id': claim.id,
    },
  };
}
