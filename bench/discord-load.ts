/** Measures Docket in Discord under load, beside a bare discord.js app that gets the very same events in the same seconds. */
import { setTimeout as wait } from 'node:timers/promises';
import { type DiscordSandbox, startDiscordSandbox } from '../src/sandbox/discord/discord.ts';
import { ids } from '../src/sandbox/discord/world.ts';
import { type LoadRow, type LoadWish, summarise } from './load-rows.ts';
import { writeDocument } from './parsing.ts';
import { atOnce, type Program, type Stage, sideBySide } from './side-by-side.ts';

/** One event in this many is an interaction, a question and a form in turn; the rest is what people say to each other. */
const chatterPerInteraction = 20;
const patienceMs = 10 * 60_000;
/** What Node compiles and a database fills first is not measured. */
const warmUp = 200;
/** How often each has the machine to itself, one after the other. */
const turns = 4;

type Subject = {
  discord: DiscordSandbox;
  /** How long each interaction waited for its first answer. Milliseconds. */
  asked: number[];
  opened: number[];
  /** Interactions that were not answered within three seconds, which Discord tells the person have failed. */
  late: number;
};
type Both = { ours: Subject; echo: Subject };

/** With nothing else to do: in turns, each alone, and both at once; and both while half a megabyte is read and drafted from. */
export async function measureDiscordLoad(wish: LoadWish): Promise<LoadRow[]> {
  return sideBySide('discord', async (stage) => {
    const ours = await openDocket(stage);
    const echo = await openEcho(stage);
    const both = { ours, echo };
    await atOnce([ours, echo], { ...wish, events: warmUp }, happen);
    const inTurns = await rowsOf(' in turns', both, async () => {
      const turn = { ...wish, events: Math.ceil(wish.events / turns) };
      for (let at = 0; at < turns; at++) {
        for (const subject of [ours, echo]) await atOnce([subject], turn, happen);
      }
    });
    const calm = await rowsOf('', both, () => atOnce([ours, echo], wish, happen));
    const busy = await rowsOf(' beside a large document', both, async () => {
      const work = workHard(ours);
      await atOnce([ours, echo], wish, happen);
      await work;
    });
    return [...inTurns, ...calm, ...busy];
  });
}

async function rowsOf(when: string, { ours, echo }: Both, load: () => Promise<void>): Promise<LoadRow[]> {
  for (const subject of [ours, echo]) Object.assign(subject, { asked: [], opened: [], late: 0 });
  await load();
  const asked = summarise(`asked${when}`, ours.asked, echo.asked, 'bare discord.js');
  const [bare, own] = asked as [LoadRow, LoadRow];
  return [
    { ...bare, late: echo.late },
    { ...own, late: ours.late },
    ...summarise(`form${when}`, ours.opened, echo.opened, 'bare discord.js'),
  ];
}

async function openDocket(stage: Stage): Promise<Subject> {
  const subject = await openSubject(stage);
  await stage.startDocket(programOf(subject, /listens in Discord/), [
    ['member', 'add', '--user', 'Ana', '--discord', ids.ana, '--role', 'owner'],
    ['team', 'link', '--discord', ids.guild],
  ]);
  while (!subject.discord.world.commands.has(ids.application)) await wait(20);
  return subject;
}

async function openEcho(stage: Stage): Promise<Subject> {
  const subject = await openSubject(stage);
  await stage.startEcho(programOf(subject, /echo listens/), 'echo-discord.ts');
  return subject;
}

async function openSubject(stage: Stage): Promise<Subject> {
  // What Discord's own limits make everybody wait is not measured.
  const wide = { limit: 100_000, windowMs: 1000 };
  const rates = { messages: wide, others: wide, global: wide };
  const discord = stage.keep(await startDiscordSandbox({ rates }));
  return { discord, asked: [], opened: [], late: 0 };
}

function programOf({ discord: { token, apiUrl } }: Subject, ready: RegExp): Program {
  return { env: { DISCORD_BOT_TOKEN: token, DISCORD_API_URL: apiUrl }, ready };
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
