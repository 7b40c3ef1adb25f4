import { lazy, type ComponentType } from 'react';

/** Pages for somebody who never saw the system and has no account: below `/console`, reached by short addresses. */
export const LINK_PAGES: Readonly<Record<string, ComponentType>> = {
  // docs/decisions/242
  '/link': lazy(() => import('../links/LinkPage.tsx')),
  '/objection': lazy(() => import('./ObjectionPage.tsx')),
  '/confirm': lazy(() => import('./ConfirmPage.tsx')),
  '/invitation': lazy(() => import('./InvitationPage.tsx')),
  '/claim': lazy(() => import('./ClaimPage.tsx')),
};
