/** Model settings that point at loopback, and bare servers for what a well-behaved stand-in cannot do or does not count. */
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

/** What a request to the chat endpoint carries, as far as tests look at it. */
export type Asked = {
  model: string;
  reasoning_effort?: string;
  messages: { role: string; content: string | null }[];
};

/** `used` is what the server counts; with null it does not count. */
export type Scripted = {
  status?: number;
  /** It never answers. */
  silent?: true;
  text?: string;
  calls?: { name: string; args?: unknown }[];
  used?: { input: number; output: number; cached?: number; reasoning?: number } | null;
};

/** An OpenAI-compatible server that counts: every request is kept, and the script answers it. */
export async function startCountingServer(script: (asked: Asked) => Scripted) {
  const requests: Asked[] = [];
  const server = await listen((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      const asked = JSON.parse(body) as Asked;
      requests.push(asked);
      const { status = 200, silent, ...said } = script(asked);
      if (silent) return;
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(status === 200 ? completion(requests.length, said) : { error: { message: 'no' } }),
      );
    });
  });
  return { ...server, requests };
}

function completion(number: number, { text = '', calls = [], used = { input: 100, output: 20 } }: Scripted) {
  const tool_calls = calls.map(({ name, args = {} }, at) => ({
    id: `call_${number}_${at}`,
    type: 'function',
    function: { name, arguments: JSON.stringify(args) },
  }));
  const message = { role: 'assistant', content: text, ...(calls.length > 0 ? { tool_calls } : {}) };
  const choices = [{ index: 0, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop', message }];
  return {
    id: `chatcmpl-${number}`,
    object: 'chat.completion',
    choices,
    ...(used && { usage: count(used) }),
  };
}

function count({ input, output, cached = 0, reasoning = 0 }: NonNullable<Scripted['used']>) {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
