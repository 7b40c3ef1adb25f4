import { connect, type PeerCertificate } from 'node:tls';
import type { Deps } from '../deps.js';

const PATIENCE_MS = 5_000;
const DAY_MS = 86_400_000;

export interface AddressCheck {
  readonly address: string;
  readonly https: boolean;
  /** Whether this very installation answers there. */
  readonly reachable: boolean;
  /** Why the certificate is not accepted, as the library names it; null when it is, or without https. */
  readonly fault: string | null;
  readonly certificate: { readonly issuer: string; readonly until: string; readonly daysLeft: number } | null;
}

/** Opens our own public address (`BASE_URL`, no other) as a browser would. */
export async function checkAddress(deps: Pick<Deps, 'config' | 'clock'>): Promise<AddressCheck> {
  const url = new URL(deps.config.BASE_URL);
  const https = url.protocol === 'https:';
  const reachable = await fetch(new URL('/healthz', url), {
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: 'manual',
  }).then(
    ({ ok }) => ok,
    () => false,
  );
  const found = https ? await handshake(url) : null;
  return {
    address: url.origin,
    https,
    reachable,
    fault: found?.fault ?? null,
    certificate: found?.certificate == null ? null : describe(found.certificate, deps.clock.now()),
  };
}

/** Looks at the certificate even when it is not accepted: its end date is what people need to know. */
function handshake({ hostname, port }: URL): Promise<{ fault: string | null; certificate: PeerCertificate | null }> {
  return new Promise((resolve) => {
    const socket = connect(
      { host: hostname, port: port === '' ? 443 : Number(port), servername: hostname, rejectUnauthorized: false },
      () => {
        const fault = socket.authorized ? null : String(socket.authorizationError);
        resolve({ fault, certificate: socket.getPeerCertificate() });
        socket.destroy();
      },
    );
    const fail = (fault: string) => {
      socket.destroy();
      resolve({ fault, certificate: null });
    };
    socket.setTimeout(PATIENCE_MS, () => fail('TIMEOUT'));
    socket.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? 'UNREACHABLE'));
  });
}

function describe({ issuer, valid_to }: PeerCertificate, now: Date): AddressCheck['certificate'] {
  const until = new Date(valid_to);
  const name = [issuer.O, issuer.CN].flat().find((part) => part !== undefined && part !== '');
  return {
    issuer: name ?? '–',
    until: until.toISOString(),
    daysLeft: Math.floor((until.getTime() - now.getTime()) / DAY_MS),
  };
}
