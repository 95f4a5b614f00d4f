/** Fetching a document by its address: what comes back, and all the ways that must not lead inside. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  checkUrl,
  createPageFetcher,
  type PageFetcherParts,
} from '../../../../src/documents/readers/fetch-page.ts';
import { isPublicAddress } from '../../../../src/outbound/public-address.ts';
import { makeCertificate } from '../../../support/certificate.ts';

const host = 'docs.example.test';
let server: Server;
let base: string;
let certificate: { key: string; cert: string };
let connections = 0;
const asked: string[] = [];

const pages: Record<string, (end: (status: number, headers: object, body?: string) => void) => void> = {
  '/prd.md': (end) => end(200, { 'content-type': 'text/markdown' }, '# Plan\n'),
  '/moved': (end) => end(302, { location: '/prd.md' }),
  '/to-http': (end) => end(302, { location: 'http://docs.example.test/prd.md' }),
  '/to-user': (end) => end(302, { location: 'https://me:secret@docs.example.test/' }),
  '/to-inside': (end) => end(301, { location: 'https://inside.example.test/' }),
  '/to-metadata': (end) => end(307, { location: 'https://169.254.169.254/latest/meta-data/' }),
  '/loop': (end) => end(302, { location: '/loop' }),
  '/locked': (end) => end(403, {}, 'secret words of the server'),
  '/gone': (end) => end(404, {}),
  '/broken': (end) => end(500, {}, 'stack'),
  '/large': (end) => end(200, {}, 'x'.repeat(3000)),
  '/liar': (end) => end(200, { 'content-length': '5000000' }),
  '/silent': () => undefined,
};

beforeAll(async () => {
  certificate = makeCertificate(host);
  server = createServer(certificate, (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const page = pages[request.url ?? ''];
    page?.((status, headers, body) =>
      response.writeHead(status, headers as Record<string, string>).end(body),
    );
  });
  server.on('connection', () => connections++);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `https://${host}:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  connections = 0;
  asked.length = 0;
});

/** A fetcher for which loopback is public and every name leads there. */
function fetcher(more: PageFetcherParts = {}) {
  return createPageFetcher({
    ca: certificate.cert,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isPublic: (address) => address === '127.0.0.1',
    ...more,
  });
}

const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });

describe('a page at a public address', () => {
  it('comes with its bytes, its media type and the address that was asked for', async () => {
    const page = await fetcher()(`${base}/moved#part-2`);
    expect(Buffer.from(page.bytes).toString()).toBe('# Plan\n');
    expect([page.mediaType, page.url]).toEqual(['text/markdown', `${base}/moved`]);
  });

  it('is asked for at the address that was checked, whatever its name resolves to afterwards', async () => {
    let lookups = 0;
    const resolve = async () => [{ address: lookups++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
    await fetcher({ resolve })(`${base}/prd.md`);
    expect(lookups).toBe(1);
    expect(asked).toEqual([expect.stringMatching(/^docs\.example\.test:\d+ \/prd\.md$/)]);
  });

  it.each([
    ['/locked', 'UNREADABLE'],
    ['/gone', 'NOT_FOUND'],
    ['/broken', 'UNREADABLE'],
    ['/loop', 'UNREADABLE'],
    ['/to-http', 'INVALID_INPUT'],
    ['/to-user', 'INVALID_INPUT'],
  ])('that answers like %s is refused as %s, without its words', async (path, code) => {
    const error = await fetcher()(base + path).catch((one: Error) => one);
    expect(error).toEqual(refused(code));
    expect(String((error as Error).message)).not.toMatch(/secret|stack/);
  });

  it('that is too large is given up, whether it says so or not', async () => {
    const read = fetcher({ maxBytes: 2000 });
    await expect(read(`${base}/large`)).rejects.toEqual(refused('TOO_LARGE'));
    await expect(read(`${base}/liar`)).rejects.toEqual(refused('TOO_LARGE'));
  });

  it('that does not answer is given up after the time limit, and a slow name as well', async () => {
    const never = () => new Promise<never>(() => undefined);
    await expect(fetcher({ timeoutMs: 300 })(`${base}/silent`)).rejects.toEqual(refused('UNREADABLE'));
    await expect(fetcher({ timeoutMs: 100, resolve: never })(base)).rejects.toEqual(refused('UNREADABLE'));
  });

  it('is given up when the person stops it', async () => {
    const reading = fetcher()(`${base}/silent`, AbortSignal.timeout(100));
    await expect(reading).rejects.toEqual(refused('CANCELLED'));
  });

  it('with a certificate nobody vouches for is refused', async () => {
    await expect(fetcher({ ca: makeCertificate('other.test').cert })(`${base}/prd.md`)).rejects.toEqual(
      refused('UNREADABLE'),
    );
  });
});

describe('an address that leads inside', () => {
  const inside = ['127.0.0.1', '127.0.0.2'];

  it('is never connected to, also where only one of its addresses is private', async () => {
    const resolve = async () => inside.map((address) => ({ address, family: 4 }));
    await expect(fetcher({ resolve })(`${base}/prd.md`)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(fetcher({ isPublic: isPublicAddress })(`${base}/prd.md`)).rejects.toEqual(
      refused('FORBIDDEN'),
    );
    expect(connections).toBe(0);
  });

  it('is not reached through a redirect either', async () => {
    const resolve = async (name: string) => [
      { address: name === host ? '127.0.0.1' : name === '169.254.169.254' ? name : '10.0.0.5', family: 4 },
    ];
    await expect(fetcher({ resolve })(`${base}/to-inside`)).rejects.toEqual(refused('FORBIDDEN'));
    await expect(fetcher({ resolve })(`${base}/to-metadata`)).rejects.toEqual(refused('FORBIDDEN'));
    expect(connections).toBe(2);
  });

  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://0/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/',
    'https://[fe80::1]/',
    'https://[fd00:ec2::254]/',
    'https://[fec0::1]/',
    'https://[ff02::1]/',
    'https://10.0.0.1/',
    'https://172.16.3.4/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://100.100.100.200/',
    'https://169.254.169.254/latest/meta-data/',
    'https://168.63.129.16/',
    'https://192.0.0.192/',
    'https://198.18.0.1/',
    'https://203.0.113.7/',
    'https://224.0.0.1/',
    'https://240.0.0.1/',
    'https://255.255.255.255/',
    'https://１２７.０.０.１/',
    'https://①②⑦.0.0.1/',
  ])('is known by any spelling: %s', async (url) => {
    const read = createPageFetcher({ timeoutMs: 2000 });
    await expect(read(url)).rejects.toEqual(refused('FORBIDDEN'));
  });

  it.each(['https://localhost/', 'https://localhost./'])('is known by its name: %s', async (url) => {
    const read = createPageFetcher({ resolve: async () => [{ address: '::1', family: 6 }] });
    await expect(read(url)).rejects.toEqual(refused('FORBIDDEN'));
  });
});

describe('an address', () => {
  it.each([
    'http://example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'https://',
    'example.com/prd',
    'https://user@example.com/',
    'https://user:secret@example.com/',
    'https://example.com@127.0.0.1/',
    'https://:secret@example.com/',
  ])('that is not plain https is refused: %s', (url) => {
    expect(() => checkUrl(url)).toThrow(refused('INVALID_INPUT'));
  });

  it('may have a port, a path and a query, and loses its fragment', () => {
    expect(checkUrl(' https://example.com:8443/a%20b?c=d#e ').href).toBe(
      'https://example.com:8443/a%20b?c=d',
    );
  });

  it.each(['93.184.216.34', '8.8.8.8', '2606:2800:220:1:248:1893:25c8:1946'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it('that is no address, or one in disguise, is not public', () => {
    expect(['', 'example.com', '1.2.3.4.5', '::g'].map(isPublicAddress)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
