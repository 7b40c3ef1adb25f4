import { createHash } from 'node:crypto';
import { STYLE } from './style.js';

/** The one style sheet, named by its content so that browsers may keep it for ever. */
export const STYLE_PATH = `/assets/register-${createHash('sha256').update(STYLE).digest('hex').slice(0, 12)}.css`;
export const ICON_PATH = '/assets/register.svg';

export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="5" fill="#0c3f4e"/>' +
  '<path d="M12 4 6 6.2v4.6c0 3.9 2.5 7.2 6 8.6 3.5-1.4 6-4.7 6-8.6V6.2z" fill="none" stroke="#fff" stroke-width="1.5"/>' +
  '<path d="m9.3 11.7 2 2 3.6-4" fill="none" stroke="#fff" stroke-width="1.7" stroke-linecap="round"/></svg>';

/** Nothing but our own style sheet, icon and forms; no script at all. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
