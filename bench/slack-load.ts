/** Measures Docket in Slack under load, beside a bare Bolt app that gets the very same events in the same seconds. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { SlackMessage } from '../src/sandbox/slack/room.ts';
import { type SlackSandbox, startSlackSandbox } from '../src/sandbox/slack/slack.ts';
import { type LoadRow, type LoadWish, summarise } from './load-rows.ts';
import { writeDocument } from './parsing.ts';
import { atOnce, type Program, type Stage, sideBySide } from './side-by-side.ts';

/** One event in this many asks Docket something; the rest is what people say to each other. */
const chatterPerQuestion = 200;
const patienceMs = 10 * 60_000;

type Subject = {
  slack: SlackSandbox;
  /** On which it is called; null where it connects by socket. */
  port: number | null;
  /** How long each delivery took to be acknowledged. Milliseconds. */
  acks: number[];
  /** Deliveries that were not acknowledged within three seconds. */
  late: number;
  /** How long each question waited until its thread showed anything: that the app is at work, or a message. */
  signs: number[];
  /** How long each question waited for the first message in its thread. */
  replies: number[];
  /** How long it waited until that said what was asked for. */
  answers: number[];
};

/** While 500 tickets are pushed and a document of 1 MB is read and drafted from. */
export async function measureSlackLoad(wish: LoadWish): Promise<LoadRow[]> {
  return sideBySide('slack', async (stage) => {
    const ours = await openSubject(stage, wish);
    const ana = ['member', 'add', '--user', 'Ana', '--slack', 'U0ANA', '--role', 'owner'];
    await stage.startDocket(programOf(ours, /listens in Slack/), [ana]);
    const echo = await openSubject(stage, wish);
    await stage.startEcho(programOf(echo, /echo listens/), 'echo-app.ts');
    await draftHeavily(ours);
    const work = workHard(ours);
    await atOnce([ours, echo], wish, (subject, at) =>
      at % chatterPerQuestion === chatterPerQuestion / 2 ? ask(subject) : chat(subject, at),
    );
    await work;
    const [bolt, docket] = summarise('acknowledged', ours.acks, echo.acks, 'bare Bolt') as [LoadRow, LoadRow];
    return [
      { ...bolt, late: echo.late },
      { ...docket, late: ours.late },
      ...summarise('first sign', ours.signs, echo.signs, 'bare Bolt'),
      ...summarise('first message', ours.replies, echo.replies, 'bare Bolt'),
      ...summarise('answer', ours.answers, echo.answers, 'bare Bolt'),
    ];
  });
}

async function openSubject(stage: Stage, { overHttp }: LoadWish): Promise<Subject> {
  const acks: number[] = [];
  const slack = stage.keep(await startSlackSandbox({ acknowledged: (tookMs) => acks.push(tookMs) }));
  const port = overHttp ? await findPort() : null;
  if (port !== null) slack.deliverTo({ url: `http://127.0.0.1:${port}/slack/events`, signingSecret });
  return { slack, port, acks, late: 0, signs: [], replies: [], answers: [] };
}

const signingSecret = 'what Slack signs with';

/** One that is free now. */
async function findPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function programOf({ slack: { botToken, appToken, apiUrl }, port }: Subject, ready: RegExp): Program {
  const how: Record<string, string> =
    port === null
      ? { SLACK_APP_TOKEN: appToken }
      : { SLACK_SIGNING_SECRET: signingSecret, SLACK_HTTP_PORT: String(port) };
  return { env: { SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl, ...how }, ready };
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
  // What people see does not wait for the acknowledgement.
  const delivered = people.say(question).catch(() => {
    subject.late += 1;
  });
  const asked = room.messages.slice(known).find(({ text, user }) => text === question && user === 'U0ANA')!;
  const isReply = (message: SlackMessage) => isOurs(subject, message) && message.threadTs === asked.ts;
  const isSign = ({ threadTs }: { threadTs: string }) => threadTs === asked.ts;
  const seen = new Set<number[]>();
  const note = (times: number[], isThere: boolean) => {
    if (!isThere || seen.has(times)) return;
    seen.add(times);
    times.push(performance.now() - began);
  };
  while (!seen.has(subject.answers) && performance.now() - began < patienceMs) {
    // What was taken away since makes all that came after it move up.
    const replies = room.messages.slice(Math.max(0, known - mostTakenAway)).filter(isReply);
    note(subject.signs, replies.length > 0 || room.sessions.some(isSign));
    note(subject.replies, replies.length > 0);
    note(subject.answers, replies.some(isAnswer));
    await wait(seen.has(subject.replies) ? lookEveryMs : 2);
  }
  await delivered;
}

/** An answer may take long, and many are waited for at once. */
const lookEveryMs = 25;
const mostTakenAway = 500;
/** What Docket opens with says no more than that it is at work. */
const isAnswer = ({ text }: SlackMessage) => text !== 'On it …';
