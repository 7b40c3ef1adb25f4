import { isIP } from 'node:net';

/**
 * The domain that a holder typed or a browser sent, comparable: ASCII (punycode), lower case, without `www.`. Null for what
 * is no public domain.
 */
export function normaliseDomain(written: string): string | null {
  const address = /^[a-z]+:\/\//iu.test(written.trim()) ? written.trim() : `https://${written.trim()}`;
  if (!URL.canParse(address)) return null;
  const { hostname, username } = new URL(address);
  const host = hostname.replace(/\.$/u, '').replace(/^www\./u, '');
  if (username !== '' || isIP(host.replace(/[[\]]/gu, '')) !== 0) return null;
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})$/u.test(host) ? host : null;
}

/** Whether a site is the registered one or a part of it. */
export function belongsTo(host: string, domain: string): boolean {
  return host === domain || host.endsWith(`.${domain}`);
}
