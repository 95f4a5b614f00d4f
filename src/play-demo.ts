/** `docket demo`: tells the story of the main job with the real conversation, in a folder that goes away with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import pc from 'picocolors';
import { openHouse } from './app.ts';
import type { Card } from './cards/card.ts';
import { attachFiles } from './cli/attach-files.ts';
import { type Stage, StoryBroke, tellStory } from './cli/demo.ts';
import type { Config } from './config.ts';
import { readDocumentFile } from './documents/document-file.ts';
import type { Log } from './ports/log.ts';
import type { Inbound } from './ports/surface.ts';
import { root } from './root.ts';
import { type LinearSandbox, startLinearSandbox } from './sandbox/linear/linear.ts';
import { openTerminalChat, type TerminalChat, type TerminalStreams } from './terminal-chat.ts';

const thread = 'demo';

/** 0 only when everything the story tells did happen. Touches neither the user's store nor any real tracker. */
export async function playDemo(
  config: Config,
  log: Log,
  output: TerminalStreams['output'],
  options: { fast: boolean },
): Promise<number> {
  const home = mkdtempSync(join(tmpdir(), 'docket-demo-'));
  const sandbox = await startLinearSandbox();
  const linear = {
    apiKey: sandbox.apiKey,
    apiUrl: sandbox.apiUrl,
    team: 'ENG',
    project: null,
    sandbox: true,
  };
  const core = { ...config.core, home, databaseUrl: null, forceSandbox: false };
  const trackers = { linear, github: null, jira: null };
  const house = await openHouse({ ...config, core, trackers, model: null }, log, 'You');
  try {
    const color = Boolean(output.isTTY) && !config.noColor;
    const chat = await openTerminalChat(house, { input: new PassThrough(), output }, { thread, color });
    await tellStory(createStage(chat, sandbox, output, { ...options, color }));
    output.write(
      `\n${pc.createColors(color).green('✓')} That is the whole main job. Now with your own document: npm start\n`,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof StoryBroke)) throw error;
    output.write(`\n${error.message}\n`);
    return 1;
  } finally {
    await house.close();
    await sandbox.close();
    rmSync(home, { recursive: true, force: true });
  }
}

function createStage(
  chat: TerminalChat,
  sandbox: LinearSandbox,
  output: TerminalStreams['output'],
  { fast, color }: { fast: boolean; color: boolean },
): Stage {
  const paint = pc.createColors(color);
  let seen: Card[] = [];
  rememberCards(chat, (card) => seen.push(card));
  const say = async (line: string, event: WhatHappens) => {
    seen = [];
    output.write(`\n${paint.bold(line)}\n\n`);
    await chat.accept({
      ...event,
      surface: 'terminal',
      eventId: crypto.randomUUID(),
      thread,
      actor: chat.actor,
      at: new Date().toISOString(),
    });
    await chat.settled();
    if (!fast) await pause(2500);
  };
  return {
    narrate: (text) => void output.write(`\n${paint.dim('—'.repeat(3))} ${paint.cyan(text)}\n`),
    async type(line) {
      const attachments = await attachFiles(line, readDocumentFile, root);
      await say(`› ${line}`, { kind: 'message', text: line, attachments });
    },
    press: (choice) => say(`› [${choice.label}]`, { kind: 'choice', action: choice.action, values: null }),
    cards: () => seen,
    // Once together with the others, which are then sent by themselves, and once alone.
    refuseIssue: async (title) => sandbox.faults.add({ kind: 'invalid', about: title, times: 2 }),
    issues: async () => sandbox.issues().map(({ key, title, state }) => ({ key, title, state })),
    moveIssue: async (key, state) => void sandbox.edit(key, { state }),
  };
}

type WhatHappens =
  | Pick<Extract<Inbound, { kind: 'message' }>, 'kind' | 'text' | 'attachments'>
  | Pick<Extract<Inbound, { kind: 'choice' }>, 'kind' | 'action' | 'values'>;

/** Listens to what the surface is given to show, so that the story can press what is on screen. */
function rememberCards({ surface }: TerminalChat, keep: (card: Card) => void): void {
  const { post, update } = surface;
  surface.post = (place, card, options) => {
    keep(card);
    return post.call(surface, place, card, options);
  };
  surface.update = (place, message, card) => {
    keep(card);
    return update.call(surface, place, message, card);
  };
}
