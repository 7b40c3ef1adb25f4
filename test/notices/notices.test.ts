import type { Express } from 'express';
import { Types } from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decodeRaster } from '../../workers/ocr/image/raster.js';
import { readQr } from '../../workers/ocr/stages/read-qr.js';
import { createApp } from '../../src/app.js';
import { decodeInProcess } from '../../src/documents/decode-file.js';
import { leaseSequencer, sequenceEvents } from '../../src/events/sequence-events.js';
import { recordEvent, SYSTEM } from '../../src/events/record-event.js';
import { deliverNotices } from '../../src/notices/deliver-notices.js';
import { makeNotices } from '../../src/notices/make-notices.js';
import { noticeModel } from '../../src/notices/notice-model.js';
import { openChannels, type Channels } from '../../src/notices/open-channels.js';
import { sendNotice, type NewNotice } from '../../src/notices/send-notice.js';
import { createBlock } from '../../src/registry/create-block.js';
import { raiseAlarm } from '../../src/registry/decide-emergency-stop.js';
import { disconnectNumber } from '../../src/registry/disconnect-number.js';
import { placeEmergencyStop } from '../../src/registry/place-emergency-stop.js';
import { returnNumber } from '../../src/registry/return-number.js';
import { cancelDisconnection, scheduleDisconnection } from '../../src/registry/schedule-disconnection.js';
import { givenWorking } from '../lookup/number-fixture.js';
import { taskModel } from '../../src/operations/task-model.js';
import { updateReseller } from '../../src/resellers/update-reseller.js';
import { loadResellerRow } from '../../src/resellers/reseller-queries.js';
import { createTestContext, TEST_NOW, type TestContext } from '../support/app.js';
import { seedUsers, signIn, type Agent, type Seeded } from '../support/seed.js';
import { startGateway, startMailServer, type Gateway, type Mailbox } from './outside.js';

const PHONE = '13812345678';
const MINUTE = 60_000;
const NOTICED = ['4008007001'] as const;

let context: TestContext;
let app: Express;
let cast: Seeded;
let gateway: Gateway;
let mailbox: Mailbox;
let channels: Channels;

beforeAll(async () => {
  gateway = await startGateway();
  mailbox = await startMailServer();
  context = await createTestContext({
    env: {
      SMTP_URL: mailbox.url,
      SMS_URL: gateway.url,
      SMS_HEADERS: '{"Authorization":"Bearer sms-key","Idempotency-Key":"{id}"}',
      SMS_BODY: '{"mobile":"{to}","content":"【样例登记】{text}","tpl":{"id":"{template}"}}',
      SMS_ACCEPTED: '"code":0',
      SMS_BOUNCED: '"code":404',
    },
  });
  app = createApp(context.deps);
  cast = await seedUsers(context.deps);
  channels = openChannels(context.deps.config);
});

beforeEach(async () => {
  const { db, clock } = context.deps;
  clock.set(TEST_NOW);
  gateway.answer = { status: 200, body: '{"code":0}' };
  gateway.received.length = 0;
  mailbox.mails.length = 0;
  await noticeModel(db).deleteMany({});
  await taskModel(db).deleteMany({});
});

afterAll(async () => {
  channels.sms?.close();
  channels.email?.close();
  await gateway.close();
  await mailbox.close();
  await context.close();
});

const deliver = () => deliverNotices(context.deps, channels);
const tasks = () => taskModel(context.deps.db).find({}).lean();

function notice(more: Partial<NewNotice>): NewNotice {
  return {
    occasion: 'test',
    template: 'number_suspended',
    recipient: { kind: 'entity', id: '91110105MA0000015F' },
    addresses: [{ channel: 'sms', to: PHONE }],
    params: { number: '400-888-0001', reason: '欠费' },
    ...more,
  };
}

describe('one notice by several channels', () => {
  it('reaches a real gateway and a real mail server once each, however often it was asked for', async () => {
    const both = notice({
      addresses: [
        { channel: 'sms', to: PHONE },
        { channel: 'email', to: 'owner@holder.example' },
      ],
    });
    await sendNotice(context.deps, both);
    await sendNotice(context.deps, both);
    await Promise.all([deliver(), deliver()]);
    expect(gateway.received).toHaveLength(1);
    const [sms] = gateway.received;
    const body = JSON.parse(sms?.body ?? '') as { mobile: string; content: string; tpl: { id: string } };
    expect(body).toMatchObject({ mobile: PHONE, tpl: { id: 'number_suspended' } });
    expect(body.content).toContain('【样例登记】400 号码 400-888-0001 已停机。原因：欠费。恢复办法：无。');
    expect(sms?.headers).toMatchObject({ authorization: 'Bearer sms-key', 'content-type': 'application/json' });
    expect(mailbox.mails.map((mail) => mail.to)).toEqual([['owner@holder.example']]);
    expect(mailbox.mails[0]?.raw).toMatch(/From: no-reply@registry\.example/);
  });

  it('keeps neither address nor words readable in the database', async () => {
    await sendNotice(context.deps, notice({ params: { reason: '样本原因' } }));
    const stored = JSON.stringify(await noticeModel(context.deps.db).find({}).lean());
    expect(stored).not.toContain(PHONE);
    expect(stored).not.toContain('样本原因');
  });
});

describe('what does not arrive', () => {
  it('is tried again later, and not before', async () => {
    gateway.answer = { status: 503, body: '' };
    await sendNotice(context.deps, notice({}));
    await deliver();
    gateway.answer = { status: 200, body: '{"code":0}' };
    await deliver();
    expect(gateway.received).toHaveLength(1);
    context.deps.clock.advance(MINUTE);
    await deliver();
    expect(gateway.received).toHaveLength(2);
    expect(await noticeModel(context.deps.db).findOne({}).lean()).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('is tried again when the gateway says 200 and means no', async () => {
    gateway.answer = { status: 200, body: '{"code":7}' };
    await sendNotice(context.deps, notice({}));
    await deliver();
    expect(await noticeModel(context.deps.db).findOne({}).lean()).toMatchObject({
      status: 'waiting',
      lastError: 'SMS_NOT_ACCEPTED',
    });
  });

  it('opens one task about a contact that bounced, by phone or by mail', async () => {
    gateway.answer = { status: 200, body: '{"code":404}' };
    await sendNotice(context.deps, notice({}));
    await sendNotice(
      context.deps,
      notice({ occasion: 'another', addresses: [{ channel: 'email', to: 'nobody@x.example' }] }),
    );
    await deliver();
    const bounced = await noticeModel(context.deps.db).find({ status: 'bounced' }).lean();
    expect(bounced.map((row) => row.lastError).sort()).toEqual(['MAIL_SMTP_550', 'SMS_NO_SUCH_NUMBER']);
    const open = await tasks();
    expect(open.map(({ kind, subject }) => [kind, subject.id])).toEqual([['contact_bounced', '91110105MA0000015F']]);
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const listed = (await admin.get('/api/v1/tasks')).body as { items: { id: string }[] };
    const closed = await admin.post(`/api/v1/tasks/${listed.items[0]?.id ?? ''}/close`);
    expect([closed.status, (closed.body as { status: string }).status]).toEqual([200, 'done']);
    expect((await admin.post(`/api/v1/tasks/${listed.items[0]?.id ?? ''}/close`)).status).toBe(409);
    expect(JSON.stringify(listed)).not.toContain('nobody@');
  });

  it('waits with one task while the channel is not configured', async () => {
    await sendNotice(context.deps, notice({}));
    await sendNotice(context.deps, notice({ occasion: 'second' }));
    await deliverNotices(context.deps, { sms: null, email: null });
    expect((await tasks()).map((task) => task.kind)).toEqual(['channel_missing']);
    expect(await noticeModel(context.deps.db).countDocuments({ status: 'waiting' })).toBe(2);
  });
});

describe('quiet hours', () => {
  it('hold a reminder until eight, and never a stop', async () => {
    context.deps.clock.set(new Date('2026-11-23T14:30:00Z')); // 22:30 in Beijing
    await sendNotice(context.deps, notice({ template: 'deadline_near', params: {} }));
    await sendNotice(context.deps, notice({}));
    await deliver();
    expect(gateway.received.map(({ body }) => body.includes('已停机'))).toEqual([true]);
    context.deps.clock.set(new Date('2026-11-24T00:00:00Z'));
    await deliver();
    expect(gateway.received).toHaveLength(2);
  });

  it('last all of Spring Festival', async () => {
    context.deps.clock.set(new Date('2026-02-17T04:00:00Z')); // 初一, noon
    await sendNotice(context.deps, notice({ template: 'deadline_near', params: {} }));
    await deliver();
    expect(gateway.received).toHaveLength(0);
    const row = await noticeModel(context.deps.db).findOne({}).lean();
    expect(row?.notBefore.toISOString()).toBe('2026-02-24T00:00:00.000Z');
  });
});

async function sequence(): Promise<void> {
  const fence = await leaseSequencer(context.deps, 'test');
  while (fence !== null && (await sequenceEvents(context.deps, fence)) > 0);
}

describe('events', () => {
  it('become notices exactly once, also when two workers read them', async () => {
    const row = await loadResellerRow(context.deps, cast.a.id);
    await updateReseller(context.deps, cast.carrierAdmin.principal, row, { status: 'suspended' });
    await sequence();
    await Promise.all([makeNotices(context.deps), makeNotices(context.deps)]);
    await makeNotices(context.deps);
    const rows = await noticeModel(context.deps.db).find({}).lean();
    expect(rows.map((item) => item.channel).sort()).toEqual(['email', 'in_app', 'sms']);
    await deliver();
    const agent: Agent = await signIn(context.deps, app, cast.agentA);
    const box = (await agent.get('/api/v1/notices?unread=true')).body as { items: { id: string; text: string }[] };
    expect(box.items.map((item) => item.text)).toEqual(['贵公司在 400 号码登记系统的状态变更为：暂停 / suspended。']);
    await agent.post(`/api/v1/notices/${box.items[0]?.id ?? ''}/read`);
    expect(((await agent.get('/api/v1/notices?unread=true')).body as { items: unknown[] }).items).toEqual([]);
    const other = await signIn(context.deps, app, cast.agentB);
    expect((await other.post(`/api/v1/notices/${box.items[0]?.id ?? ''}/read`)).status).toBe(404);
  });

  it('of a number that stays or comes back tell its holder and reseller; a stop nobody confirmed tells the carrier', async () => {
    const { deps } = context;
    const { principal } = cast.carrierAdmin;
    const [number] = NOTICED;
    await createBlock(deps, principal, { from: number, to: number, carrier: 'CT' });
    await givenWorking(deps, number, cast.a.id);
    await scheduleDisconnection(deps, principal, number, {
      reason: '样例',
      ground: 'carrier',
      effectiveOn: '2099-01-01',
    });
    await cancelDisconnection(deps, principal, number);
    await disconnectNumber(deps, principal, number, '样例');
    await returnNumber(deps, principal, number, { reason: '样例' });
    const { stop } = await placeEmergencyStop(deps, cast.reviewer1.principal, {
      target: { kind: 'number', id: number },
      kind: 'fraud',
      reason: '样例',
      reference: null,
      includeNumbers: false,
    });
    await raiseAlarm(deps, stop);
    await sequence();
    while ((await makeNotices(deps)) > 0);
    const boxes = await noticeModel(deps.db).find({ channel: 'in_app' }).lean();
    const told = (template: string) =>
      boxes
        .filter((row) => row.template === template)
        .map(({ recipient }) => recipient.kind)
        .sort();
    expect(told('disconnection_announced')).toEqual(['entity', 'reseller']);
    expect(told('disconnection_cancelled')).toEqual(['entity', 'reseller']);
    expect(told('number_returned')).toEqual(['entity', 'reseller']);
    expect(told('emergency_to_confirm')).toEqual(['carrier']);
    expect(told('emergency_unconfirmed')).toEqual(['carrier']);
    const admin = await signIn(deps, app, cast.carrierAdmin);
    await deliver();
    const box = await admin.get('/api/v1/notices');
    expect(box.text).toContain('对 400-800-7001 的紧急停机在期限内无人确认');
  });

  it('of a decision wait out its undo, and say nothing when it was undone', async () => {
    const decide = async (id: string, undone: boolean) => {
      const event = { subjects: [{ kind: 'application' as const, id }], actor: SYSTEM, resellerId: cast.a.id };
      await recordEvent(context.deps, { ...event, type: 'application.reject', version: 5 });
      if (undone) await recordEvent(context.deps, { ...event, type: 'application.decision_undone', version: 6 });
    };
    const [kept, undone] = [new Types.ObjectId().toHexString(), new Types.ObjectId().toHexString()];
    await decide(kept, false);
    await decide(undone, true);
    await sequence();
    await makeNotices(context.deps);
    await deliver();
    expect(gateway.received).toHaveLength(0);
    context.deps.clock.advance(15_000);
    await deliver();
    expect(gateway.received.map(({ body }) => body.includes(kept))).toEqual([true]);
    expect(await noticeModel(context.deps.db).distinct('status', { 'undo.applicationId': undone })).toEqual([
      'cancelled',
    ]);
  });
});

describe('a letter', () => {
  it('is printed with a QR code that a scanner reads, and posted once', async () => {
    const link = 'https://registry.example/claim?code=样本';
    const to = { channel: 'letter' as const, to: '北京市样本路1号', name: '样例有限公司', link };
    await sendNotice(
      context.deps,
      notice({ template: 'claim_letter', addresses: [to], params: { code: 'ABCD-1234' } }),
    );
    await deliver();
    const admin = await signIn(context.deps, app, cast.carrierAdmin);
    const { items } = (await admin.get('/api/v1/letters')).body as { items: { id: string }[] };
    const pdf = await admin.get(`/api/v1/letters/${items[0]?.id ?? ''}.pdf`);
    expect([pdf.status, pdf.type]).toEqual([200, 'application/pdf']);
    const { pages } = await decodeInProcess(pdf.body as Buffer);
    const { raster } = await decodeRaster(pages[0]?.image ?? Buffer.alloc(0), 2000);
    expect(await readQr(raster, raster)).toEqual([link]);
    expect((await admin.post(`/api/v1/letters/${items[0]?.id ?? ''}/posted`)).status).toBe(200);
    expect((await admin.post(`/api/v1/letters/${items[0]?.id ?? ''}/posted`)).status).toBe(409);
  });
});
