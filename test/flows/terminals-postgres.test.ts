/** Several terminals on one Postgres server: what is said in one is answered there, and what a dead one left is taken up. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/ports/log.ts';
import { openTerminalChat, type TerminalChat } from '../../src/terminal-chat.ts';
import { aMessage, aSchedule } from '../contracts/store-samples.ts';
import { startPostgres } from '../support/postgres.ts';

const server = await startPostgres();
if (typeof server === 'string') console.warn(server);

type Terminal = {
  house: House;
  chat: TerminalChat;
  /** Everything on its screen so far. */
  screen(): string;
  say(text: string): Promise<void>;
};

describe.skipIf(typeof server === 'string')('terminals that share a Postgres server', () => {
  if (typeof server === 'string') return;
  const home = mkdtempSync(join(tmpdir(), 'docket-terminals-'));
  let url: string;
  let [ann, bob]: Terminal[] = [];

  const open = async (thread?: string): Promise<Terminal> => {
    const config = readConfig({ DOCKET_HOME: home, DATABASE_URL: url });
    const house = await openHouse(config, silentLog, 'Ann');
    const [input, output] = [new PassThrough(), new PassThrough()];
    let text = '';
    output.setEncoding('utf8').on('data', (more: string) => {
      text += more;
    });
    const options = { color: false, ...(thread ? { thread } : {}) };
    const chat = await openTerminalChat(house, { input, output }, options).catch(async (error) => {
      await house.close();
      throw error;
    });
    let heard = () => {};
    await chat.surface.start((event) => chat.accept(event).finally(() => heard()));
    const say = async (line: string) => {
      const accepted = new Promise<void>((resolve) => {
        heard = resolve;
      });
      input.write(`${line}\n`);
      await accepted;
      await chat.settled();
    };
    return { house, chat, screen: () => text, say };
  };

  beforeAll(async () => {
    url = await server.createDatabase();
    ann = await open();
    bob = await open();
  });
  afterAll(async () => {
    for (const one of [ann, bob]) await one!.house.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('have a conversation each, and one that is asked for by name only in one', async () => {
    expect([ann!, bob!].map(({ chat }) => chat.thread.name)).toEqual(['main', 'main-2']);
    expect(bob!.chat.thread.because).toContain('"main" is open in another terminal');
    await expect(open('main')).rejects.toMatchObject({ code: 'CONCURRENCY_CONFLICT' });
  });

  it('each answer what was said in them, and draw again what was shown in them', async () => {
    const both = [ann!, bob!];
    const lines = ['/docket create Ticket of', 'push it to local'];
    const [create, push] = lines;
    await Promise.all(both.map((one, at) => one.say(`${create} ${at}`)));
    await Promise.all(both.map((one) => one.say(push!)));
    for (const one of both) await one.say(/\[(\d+)\] Approve 1 ticket and push/.exec(one.screen())![1]!);
    for (const [at, one] of both.entries()) {
      expect(one.screen()).toContain(`Ticket of ${at}`);
      expect(one.screen()).not.toContain(`Ticket of ${1 - at}`);
      expect(one.screen()).toContain('1 ticket created in Docket only');
    }
  });

  it('take up what was left in their conversation, unanswered or due, and nobody else does', async () => {
    await bob!.house.close();
    const { storage, workspace, ids } = ann!.house;
    const thread = await storage.store.threads.find(workspace.id, 'terminal', 'main-2');
    const event = { ...aMessage({ text: '/docket help', thread: thread!.external }), actor: bob!.chat.actor };
    await storage.store.inbox.accept({
      id: ids.next(),
      workspaceId: workspace.id,
      threadId: thread!.id,
      event,
    });
    const due = { kind: 'reminder' as const, text: 'Call Vera', dueAt: new Date().toISOString() };
    await storage.store.schedules.put(aSchedule(workspace.id, thread!.id, { ...due, cadence: null }));
    await ann!.say('/docket documents');
    bob = await open();
    expect(bob.chat.thread).toMatchObject({ name: 'main-2', because: expect.stringContaining('cut off') });
    await bob.chat.settled();
    expect(bob.screen()).toContain('Commands');
    await expect.poll(bob.screen).toContain('Call Vera');
    expect(ann!.screen()).not.toMatch(/Commands|Call Vera/);
  });
});
