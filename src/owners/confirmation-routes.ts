import { z } from 'zod';
import type { Deps } from '../deps.js';
import { entityKey, entityParams } from '../entities/entity-schemas.js';
import { findEntity } from '../entities/find-entity.js';
import { callerOf, route, type Route } from '../http/route.js';
import { confirmByLetter, confirmByRegister, sendConfirmationLetter } from './confirm-entity-by.js';

const letterBody = z.strictObject({
  address: z
    .string()
    .trim()
    .min(5)
    .max(300)
    .meta({ description: 'as the official register has it, not as a dossier declares it' }),
});
const registerBody = z.strictObject({
  note: z.string().trim().min(1).max(500).meta({ description: 'which published contact answered; no personal data' }),
});
const codeBody = z.strictObject({ uscc: entityKey, code: z.string().trim().min(4).max(20) });

/** Ways to `entity_confirmed` beside a claim: all by channels that no reseller supplied. */
export function confirmationRoutes(deps: Deps): Route[] {
  const shared = {
    method: 'post',
    tag: 'entities',
    params: entityParams,
    load: ({ uscc }: z.output<typeof entityParams>, principal: Parameters<typeof findEntity>[1]) =>
      findEntity(deps, principal, uscc),
  } as const;
  return [
    route({
      ...shared,
      path: '/entities/:uscc/letters',
      operation: 'orderConfirmationLetter',
      access: 'entity.letter',
      summary: 'Orders a letter with a code to the registered address, to be printed and posted',
      body: letterBody,
      replies: { 202: null },
      errors: ['NOT_FOUND', 'VALIDATION_FAILED', 'RATE_LIMITED'],
      handle: async (input) => {
        await sendConfirmationLetter(deps, callerOf(input), input.subject.uscc, input.body.address);
        return { status: 202 };
      },
    }),
    route({
      ...shared,
      path: '/entities/:uscc/register-contact',
      operation: 'confirmByRegisterContact',
      access: 'entity.confirm',
      summary: 'Records that the contact published by the official register confirmed',
      body: registerBody,
      replies: { 204: null },
      errors: ['NOT_FOUND'],
      handle: async (input) => {
        await confirmByRegister(deps, callerOf(input), input.subject.uscc, input.body.note);
        return { status: 204 };
      },
    }),
    route({
      method: 'post',
      path: '/entity-confirmations',
      operation: 'confirmEntityByLetter',
      tag: 'entities',
      access: 'public',
      summary: 'Gives the code of the letter back',
      body: codeBody,
      replies: { 204: null },
      errors: ['CODE_WRONG', 'CODE_SPENT'],
      handle: async ({ body }) => {
        await confirmByLetter(deps, body.uscc, body.code);
        return { status: 204 };
      },
    }),
  ];
}
