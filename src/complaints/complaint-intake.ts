import type { Request } from 'express';
import type { z } from 'zod';
import type { Deps } from '../deps.js';
import type { Language } from '../http/problem.js';
import { addressKey, consume, limiter } from '../http/rate-limit.js';
import type { ComplaintRow } from './complaint-model.js';
import { COMPLAINT_POLICY } from './complaint-policy.js';
import type { complaintBody } from './complaint-schemas.js';
import { takeComplaint } from './take-complaint.js';
import type { Told } from './told.js';
import { weighComplaint } from './weigh-complaints.js';

const HOUR_SECONDS = 3_600;

export interface Sent {
  readonly request: Request;
  readonly language: Language;
  readonly body: z.output<typeof complaintBody>;
  readonly screenshots?: readonly Buffer[];
  readonly nonce?: string | undefined;
}

/** Takes a complaint that came over the API or the page, within the budget of its network, and weighs it. */
export type Intake = (sent: Sent) => Promise<{ readonly row: ComplaintRow; readonly receipt: string }>;

/** The returned function throws DomainError RATE_LIMITED and what `takeComplaint` throws. */
export function createIntake(deps: Deps): Intake {
  const budget = limiter(deps, 'limit:complaints', COMPLAINT_POLICY.perNetworkAnHour, HOUR_SECONDS);
  return async ({ request, language, body, screenshots = [], nonce }) => {
    const origin = addressKey(deps, request.ip);
    await consume(budget, origin);
    const { number, category, description, contact, call, amountLost } = body;
    const told = {
      description,
      contact: contact === undefined || contact === '' ? null : contact,
      call: call === undefined ? null : callOf(call),
      amountLost: amountLost ?? null,
    };
    const taken = await takeComplaint(deps, { number, category, told, language, origin, screenshots, nonce });
    // A sweep weighs it when this fails: the complaint is taken all the same.
    await weighComplaint(deps, taken.row).catch((error: unknown) =>
      deps.logger.warn({ err: error }, 'a complaint was not weighed yet'),
    );
    return taken;
  };
}

function callOf({ on, time, direction }: NonNullable<z.output<typeof complaintBody>['call']>): Told['call'] {
  return { on: on ?? null, time: time ?? null, direction: direction ?? null };
}
