/** What the server needs from the environment. */
import * as z from 'zod';
import { DocketError } from '../domain/errors.ts';
import { type AdapterSettings, type Environment, readVariables } from '../ports/settings.ts';

export const ServerSettings = z.object({
  host: z.string().min(1),
  /** 0 takes any that is free. */
  port: z.int().min(0).max(65_535),
  /** Nobody asked for this very port: where it is taken, nothing listens. */
  isDefault: z.boolean().optional(),
});
export type ServerSettings = z.infer<typeof ServerSettings>;

/** `http://127.0.0.1:3030`. */
export function addressOf({ host, port }: ServerSettings): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Where a service listens that was told of no port. */
const usualPort = 3030;

/** As they are set, or where a service listens that was told of none. Throws CONFIG_INVALID. */
export function settingsOfService(environment: Environment): ServerSettings {
  if (environment.DOCKET_HTTP_PORT?.trim()) return serverSettings.parse(environment)!;
  const usual = serverSettings.parse({ ...environment, DOCKET_HTTP_PORT: String(usualPort) })!;
  return { ...usual, isDefault: true };
}

export const serverSettings: AdapterSettings<ServerSettings> = {
  name: 'server',
  title: 'Server',
  variables: [
    {
      name: 'DOCKET_HTTP_PORT',
      description:
        'Port for programs and webhooks, 0 for any that is free; without it `docket serve` takes 3030, and nothing else listens',
      required: true,
      secret: false,
      example: '3030',
    },
    {
      name: 'DOCKET_HTTP_HOST',
      description: 'Address to listen on: this machine alone, unless another is given',
      required: false,
      secret: false,
      default: '127.0.0.1',
    },
  ],
  parse(environment) {
    const values = readVariables(serverSettings, environment);
    if (values === null) return null;
    const text = values.DOCKET_HTTP_PORT!;
    const port = ServerSettings.shape.port.safeParse(/^\d+$/.test(text) ? Number(text) : null);
    if (port.success) return { host: values.DOCKET_HTTP_HOST!, port: port.data };
    throw new DocketError('CONFIG_INVALID', {
      message: `DOCKET_HTTP_PORT is "${text}", which is no port.`,
      remedy: 'Give a number from 1 to 65535, such as 3030, or remove it to listen nowhere.',
    });
  },
};
