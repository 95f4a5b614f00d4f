/** An HTTP answer as a sandbox makes it, before anything is sent. */
import type { ServerResponse } from 'node:http';

export type Answer = { status: number; headers: Record<string, string>; body: string };

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

/** What a gateway says in the place of the service behind it. */
export function badGateway(): Answer {
  return {
    status: 502,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>502 Bad Gateway</body></html>',
  };
}

/** A client that has gone meanwhile gets nothing, and that is no fault of ours. */
export function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers).end(answer.body);
}
