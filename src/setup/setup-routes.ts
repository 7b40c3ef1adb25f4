import { z } from 'zod';
import { createSignInThrottle } from '../accounts/sign-in-throttle.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { languageOf } from '../http/problem.js';
import { consume, limiter } from '../http/rate-limit.js';
import { callerOf, route, type Route } from '../http/route.js';
import { timestampSchema } from '../http/schemas.js';
import { keepMark } from '../policies/keep-mark.js';
import { hasBlocks } from '../registry/block-queries.js';
import { changeSetup } from './change-setup.js';
import { checkAddress } from './check-address.js';
import { sendTestMessage } from './send-test-message.js';
import { SETUP_STEPS } from './setup-model.js';
import { isSetupOpen, setupRow } from './setup-queries.js';
import { keyFingerprint, showMasterKey } from './show-master-key.js';

const TESTS_AN_HOUR = 20;
const HOUR_SECONDS = 3_600;
const MOBILE = /^1[3-9]\d{9}$/;
/** Base64 of 512 KiB: as much as a body may hold with room to spare. */
const MARK_CHARACTERS = 700_000;

const setupView = z.object({
  finishedAt: timestampSchema.nullable(),
  steps: z.array(
    z.object({
      step: z.enum(SETUP_STEPS),
      state: z.enum(['open', 'done', 'skipped']),
      at: timestampSchema.nullable(),
    }),
  ),
  facts: z.object({
    address: z.string(),
    email: z.boolean().meta({ description: 'a mail server is configured' }),
    sms: z.boolean(),
    blocks: z.boolean().meta({ description: 'there are numbers' }),
    keyFingerprint: z.string(),
    keyShownAt: timestampSchema.nullable(),
    keyOpen: z.boolean().meta({ description: 'the sheet can be shown: not shown before, and still setting up' }),
  }),
});

/** Setting up an installation: how far it has come, and the tests and papers that belong to it. */
export function setupRoutes(deps: Deps): Route[] {
  const throttle = createSignInThrottle(deps);
  const tests = limiter(deps, 'limit:setup-tests', TESTS_AN_HOUR, HOUR_SECONDS);
  const shared = { tag: 'setup', access: 'setup.manage' } as const;
  const view = async () => {
    const row = await setupRow(deps);
    const { config } = deps;
    const body: z.input<typeof setupView> = {
      finishedAt: row?.finishedAt?.toISOString() ?? null,
      steps: SETUP_STEPS.map((step) => {
        const known = row?.steps[step];
        return { step, state: known?.state ?? 'open', at: known?.at.toISOString() ?? null };
      }),
      facts: {
        address: new URL(config.BASE_URL).origin,
        email: config.SMTP_URL !== undefined || config.DEMO,
        sms: config.SMS_URL !== undefined || config.DEMO,
        blocks: await hasBlocks(deps),
        keyFingerprint: keyFingerprint(deps),
        keyShownAt: row?.keyShownAt?.toISOString() ?? null,
        keyOpen: (row?.keyShownAt ?? null) === null && (await isSetupOpen(deps)),
      },
    };
    return { status: 200, body };
  };
  return [
    route({
      ...shared,
      method: 'get',
      path: '/setup',
      operation: 'getSetup',
      summary: 'What is done, skipped and open of setting this installation up',
      replies: { 200: setupView },
      errors: [],
      handle: view,
    }),
    route({
      ...shared,
      method: 'patch',
      path: '/setup/steps/:step',
      operation: 'setSetupStep',
      summary: 'Marks a step as done or skipped, or opens it again',
      params: z.object({ step: z.string() }),
      body: z.strictObject({ state: z.enum(['open', 'done', 'skipped']) }),
      replies: { 200: setupView },
      errors: ['CONFLICT'],
      handle: async (input) => {
        const step = SETUP_STEPS.find((name) => name === input.params.step);
        if (step === undefined) throw new DomainError('NOT_FOUND');
        const principal = callerOf(input);
        const { state } = input.body;
        await changeSetup(deps, principal, {
          type: 'setting.step',
          facts: { step, state },
          change: ({ steps }) => {
            if ((steps[step]?.state ?? 'open') === state) return null;
            const others = Object.fromEntries(Object.entries(steps).filter(([name]) => name !== step));
            const set = state === 'open' ? {} : { [step]: { state, by: principal.actorId, at: deps.clock.now() } };
            return { steps: { ...others, ...set } };
          },
        });
        return view();
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/setup/finish',
      operation: 'finishSetup',
      summary: 'Setting up is finished: the console no longer begins with it; may be said twice',
      body: z.strictObject({}),
      replies: { 200: setupView },
      errors: ['CONFLICT'],
      handle: async (input) => {
        await changeSetup(deps, callerOf(input), {
          type: 'setting.finished',
          facts: {},
          change: ({ finishedAt }) => (finishedAt === null ? { finishedAt: deps.clock.now() } : null),
        });
        return view();
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/setup/test-messages',
      operation: 'sendTestMessage',
      summary: 'Sends a message to an address by the channel that notices go by, and says what became of it',
      body: z
        .strictObject({ channel: z.enum(['email', 'sms']), to: z.string().trim().min(1).max(254) })
        .refine(({ channel, to }) => (channel === 'email' ? z.email().safeParse(to).success : MOBILE.test(to)), {
          path: ['to'],
          error: 'an e-mail address, or a mobile number of the mainland',
        }),
      replies: {
        200: z.object({ outcome: z.enum(['sent', 'not_configured', 'refused']), code: z.string().nullable() }),
      },
      errors: ['RATE_LIMITED', 'UNAVAILABLE'],
      handle: async (input) => {
        const principal = callerOf(input);
        await consume(tests, principal.actorId);
        const request = { ...input.body, language: languageOf(input.request) };
        return { status: 200, body: await sendTestMessage(deps, principal, request) };
      },
    }),
    route({
      ...shared,
      method: 'get',
      path: '/setup/address',
      operation: 'checkAddress',
      summary: 'Opens our own public address and looks at its certificate',
      replies: {
        200: z.object({
          address: z.string(),
          https: z.boolean(),
          reachable: z.boolean(),
          fault: z.string().nullable(),
          certificate: z.object({ issuer: z.string(), until: timestampSchema, daysLeft: z.number().int() }).nullable(),
        }),
      },
      errors: ['RATE_LIMITED', 'UNAVAILABLE'],
      handle: async (input) => {
        await consume(tests, callerOf(input).actorId);
        return { status: 200, body: await checkAddress(deps) };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/setup/marks',
      operation: 'keepMark',
      summary: 'Keeps a picture (PNG, JPEG, WebP, SVG) for the policy `houseMark`, drawn anew as PNG',
      body: z.strictObject({
        picture: z.base64().max(MARK_CHARACTERS).meta({ description: 'base64 of the file, 512 KiB at most' }),
      }),
      replies: { 200: z.object({ mark: z.string() }) },
      errors: ['FILE_TYPE_UNSUPPORTED', 'FILE_CORRUPT'],
      handle: async (input) => {
        const mark = await keepMark(deps, Buffer.from(input.body.picture, 'base64'));
        return { status: 200, body: { mark } };
      },
    }),
    route({
      ...shared,
      method: 'post',
      path: '/setup/recovery-sheet',
      operation: 'showMasterKey',
      summary: 'The master key to print and lock away: shown once, after the password again; logged',
      body: z.strictObject({
        password: z.string().min(1).max(200).meta({ format: 'password' }),
        totp: z.string().max(10).optional(),
      }),
      replies: {
        200: z.object({
          fingerprint: z.string(),
          key: z.string().nullable().meta({ description: 'base64; null in a repeated answer' }),
        }),
      },
      errors: [
        'CREDENTIALS_WRONG',
        'TOTP_REQUIRED',
        'RATE_LIMITED',
        'WRONG_STATE',
        'FORBIDDEN',
        'CONFLICT',
        'UNAVAILABLE',
      ],
      handle: async (input) => {
        const { password, totp } = input.body;
        const proof = { password, totp, address: input.request.ip };
        const key = await showMasterKey(deps, throttle, callerOf(input), proof);
        const fingerprint = keyFingerprint(deps);
        return {
          status: 200,
          body: { fingerprint, key },
          headers: { 'Cache-Control': 'no-store' },
          replay: { fingerprint, key: null },
        };
      },
    }),
  ];
}
