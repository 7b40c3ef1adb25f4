import { useMutation } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import type { ObjectionGround } from '../../domain/consents.js';

/** What stands after `#` in the address: it reaches no server unless this page sends it in a body. */
export function afterHash(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1)).trim();
  } catch {
    return '';
  }
}

/** A secret that was used is taken out of the address and the history. */
export function forgetHash(): void {
  window.history.replaceState(null, '', window.location.pathname);
}

export function useObject() {
  return useMutation({
    mutationFn: async (body: { readonly token: string; readonly ground: ObjectionGround }) => {
      await api.POST('/contact-objections', { body });
    },
    onSuccess: forgetHash,
  });
}

export function useConfirmByLetter() {
  return useMutation({
    mutationFn: async (body: { readonly uscc: string; readonly code: string }) => {
      await api.POST('/entity-confirmations', { body });
    },
    onSuccess: forgetHash,
  });
}

export function useAcceptInvitation() {
  return useMutation({
    mutationFn: async (body: { readonly token: string; readonly password: string }) => {
      await api.POST('/invitation-acceptances', { body });
    },
    onSuccess: forgetHash,
  });
}

export interface Claim {
  readonly email: string;
  readonly password: string;
  readonly name: string;
  readonly mobile: string;
  readonly entity: { readonly name: string; readonly uscc: string; readonly legalRepresentative: string };
  readonly legalRepresentative: { readonly name: string; readonly idNumber: string };
  readonly agent?: { readonly name: string; readonly idNumber: string; readonly isLegalRepresentative: false };
}

export function useOpenClaim() {
  return useMutation({ mutationFn: (body: Claim) => bodyOf(api.POST('/owner-claims', { body })) });
}
