/** Deliveries over HTTP as Slack makes them: a form or JSON, signed over its bytes, and repeated by its headers. */
import { createHmac } from 'node:crypto';
import type { Acknowledgement, Deliver } from './sockets.ts';

export type HttpTarget = { url: string; signingSecret: string };

/** Rejects when the answer took longer than `ackMs` or was not 200. */
export function openHttpDeliveries(
  { url, signingSecret }: HttpTarget,
  { now, ackMs = 3000 }: { now(): Date; ackMs?: number | undefined },
): Deliver {
  return async (type, payload, retry): Promise<Acknowledgement> => {
    const { body, mediaType } = write(type, payload);
    const timestamp = String(Math.floor(now().getTime() / 1000));
    const headers = {
      'content-type': mediaType,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': sign(signingSecret, timestamp, body),
      ...(retry ? { 'x-slack-retry-num': String(retry.attempt), 'x-slack-retry-reason': retry.reason } : {}),
    };
    const began = performance.now();
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(ackMs) });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`it was not acknowledged in time: ${response.status}`);
    return { payload: text === '' ? null : readJson(text), tookMs: performance.now() - began };
  };
}

export function sign(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** Events are JSON; what people press comes as JSON in a form, and a command as a form. */
function write(type: string, payload: unknown): { body: string; mediaType: string } {
  const form = 'application/x-www-form-urlencoded';
  if (type === 'events_api') return { body: JSON.stringify(payload), mediaType: 'application/json' };
  if (type === 'interactive') {
    return { body: String(new URLSearchParams({ payload: JSON.stringify(payload) })), mediaType: form };
  }
  return { body: String(new URLSearchParams(payload as Record<string, string>)), mediaType: form };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
