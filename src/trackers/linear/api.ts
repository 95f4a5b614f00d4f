/** One request to Linear through its SDK: checked, bounded in time, and never repeated. */
import { LinearClient } from '@linear/sdk';
import type * as z from 'zod';
import type { LinearSettings } from './settings.ts';

export type LinearApi = {
  /** Throws what the SDK, `fetch` or the check of the answer throws; `readFault` understands all three. */
  ask<Shape extends z.ZodType>(
    document: string,
    variables: Record<string, unknown>,
    shape: Shape,
    signal?: AbortSignal,
  ): Promise<z.infer<Shape>>;
};

export function createLinearApi(settings: LinearSettings, timeoutMs: number): LinearApi {
  return {
    async ask(document, variables, shape, signal) {
      const timeout = AbortSignal.timeout(timeoutMs);
      // The SDK takes a signal only for a whole client, and a client costs nothing: its requests share fetch's pool.
      const client = new LinearClient({
        apiKey: settings.apiKey,
        apiUrl: settings.apiUrl,
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
        redirect: 'error',
      });
      const answer = await client.client.rawRequest(document, variables);
      return shape.parse(answer.data);
    },
  };
}
