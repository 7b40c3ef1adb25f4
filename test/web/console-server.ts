import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.js';
import type { TestContext } from '../support/app.js';

/** The whole application, console included, on a free port. */
export async function serveConsole({ deps }: TestContext): Promise<{ url: string; server: Server }> {
  const server = createServer(createApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, server };
}
