/** A team's own agent for tests: a program on a socket that takes steps only with the right signature, and answers when it is told to. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Taken = {
  key: string;
  kind: string;
  brief: string;
  step: { id: string; agent: string; visit: number; attempt: number; output_schema: unknown };
  ticket: { key: string } | null;
  ticket_path: string | null;
  earlier: { step: string }[];
  callback: { url: string; token: string; expires_at: string };
};

export type OutsideProgram = {
  url: string;
  /** What it took, in order; a call that was refused is not among them. */
  taken: Taken[];
  /** What the next calls are answered with instead of 202: a status, or `hang up`. */
  faults: (number | 'hang up')[];
  /** Statuses of every call it got. */
  answered: (number | 'hang up')[];
  answer(
    taken: Taken,
    said: unknown,
    token?: string,
  ): Promise<{ status: number; body: { status?: string; error?: { code: string; message: string } } }>;
  close(): Promise<void>;
};

export async function startOutsideProgram(secret: string): Promise<OutsideProgram> {
  const program = {
    taken: [] as Taken[],
    faults: [] as OutsideProgram['faults'],
    answered: [] as OutsideProgram['answered'],
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const fault = program.faults.shift();
    const status = fault ?? check(secret, request.headers, text);
    program.answered.push(status);
    if (status === 'hang up') return void request.socket.destroy();
    if (status === 202) program.taken.push(JSON.parse(text));
    response.writeHead(status, status === 429 ? { 'retry-after': '0' } : {}).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    ...program,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/steps`,
    async answer({ callback }, said, token = callback.token) {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const response = await fetch(callback.url, { method: 'POST', headers, body: JSON.stringify(said) });
      return { status: response.status, body: (await response.json()) as never };
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** As the manual tells a program to: the signature over timestamp and body, and not older than five minutes. */
function check(secret: string, headers: NodeJS.Dict<string | string[]>, text: string): number {
  const timestamp = String(headers['x-docket-timestamp']);
  const own = Buffer.from(`v1=${createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')}`);
  const theirs = Buffer.from(String(headers['x-docket-signature']));
  if (own.length !== theirs.length || !timingSafeEqual(own, theirs)) return 401;
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return 401;
  return headers['idempotency-key'] === JSON.parse(text).key ? 202 : 400;
}
