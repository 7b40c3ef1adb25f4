import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';

type Networks = Deps['config']['WEBHOOK_NETWORKS'];

/** Why an address was not called, as `lookup` throws it. */
export class AddressRefusedError extends Error {}

/**
 * Whether a webhook may reach an address: public ones (and no others that are mapped into IPv6), and those the operator
 * allowed. Everything else is ours or the cloud's: loopback, private, link-local with the metadata services.
 */
export function isReachable(address: string, networks: Networks): boolean {
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' || isAllowed(parsed, networks);
}

function isAllowed(address: ReturnType<typeof ipaddr.process>, networks: Networks): boolean {
  return networks.some((network) => {
    const [range, bits] = ipaddr.parseCIDR(network);
    return range.kind() === address.kind() && address.match(range, bits);
  });
}

/**
 * Resolves a name for a connection and hands on only what may be reached: what was checked is what is called, so a name
 * that answers something else the next time (DNS rebinding) gains nothing.
 */
export function guardedLookup(networks: Networks): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error !== null) {
        callback(error, '', 4);
        return;
      }
      const refused = found.some(({ address }) => !isReachable(address, networks));
      const [first] = found;
      if (refused || first === undefined) callback(new AddressRefusedError('not a public address'), '', 4);
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

/** The host of a URL as `net` and `dns` want it: IPv6 without its brackets. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/**
 * Looks at an address before it is kept: https, no credentials in it, a name that resolves to public addresses only. Plain
 * http is for addresses of networks that the operator allowed.
 * @throws DomainError VALIDATION_FAILED with WEBHOOK_URL_…
 */
export async function requireCallable(url: string, networks: Networks): Promise<void> {
  const parsed = new URL(url);
  const host = hostOf(parsed);
  if (parsed.username !== '' || parsed.password !== '') throw refused('WEBHOOK_URL_CREDENTIALS');
  const own = isIP(host) !== 0 && isAllowed(ipaddr.process(host), networks);
  if (parsed.protocol !== 'https:' && !own) throw refused('WEBHOOK_URL_NOT_HTTPS');
  if (isIP(host) !== 0) {
    if (!isReachable(host, networks)) throw refused('WEBHOOK_URL_NOT_PUBLIC');
    return;
  }
  await new Promise<void>((done, fail) => {
    guardedLookup(networks)(host, { all: true }, (error) => {
      if (error === null) done();
      else fail(refused(error instanceof AddressRefusedError ? 'WEBHOOK_URL_NOT_PUBLIC' : 'WEBHOOK_URL_UNRESOLVED'));
    });
  });
}

type UrlFault =
  'WEBHOOK_URL_NOT_HTTPS' | 'WEBHOOK_URL_CREDENTIALS' | 'WEBHOOK_URL_NOT_PUBLIC' | 'WEBHOOK_URL_UNRESOLVED';

/** Its words are in domain/field-faults.ts. */
function refused(code: UrlFault): DomainError {
  return new DomainError('VALIDATION_FAILED', { errors: [{ path: 'url', code, message: code }] });
}
