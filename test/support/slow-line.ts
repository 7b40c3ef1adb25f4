import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

/**
 * A line between browser and server that loses packets, or is cut. How many bits a second it carries is the browser's
 * matter (`throttle`): the kernel's buffers would take a whole picture at once from it.
 */
export interface SlowLine {
  readonly url: string;
  /** Bytes that went towards the server. */
  readonly sent: () => number;
  /** @param share of packets that are lost and sent again */
  lose(share: number): void;
  /** Tears every connection and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** One Ethernet packet's worth of a stream, and how long TCP waits before it sends a lost one again (RFC 6298: 200 ms and more). */
const PACKET = 1_400;
const RESEND_MS = 300;

/** A TCP proxy: a lost packet delays everything behind it, as retransmission does. */
export async function openSlowLine(target: string): Promise<SlowLine> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  let [loss, whole, sent] = [0, true, 0];
  // Losses at fixed places, so that every run meets the same line.
  let packets = 0;
  const isLost = () => {
    packets += 1;
    return loss > 0 && packets % Math.round(1 / loss) === 0;
  };
  const pipe = async (from: Socket, to: Socket, count: (bytes: number) => void) => {
    for await (const chunk of from as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += PACKET) {
        const packet = chunk.subarray(at, at + PACKET);
        if (isLost()) await new Promise((resolve) => setTimeout(resolve, RESEND_MS));
        if (to.destroyed) return;
        count(packet.length);
        to.write(packet);
      }
    }
    to.end();
  };
  const server = createServer((near) => {
    if (!whole) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    void pipe(near, far, (bytes) => (sent += bytes)).catch(() => undefined);
    void pipe(far, near, () => undefined).catch(() => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const tear = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent: () => sent,
    lose: (share) => {
      loss = share;
    },
    cut: () => {
      whole = false;
      tear();
    },
    mend: () => {
      whole = true;
    },
    close: () => {
      tear();
      server.close();
    },
  };
}
