import type { Declared } from '../../domain/application.js';
import { drawAcceptanceForm } from './acceptance-form.js';
import { drawAuthorisationLetter } from './authorisation-letter.js';
import { drawCommitmentLetter } from './commitment-letter.js';
import { formDataOf, type FormData } from './form-data.js';
import { FormSheet } from './form-sheet.js';

interface Form {
  readonly title: string;
  readonly draw: (sheet: FormSheet, data: FormData) => void;
}

const FORMS = {
  authorisation_letter: { title: '授权委托书', draw: drawAuthorisationLetter },
  acceptance_form: { title: '400业务受理单', draw: drawAcceptanceForm },
  commitment_letter: { title: '入网承诺书', draw: drawCommitmentLetter },
} as const satisfies Record<string, Form>;

export type FormKind = keyof typeof FORMS;
export const FORM_KINDS = Object.keys(FORMS) as [FormKind, ...FormKind[]];

export interface FormRequest {
  readonly kind: FormKind;
  readonly declared: Declared;
  readonly applicationId: string;
  readonly revision: number;
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
  readonly now: Date;
}

/**
 * A form filled in from the dossier, A4 PDF with the font embedded as a subset, to print, sign and stamp. What is not
 * declared yet is left blank to write on.
 * @throws DomainError VALIDATION_FAILED with `GLYPH_MISSING` for characters beyond the font
 */
export async function fillForm(request: FormRequest): Promise<Buffer> {
  const { title, draw } = FORMS[request.kind];
  const reference = `申请编号 ${request.applicationId} · 第 ${request.revision} 版 · 制表日期 ${request.today}`;
  const data = formDataOf(request.declared, reference, request.today);
  const sheet = new FormSheet({ title, subtitle: '400号码业务', reference, createdAt: request.now });
  draw(sheet, data);
  return sheet.finish();
}
