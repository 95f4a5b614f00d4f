/** Opens the server of a sandbox where it was the last time, unless another living sandbox keeps its state there. */
import type { Journal } from './journal.ts';
import { type LoopbackRequest, type LoopbackServer, listenOnLoopback } from './loopback-server.ts';
import { refuseSecondHolder } from './state-holder.ts';

export type ServerOptions = {
  /** Must be free. Left out, the port of the last run with this state file, or any free one. */
  port?: number;
  /** Where things are kept; left out, they last as long as the sandbox. A second one that wants it is refused. */
  stateFile?: string;
};

/** Throws, with the journal closed, when the asked port is taken or another sandbox has the state file. */
export async function openServer(
  options: ServerOptions,
  journal: Journal,
  handle: (request: LoopbackRequest) => Promise<void>,
): Promise<LoopbackServer> {
  const ports = (journal.entries as { port?: number }[]).flatMap(({ port }) => port ?? []);
  const lastPort = ports.at(-1);
  try {
    const server = await listenOnLoopback({ port: options.port, preferredPort: lastPort }, handle);
    if (lastPort === server.port) return server;
    await refuseLastHolder(options.stateFile, lastPort, server);
    journal.append({ port: server.port });
    return server;
  } catch (error) {
    journal.close();
    throw error;
  }
}

async function refuseLastHolder(
  stateFile: string | undefined,
  lastPort: number | undefined,
  server: LoopbackServer,
): Promise<void> {
  if (stateFile === undefined || lastPort === undefined) return;
  await refuseSecondHolder(stateFile, lastPort).catch(async (error) => {
    await server.close();
    throw error;
  });
}
