import { openPersonal, sealPersonal } from '../accounts/sealed.js';
import type { Deps } from '../deps.js';
import type { ResellerRow } from './reseller-model.js';
import { contactSchema, type Contact } from './reseller-schemas.js';

export function sealContact(deps: Pick<Deps, 'cipher'>, resellerId: string, contact: Contact): string {
  return sealPersonal(deps, `reseller:${resellerId}`, contact);
}

export function openContact(deps: Pick<Deps, 'cipher'>, row: Pick<ResellerRow, '_id' | 'contact'>): Contact {
  return openPersonal(deps, `reseller:${row._id.toHexString()}`, row.contact, contactSchema);
}
