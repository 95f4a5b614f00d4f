/** A document at a web address, from a message in the chat to tickets: certificates, redirects and limits are real. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { createPageFetcher } from '../../src/documents/readers/fetch-page.ts';
import { silentLog } from '../../src/ports/log.ts';
import { makeCertificate } from '../support/certificate.ts';
import { openTestHouse, type TestHouse, wordsOf } from '../support/house.ts';

const host = 'docs.example.test';
const plan =
  '<html><head><title>Tide tables</title></head><body><h1>Tide tables</h1><h2>Requirements</h2><ul><li>Sailors must see the tide of any day.</li><li>The table must print on one page.</li></ul></body></html>';

let chat: TestHouse;
let server: Server;
let base: string;

beforeAll(async () => {
  const certificate = makeCertificate(host);
  server = createServer(certificate, (request, response) => {
    if (request.url === '/plan') response.writeHead(200, { 'content-type': 'text/html' }).end(plan);
    else if (request.url === '/moved') response.writeHead(302, { location: '/plan' }).end();
    else if (request.url === '/inside') response.writeHead(302, { location: 'https://127.0.0.2/plan' }).end();
    else if (request.url === '/large') response.writeHead(200).end('x'.repeat(200_000));
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `https://${host}:${(server.address() as AddressInfo).port}`;
  chat = await openTestHouse({ env: { DOCKET_FETCH_URLS: '1' } });
  const { storage, clock, ids, services } = chat.house;
  // All that differs from the real thing: this one name leads to loopback, and loopback counts as public.
  const fetchPage = createPageFetcher({
    ca: certificate.cert,
    resolve: async (name) => [{ address: name === host ? '127.0.0.1' : name, family: 4 }],
    isPublic: (address) => address === '127.0.0.1',
    maxBytes: 100_000,
  });
  const { store } = storage;
  Object.assign(services.documents, createDocuments({ store, clock, ids, log: silentLog, fetchPage }));
});
afterAll(async () => {
  await chat.close();
  server.closeAllConnections();
  server.close();
});

it('is read over a redirect, kept under the address that was given, and makes tickets', async () => {
  const read = wordsOf(await chat.say(`/docket ingest ${base}/moved`));
  expect(read).toContain('Read “Tide tables”');
  expect(read).toContain('Read from HTML into Markdown');
  const [document] = await chat.house.storage.store.documents.list(chat.house.workspace.id);
  expect(document).toMatchObject({ title: 'Tide tables', source: { kind: 'url', name: `${base}/moved` } });
  const drafted = wordsOf(await chat.say('/docket generate'));
  expect(drafted).toMatch(/tide of any day/i);
  expect(drafted).toMatch(/one page/i);
});

it('is understood in plain words', async () => {
  expect(wordsOf(await chat.say(`please read ${base}/plan`, { thread: 'plain' }))).toContain('Tide tables');
});

it.each([
  ['/inside', /addresses inside networks are never fetched/],
  ['/large', /larger than/],
  ['/gone', /There is no page at that address/],
])('is refused in words where it leads nowhere good: %s', async (path, why) => {
  const before = await chat.house.storage.store.documents.list(chat.house.workspace.id);
  expect(wordsOf(await chat.say(`/docket ingest ${base}${path}`, { thread: path }))).toMatch(why);
  expect(await chat.house.storage.store.documents.list(chat.house.workspace.id)).toHaveLength(before.length);
});
