import type { Response } from 'express';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { logAccess } from '../documents/access-log.js';
import { businessToday } from '../domain/business-calendar.js';
import { drawLetter } from './letter-sheet.js';
import type { NoticeRow } from './notice-model.js';
import { openNotice } from './send-notice.js';

/** @throws DomainError VALIDATION_FAILED (`GLYPH_MISSING`) */
export async function sendLetter(
  deps: Deps,
  principal: Principal,
  letter: NoticeRow,
  response: Response,
): Promise<null> {
  const now = deps.clock.now();
  const today = businessToday(now, deps.config.TZ_BUSINESS);
  const pdf = await drawLetter(letter, openNotice(deps, letter), { today, now });
  await logAccess(deps, {
    principal,
    purpose: 'print_letter',
    subject: { kind: 'notice', id: letter._id.toHexString() },
    fields: ['address'],
  });
  response.status(200).set({ 'Cache-Control': 'private, no-store', 'Content-Type': 'application/pdf' }).send(pdf);
  return null;
}
