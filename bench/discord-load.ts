/** Measures Docket in Discord under load, beside a bare discord.js app that gets the very same events in the same seconds. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type DiscordSandbox, startDiscordSandbox } from '../src/sandbox/discord/discord.ts';
import { ids } from '../src/sandbox/discord/world.ts';
import { heard, type LoadRow, type LoadWish, summarise } from './load-rows.ts';
import { writeDocument } from './parsing.ts';

const root = join(import.meta.dirname, '..');
const docket = join(root, 'bin/docket.js');
/** One event in this many is an interaction, a question and a form in turn; the rest is what people say to each other. */
const chatterPerInteraction = 20;
const patienceMs = 10 * 60_000;

type Subject = {
  discord: DiscordSandbox;
  child: ChildProcess;
  /** How long each interaction waited for its first answer. Milliseconds. */
  asked: number[];
  opened: number[];
  /** Interactions that were not answered within three seconds, which Discord tells the person have failed. */
  late: number;
};

/** With nothing else to do, and again while a document of half a megabyte is read and drafted from. */
export async function measureDiscordLoad(wish: LoadWish): Promise<LoadRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-discord-'));
  const subjects: Subject[] = [];
  try {
    const ours = await open(subjects, (discord) => startDocket(discord, home), /listens in Discord/);
    const echo = await open(subjects, startEcho, /echo listens/);
    await commandsOf(ours.discord);
    await goOn(subjects, { ...wish, events: warmUp });
    forget(subjects);
    await goOn(subjects, wish);
    const calm = rowsOf('', ours, echo);
    forget(subjects);
    const work = workHard(ours);
    await goOn(subjects, wish);
    await work;
    return [...calm, ...rowsOf(' beside a large document', ours, echo)];
  } finally {
    for (const { child, discord } of subjects) {
      child.kill('SIGKILL');
      await discord.close();
    }
    rmSync(home, { recursive: true, force: true });
  }
}

/** What Node compiles and a database fills first is not measured. */
const warmUp = 200;

function forget(subjects: readonly Subject[]): void {
  for (const subject of subjects) Object.assign(subject, { asked: [], opened: [], late: 0 });
}

function rowsOf(when: string, ours: Subject, echo: Subject): LoadRow[] {
  const asked = summarise(`asked${when}`, ours.asked, echo.asked, 'bare discord.js');
  const [bare, own] = asked as [LoadRow, LoadRow];
  return [
    { ...bare, late: echo.late },
    { ...own, late: ours.late },
    ...summarise(`form${when}`, ours.opened, echo.opened, 'bare discord.js'),
  ];
}

async function open(
  subjects: Subject[],
  start: (discord: DiscordSandbox) => ChildProcess,
  ready: RegExp,
): Promise<Subject> {
  // What Discord's own limits make everybody wait is not measured.
  const wide = { limit: 100_000, windowMs: 1000 };
  const discord = await startDiscordSandbox({ rates: { messages: wide, others: wide, global: wide } });
  const child = start(discord);
  const subject = { discord, child, asked: [], opened: [], late: 0 };
  subjects.push(subject);
  await heard(child, ready);
  return subject;
}

async function commandsOf({ world }: DiscordSandbox): Promise<void> {
  while (!world.commands.has(ids.application)) await wait(20);
}

function environment({ token, apiUrl }: DiscordSandbox, home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    DOCKET_HOME: join(home, 'store'),
    DISCORD_BOT_TOKEN: token,
    DISCORD_API_URL: apiUrl,
  };
}

function startDocket(discord: DiscordSandbox, home: string): ChildProcess {
  const env = environment(discord, home);
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [docket, ...args], { env, stdio: 'ignore' });
  run('member', 'add', '--user', 'Ana', '--discord', ids.ana, '--role', 'owner');
  run('team', 'link', '--discord', ids.guild);
  return spawn(process.execPath, [docket, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

function startEcho(discord: DiscordSandbox): ChildProcess {
  const env = environment(discord, tmpdir());
  const file = join(import.meta.dirname, 'echo-discord.ts');
  return spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function workHard({ discord }: Subject): Promise<void> {
  const { people, world } = discord;
  const file = { name: 'large.md', mediaType: 'text/markdown', text: writeDocument(500) };
  await people.say(`<@${world.bot.id}> generate tickets from this`, {
    channel: ids.engineering,
    files: [file],
  });
  const isAnswer = (text: string) => /at once is a lot to review|draft tickets/.test(text);
  await discord.until(
    (message) => message.author === world.bot.id && isAnswer(JSON.stringify(message.components)),
    patienceMs,
  );
}

/** The same to all at the same moments; whoever is late is not waited for. */
async function goOn(subjects: readonly Subject[], { events, perSecond }: LoadWish): Promise<void> {
  const pending = new Set<Promise<void>>();
  const began = performance.now();
  for (let at = 0; at < events; at++) {
    const due = began + (at * 1000) / perSecond - performance.now();
    if (due > 1) await wait(due);
    for (const subject of subjects) {
      const one = happen(subject, at);
      pending.add(one);
      void one.finally(() => pending.delete(one));
    }
  }
  await Promise.all(pending);
}

async function happen(subject: Subject, at: number): Promise<void> {
  const { people } = subject.discord;
  const turn = at % (2 * chatterPerInteraction);
  const note = (times: number[]) => (answer: { tookMs: number }) => void times.push(answer.tookMs);
  const late = () => {
    subject.late += 1;
  };
  if (turn === 0) {
    const options = { question: 'what can you do?' };
    return people.slash('docket ask', options).then(note(subject.asked), late);
  }
  const message = await people.say(`lunch at ${at}?`, { user: ids.ben });
  if (turn === chatterPerInteraction) {
    await people.useOnMessage('Report as bug', message).then(note(subject.opened), late);
  }
}
