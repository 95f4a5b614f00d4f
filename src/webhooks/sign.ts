/** Signs deliveries as standardwebhooks.com says, so that receivers can check them with a library they have. */
import { createHmac, randomBytes } from 'node:crypto';

const prefix = 'whsec_';

/** 192 random bits, in the spelling those libraries take. */
export function makeSigningSecret(): string {
  return `${prefix}${randomBytes(24).toString('base64')}`;
}

/** The three headers; `atMs` is when this attempt is made, so that receivers can refuse a repetition of an old one. */
export function signDelivery(
  secret: string,
  { id, atMs, body }: { id: string; atMs: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
