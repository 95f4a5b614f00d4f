/** The code of a repository, read with the real client over a loopback server. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CodeHost } from '../../src/ports/code-host.ts';
import { createGithubCode } from '../../src/trackers/github/code.ts';

const asked: string[] = [];
let server: Server;
let code: CodeHost;

const answers: Record<string, unknown> = {
  '/repos/o/shop/git/trees/HEAD?recursive=1': {
    tree: ['src/cart.ts', 'src', 'web/cart.ts', 'README.md'].map((path) => ({
      path,
      type: path === 'src' ? 'tree' : 'blob',
    })),
  },
  '/repos/o/shop/commits?path=src%2Fcart.ts&per_page=5': [
    {
      sha: 'abc1234',
      html_url: 'https://github.com/o/shop/commit/abc1234',
      commit: { message: 'Round totals\n\nmore', author: { name: 'Priya', date: '2026-11-20T10:00:00Z' } },
    },
  ],
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url!);
    const answer = answers[request.url!];
    response
      .writeHead(answer ? 200 : 404, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer ?? { message: 'Not Found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  code = createGithubCode({
    auth: { token: 't' },
    owner: 'o',
    repository: 'shop',
    apiUrl,
    webhookSecret: null,
    sandbox: false,
  });
});
afterAll(() => void server.close());

it('finds files by the end of their path, and asks for the list once', async () => {
  expect(await code.findFiles('/app/src/cart.ts')).toEqual(['src/cart.ts', 'web/cart.ts']);
  expect(await code.findFiles('nothing.ts')).toEqual([]);
  expect(asked.filter((url) => url.includes('/git/trees/'))).toHaveLength(1);
});

it('tells who changed a file last, and refuses in a sentence what is not there', async () => {
  expect(await code.commits('src/cart.ts')).toEqual([
    {
      sha: 'abc1234',
      title: 'Round totals',
      author: 'Priya',
      at: '2026-11-20T10:00:00Z',
      url: 'https://github.com/o/shop/commit/abc1234',
    },
  ]);
  await expect(code.commits('gone.ts')).rejects.toMatchObject({ name: 'DocketError' });
});
