import type { Page } from 'playwright-core';
import { fixtureFile, type FixtureDossier } from '../support/dossiers.js';

const SEND = { zh: '上传', en: 'Upload' } as const;

/** Chooses the specimen of a kind, waits until it has been prepared, and sends what the dialogue shows. */
export async function choosePaper(
  page: Page,
  dossier: FixtureDossier,
  kind: string,
  language: keyof typeof SEND = 'zh',
): Promise<void> {
  const { bytes, name } = fixtureFile(dossier, kind);
  await page
    .locator(`input[type=file][data-kind=${kind}]`)
    .setInputFiles({ name, mimeType: 'image/jpeg', buffer: bytes });
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/\d (kB|KB|MB)/)
    .first()
    .waitFor();
  await dialog.getByRole('button', { name: SEND[language], exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const NAMES = {
  business_licence: '营业执照',
  legal_representative_id_front: '法定代表人身份证人像面',
  legal_representative_id_back: '法定代表人身份证国徽面',
  agent_id_front: '经办人身份证人像面',
  agent_id_back: '经办人身份证国徽面',
  authorisation_letter: '授权委托书',
  acceptance_form: '业务受理单',
  commitment_letter: '入网承诺书',
} as const;
export type PaperKind = keyof typeof NAMES;

/** Until the real readers have read them. */
export async function untilRead(page: Page, ...kinds: PaperKind[]): Promise<void> {
  for (const kind of kinds)
    await page
      .getByRole('region', { name: NAMES[kind] })
      .getByText('已识别', { exact: true })
      .waitFor({ timeout: 120_000 });
}
