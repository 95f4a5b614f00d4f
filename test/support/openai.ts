/** Model settings that point at loopback, and bare servers for what a well-behaved stand-in cannot do. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelSettings } from '../../src/models/settings.ts';

export function modelSettingsFor(baseUrl: string): ModelSettings {
  return {
    apiKey: 'sk-secret',
    baseUrl,
    fast: 'fast-model',
    standard: 'standard-model',
    deep: 'deep-model',
    tokensPerRun: 200_000,
    limits: { tokens: 400_000, cost: 2, steps: 12 },
    prices: {},
  };
}

export async function listen(handle: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
