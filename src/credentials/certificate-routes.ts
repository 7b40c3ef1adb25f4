import { z } from 'zod';
import type { Principal } from '../accounts/principal.js';
import type { Deps } from '../deps.js';
import { displayReceipt } from '../domain/complaint.js';
import { callerOf, route, type Route } from '../http/route.js';
import { dateSchema, numberParams, usccSchema } from '../http/schemas.js';
import { createLookUp } from '../lookup/look-up.js';
import { findNumber } from '../registry/number-queries.js';
import type { CertificateRow } from './certificate-model.js';
import { drawCertificate } from './draw-certificate.js';
import {
  CERTIFICATE_STATUSES,
  checkCertificate,
  issueCertificate,
  type CertificateStatus,
} from './issue-certificate.js';

const serialParams = z.object({ serial: z.string().max(40).meta({ description: 'as printed, any case' }) });
const certificateView = z.object({
  serial: z.string(),
  status: z.enum(CERTIFICATE_STATUSES).meta({ description: '`changed`: another holder, or no longer in service' }),
  number: z.string(),
  holder: z.object({ name: z.string(), uscc: usccSchema }),
  issuedOn: dateSchema,
  validUntil: dateSchema,
  verifyUrl: z.url(),
  pdfUrl: z.url(),
});

/** 号码归属证明: issued to who runs the number, checked by anybody who has the serial. */
export function certificateRoutes(deps: Deps): Route[] {
  const lookUp = createLookUp(deps);
  const base = deps.config.BASE_URL.replace(/\/+$/u, '');
  const view = (row: CertificateRow, status: CertificateStatus): z.input<typeof certificateView> => {
    const { number, holder, issuedOn, validUntil } = row;
    const serial = displayReceipt(row._id);
    const pdfUrl = `${base}/api/v1/certificates/${serial}.pdf`;
    return { serial, status, number, holder, issuedOn, validUntil, verifyUrl: verifyUrlOf(deps, row), pdfUrl };
  };
  return [
    route({
      method: 'post',
      path: '/numbers/:number/certificates',
      operation: 'issueCertificate',
      tag: 'numbers',
      access: 'certificate.issue',
      summary: 'Issues a certificate (号码归属证明) that the number belongs to its holder',
      params: numberParams,
      load: ({ number }, principal: Principal) => findNumber(deps, principal, number),
      replies: { 201: certificateView },
      errors: ['NUMBER_MALFORMED', 'NOT_FOUND', 'VALIDATION_FAILED', 'NUMBER_NOT_WORKING'],
      handle: async (input) => {
        const { _id: number, resellerId } = input.subject;
        const row = await issueCertificate(deps, lookUp, callerOf(input), { number, resellerId });
        return { status: 201, body: view(row, 'valid') };
      },
    }),
    route({
      method: 'get',
      path: '/certificates/:serial.pdf',
      operation: 'getCertificatePdf',
      tag: 'numbers',
      access: 'public',
      summary: 'The certificate as PDF with a QR code, for who has its serial',
      params: serialParams,
      replies: { 200: null },
      errors: ['NOT_FOUND'],
      handle: async ({ params, response }) => {
        const { row } = await checkCertificate(deps, lookUp, params.serial);
        const pdf = await drawCertificate(row, verifyUrlOf(deps, row));
        const disposition = `inline; filename="certificate-${displayReceipt(row._id)}.pdf"`;
        response.set({ 'Cache-Control': 'private, no-store', 'Content-Disposition': disposition });
        response.type('application/pdf').send(pdf);
        return null;
      },
    }),
    route({
      method: 'get',
      path: '/certificates/:serial',
      operation: 'checkCertificate',
      tag: 'numbers',
      access: 'public',
      summary: 'What a certificate said, and whether that still holds',
      params: serialParams,
      replies: { 200: certificateView },
      errors: ['NOT_FOUND'],
      handle: async ({ params }) => {
        const { row, status } = await checkCertificate(deps, lookUp, params.serial);
        return { status: 200, body: view(row, status) };
      },
    }),
  ];
}

/** The page that the QR code leads to. */
export function verifyUrlOf(deps: Pick<Deps, 'config'>, row: Pick<CertificateRow, '_id'>): string {
  return `${deps.config.BASE_URL.replace(/\/+$/u, '')}/certificates/${displayReceipt(row._id)}`;
}
