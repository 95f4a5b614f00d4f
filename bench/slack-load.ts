/** Measures Docket in Slack under load, beside a bare Bolt app that gets the very same events in the same seconds. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SlackMessage } from '../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../src/sandbox/slack/slack.ts';
import { heard, type LoadRow, type LoadWish, summarise } from './load-rows.ts';
import { writeDocument } from './parsing.ts';

const root = join(import.meta.dirname, '..');
const docket = join(root, 'bin/docket.js');
/** One event in this many asks Docket something; the rest is what people say to each other. */
const chatterPerQuestion = 200;
const patienceMs = 10 * 60_000;

type Subject = {
  slack: SlackSandbox;
  /** How long each delivery took to be acknowledged. Milliseconds. */
  acks: number[];
  /** Deliveries that were not acknowledged within three seconds. */
  late: number;
  /** How long each question waited until its thread showed anything: that the app is at work, or a message. */
  signs: number[];
  /** How long each question waited for the first message in its thread. */
  replies: number[];
  child: ChildProcess;
};

/** While 500 tickets are pushed and a document of 1 MB is read and drafted from. */
export async function measureSlackLoad({ events, perSecond }: LoadWish): Promise<LoadRow[]> {
  const home = mkdtempSync(join(tmpdir(), 'docket-bench-slack-'));
  const subjects: Subject[] = [];
  try {
    const ours = await open(subjects, (slack) => startDocket(slack, home), /listens in Slack/);
    const echo = await open(subjects, startEcho, /echo listens/);
    await draftHeavily(ours);
    const work = workHard(ours);
    await sayMuch(subjects, { events, perSecond });
    await work;
    const [bolt, docket] = summarise('acknowledged', ours.acks, echo.acks, 'bare Bolt') as [LoadRow, LoadRow];
    return [
      { ...bolt, late: echo.late },
      { ...docket, late: ours.late },
      ...summarise('first sign', ours.signs, echo.signs, 'bare Bolt'),
      ...summarise('first message', ours.replies, echo.replies, 'bare Bolt'),
    ];
  } finally {
    for (const { child, slack } of subjects) {
      child.kill('SIGKILL');
      await slack.close();
    }
    rmSync(home, { recursive: true, force: true });
  }
}

async function open(
  subjects: Subject[],
  start: (slack: SlackSandbox) => ChildProcess,
  ready: RegExp,
): Promise<Subject> {
  const acks: number[] = [];
  const slack = await startSlackSandbox({ acknowledged: (tookMs) => acks.push(tookMs) });
  const child = start(slack);
  const subject = { slack, acks, late: 0, signs: [], replies: [], child };
  subjects.push(subject);
  await heard(child, ready);
  return subject;
}

function environment({ botToken, appToken, apiUrl }: SlackSandbox, home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    DOCKET_HOME: join(home, 'store'),
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  };
}

function startDocket(slack: SlackSandbox, home: string): ChildProcess {
  const env = environment(slack, home);
  const ana = ['member', 'add', '--user', 'Ana', '--slack', 'U0ANA', '--role', 'owner'];
  execFileSync(process.execPath, [docket, ...ana], { env, stdio: 'ignore' });
  return spawn(process.execPath, [docket, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

function startEcho(slack: SlackSandbox): ChildProcess {
  const env = environment(slack, tmpdir());
  const file = join(import.meta.dirname, 'echo-app.ts');
  return spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

const isOurs = ({ slack }: Subject, { user }: SlackMessage) => user === slack.room.bot.id;

const approveAll = /^Approve (?:all )?\d+/;
const pushAll = /^Push \d+/;

const deeds =
  'archive compare copy count delete export filter group import list lock merge move print rename restore search share sort tag'.split(
    ' ',
  );
const things =
  'accounts alerts audits badges boards carts charts clients contracts coupons deliveries files forms grades invoices labels maps notes orders photos quotes rooms teams tours votes'.split(
    ' ',
  );

/** A board of 500 tickets, ready to be pushed. Nothing of it is measured. */
async function draftHeavily(ours: Subject): Promise<void> {
  const lines = deeds.flatMap((deed) => things.map((thing) => `- The app must ${deed} ${thing}.`));
  const text = `# Reports\n\n## Requirements\n\n${lines.join('\n')}\n`;
  await say(ours, '<@U0DOCKET> generate tickets from this and push to Linear', { name: 'reports.md', text });
  const asked = await until(ours, (message) =>
    /at once is a lot to review/.test(JSON.stringify(message.blocks)),
  );
  await ours.slack.people.press(labelOf(asked, /./)!, { ts: asked.ts });
  const board = await until(ours, (message) => labelOf(message, approveAll) !== null);
  await ours.slack.people.press(labelOf(board, approveAll)!, { ts: board.ts });
  await until(ours, (message) => labelOf(message, pushAll) !== null);
  ours.acks.length = 0;
}

/** Presses, hands over the large document, and resolves when the push is through. */
async function workHard(ours: Subject): Promise<void> {
  const { people, room } = ours.slack;
  const board = room.messages.find((message) => isOurs(ours, message) && labelOf(message, pushAll))!;
  await people.press(labelOf(board, pushAll)!, { ts: board.ts });
  // Docket takes no more than 1 MB of text.
  const text = writeDocument(1020);
  await say(ours, '<@U0DOCKET> generate tickets from this', { name: 'large.md', text });
  await until(ours, (message) => /\b(?:4[5-9]\d|500) pushed\b/.test(JSON.stringify(message.blocks)));
}

function say({ slack }: Subject, text: string, { name, text: content }: { name: string; text: string }) {
  return slack.people.say(text, { files: [{ name, mediaType: 'text/markdown', text: content }] });
}

async function until(subject: Subject, passes: (message: SlackMessage) => boolean): Promise<SlackMessage> {
  return subject.slack.until((message) => isOurs(subject, message) && passes(message), patienceMs);
}

function labelOf({ blocks }: SlackMessage, pattern: RegExp): string | null {
  const rows = blocks.filter(({ type }) => type === 'actions');
  const labels = rows.flatMap((row) =>
    (row.elements as { text?: { text: string } }[]).map(({ text }) => text?.text ?? ''),
  );
  return labels.find((label) => pattern.test(label)) ?? null;
}

/** The same to all at the same moments; whoever is late is not waited for. */
async function sayMuch(subjects: readonly Subject[], { events, perSecond }: LoadWish): Promise<void> {
  const pending = new Set<Promise<void>>();
  const began = performance.now();
  for (let at = 0; at < events; at++) {
    const due = began + (at * 1000) / perSecond - performance.now();
    if (due > 1) await wait(due);
    for (const subject of subjects) {
      const one = at % chatterPerQuestion === chatterPerQuestion / 2 ? ask(subject) : chat(subject, at);
      pending.add(one);
      void one.finally(() => pending.delete(one));
    }
  }
  await Promise.all(pending);
}

/** Half of it in threads that others began. */
async function chat(subject: Subject, at: number): Promise<void> {
  const { people } = subject.slack;
  const how = at % 2 === 0 ? {} : { threadTs: '1700000000.000100' };
  await people.say(`lunch at ${at}?`, { ...how, user: 'U0BEN' }).catch(() => {
    subject.late += 1;
  });
}

async function ask(subject: Subject): Promise<void> {
  const { people, room } = subject.slack;
  const began = performance.now();
  const known = room.messages.length;
  const question = '<@U0DOCKET> what can you do?';
  await people.say(question).catch(() => {
    subject.late += 1;
  });
  const asked = room.messages.slice(known).find(({ text, user }) => text === question && user === 'U0ANA')!;
  const isReply = (message: SlackMessage) => isOurs(subject, message) && message.threadTs === asked.ts;
  const isSign = ({ threadTs }: { threadTs: string }) => threadTs === asked.ts;
  let isSeen = false;
  for (;;) {
    const isAnswered = room.messages.slice(known).some(isReply);
    const took = performance.now() - began;
    if (!isSeen && (isAnswered || room.sessions.some(isSign))) {
      isSeen = true;
      subject.signs.push(took);
    }
    if (isAnswered) subject.replies.push(took);
    if (isAnswered || took > patienceMs) return;
    await wait(2);
  }
}
