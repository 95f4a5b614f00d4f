/** Somebody else's server that is told what happens: it keeps what it took, and refuses what a test wants refused. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signDelivery } from '../../src/webhooks/sign.ts';

export type Taken = {
  id: string;
  type: string;
  data: Record<string, unknown>;
  headers: NodeJS.Dict<string | string[]>;
};

export type Receiver = {
  url: string;
  /** With a right signature, in the order they came. */
  taken: Taken[];
  /** What the next requests are answered with; 204 when empty. */
  answers: number[];
  /** Deliveries are checked against it once it is known. */
  secret: string;
  close(): Promise<void>;
};

export async function openReceiver(): Promise<Receiver> {
  const receiver: Pick<Receiver, 'taken' | 'answers' | 'secret'> = { taken: [], answers: [], secret: '' };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { headers } = request;
    const id = String(headers['webhook-id']);
    const atMs = Number(headers['webhook-timestamp']) * 1000;
    const right = signDelivery(receiver.secret, { id, atMs, body })['webhook-signature'];
    const answer = headers['webhook-signature'] === right ? (receiver.answers.shift() ?? 204) : 401;
    if (answer < 300) receiver.taken.push({ ...(JSON.parse(body) as Taken), headers });
    response.writeHead(answer, answer >= 300 && answer < 400 ? { location: '/elsewhere' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(receiver, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook-4711`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
