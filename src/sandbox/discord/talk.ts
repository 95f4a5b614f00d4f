/** Shows the page and takes its forms: what a person does on it, in the words of the control interface. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../answer.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import { act, type Controlled, Deed } from './control.ts';
import { talkHeaders, talkPage } from './pages.ts';
import { directChannel } from './threads.ts';
import { ids, type World } from './world.ts';

/** The bot gets this long to say something before the page is shown again. */
const patienceMs = 1500;

/** Null when it is not the page that is asked for. */
export async function answerTalk(controlled: Controlled, request: LoopbackRequest): Promise<Answer | null> {
  const { method, url } = request;
  if (url.pathname === '/' && method === 'GET') return showPage(controlled, url.searchParams);
  if (url.pathname === '/_talk' && method === 'POST') return takeForm(controlled, request);
  return null;
}

function showPage({ world, people }: Controlled, query: URLSearchParams): Answer {
  const user = world.users.has(query.get('as') ?? '') ? query.get('as')! : ids.ana;
  directChannel(world, user);
  const wanted = world.channels.get(query.get('in') ?? '');
  const isTheirs = wanted && (wanted.kind !== 'direct' || wanted.people.has(user));
  const seat = { user, channel: isTheirs ? wanted.id : ids.general, said: query.get('said') };
  return { status: 200, headers: talkHeaders, body: talkPage(world, people, seat) };
}

async function takeForm(controlled: Controlled, { headers, body }: LoopbackRequest): Promise<Answer> {
  // A browser says on every form where the page came from.
  if (headers.origin !== controlled.world.base()) return { status: 403, headers: {}, body: '' };
  const form = new URLSearchParams(body);
  const seat = { user: form.get('user') ?? ids.ana, channel: form.get('channel') ?? ids.general };
  const before = wordsOf(controlled.world);
  const said = await act(controlled, Deed.parse(readForm(controlled.world, form))).then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : 'it did not work'),
  );
  const mayAnswer = () => controlled.isListening() && wordsOf(controlled.world) === before;
  for (let waited = 0; waited < patienceMs && mayAnswer(); waited += 50) await wait(50);
  const back = new URLSearchParams({ as: seat.user, in: seat.channel, ...(said ? { said } : {}) });
  return { status: 303, headers: { location: `/?${back}` }, body: '' };
}

/** Grows whenever the bot writes or edits. */
function wordsOf({ pinged, bot }: World): number {
  return pinged.filter(({ by }) => by === bot.id).length;
}

function readForm(world: World, form: URLSearchParams): Record<string, unknown> {
  const plain = Object.fromEntries(form);
  const text = plain.text?.replaceAll('@docket', `<@${world.bot.id}>`);
  const fields = [...form].filter(([name, value]) => name.startsWith('field.') && value !== '');
  const values = Object.fromEntries(fields.map(([name, value]) => [name.slice('field.'.length), value]));
  const { options, ...rest } = plain;
  return {
    ...rest,
    ...(text === undefined ? {} : { text }),
    ...(options === undefined ? {} : { options: readOptions(options) }),
    ...(plain.do === 'submit' ? { values } : {}),
  };
}

/** `title: Blank page severity: high`, as Discord's client writes it. */
function readOptions(text: string): Record<string, string> {
  const found = [...text.matchAll(/([\p{L}\d_-]+):\s*(.*?)(?=\s+[\p{L}\d_-]+:|$)/gu)];
  return Object.fromEntries(found.map(([, name, value]) => [name!, value!]));
}
