/** What programs and the sandbox's own page have people do in its Discord, over HTTP. */
import * as z from 'zod';
import { type Answer, json } from '../answer.ts';
import { Fault, type Faults } from '../faults.ts';
import type { LoopbackRequest } from '../loopback-server.ts';
import type { People } from './people.ts';
import { labelsOf } from './pressable.ts';
import { type DiscordMessage, ids, type World } from './world.ts';

const File = z.object({ name: z.string(), mediaType: z.string().default('text/plain'), text: z.string() });
const by = { user: z.string().default(ids.ana) };
const at = { ...by, channel: z.string().default(ids.general) };

/** People and places are named by their ids, or as they are called: `Ana`, `bugs`; `direct` is private talk with the bot. */
export const Deed = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('say'),
    ...at,
    text: z.string().min(1),
    replyTo: z.string().optional(),
    files: z.array(File).default([]),
  }),
  z.object({
    do: z.literal('post'),
    ...by,
    channel: z.string().default(ids.bugs),
    title: z.string().min(1),
    text: z.string().min(1),
    tags: z.array(z.string()).default([]),
  }),
  z.object({ do: z.literal('press'), ...by, label: z.string(), message: z.string().optional() }),
  z.object({
    do: z.literal('command'),
    ...at,
    command: z.string(),
    options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  }),
  z.object({ do: z.literal('suggest'), ...at, command: z.string(), option: z.string(), typed: z.string() }),
  z.object({ do: z.literal('menu'), ...by, command: z.string(), message: z.string() }),
  z.object({
    do: z.literal('submit'),
    ...by,
    values: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
]);
export type Deed = z.infer<typeof Deed>;

/** `isListening`: whether a bot is there that may answer. */
export type Controlled = { world: World; people: People; faults: Faults; isListening(): boolean };

/** Null when it is not the sandbox itself that is asked. What a person could not do, and why, is an answer too. */
export async function answerControl(
  controlled: Controlled,
  request: LoopbackRequest,
): Promise<Answer | null> {
  const { method, url, headers, body } = request;
  if (!url.pathname.startsWith('/_sandbox/')) return null;
  const isJson = headers['content-type']?.startsWith('application/json') ?? false;
  // A page of another origin could send anything else without being asked.
  if (method === 'POST' && !isJson) return json(415, { error: 'Send JSON' });
  try {
    const noun = url.pathname.slice('/_sandbox/'.length);
    if (noun === 'messages' && method === 'GET') return json(200, controlled.world.messages.map(describe));
    if (noun === 'do' && method === 'POST')
      return json(200, await act(controlled, Deed.parse(JSON.parse(body))));
    if (noun === 'faults' && method === 'POST') {
      controlled.faults.add(Fault.parse(JSON.parse(body)));
      return json(200, controlled.faults.pending());
    }
    return json(404, { error: 'The sandbox has no such endpoint' });
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    if (error instanceof Error) return json(400, { error: error.message });
    throw error;
  }
}

/** A message as programs read it: who wrote it where, its components, and what can be pressed. */
function describe(message: DiscordMessage): object {
  const { id, channel, author, content, components, ephemeralTo, edits } = message;
  return { id, channel, author, content, components, buttons: labelsOf(message), ephemeralTo, edits };
}

/** Throws an Error that says what the person would be told. */
export async function act({ world, people }: Controlled, deed: Deed): Promise<object> {
  const user = personNamed(world, deed.user);
  switch (deed.do) {
    case 'say': {
      const replyTo = deed.replyTo ? messageOf(world, deed.replyTo) : undefined;
      const where = { user, channel: placeNamed(world, deed.channel), files: deed.files };
      return describe(await people.say(deed.text, { ...where, ...(replyTo ? { replyTo } : {}) }));
    }
    case 'post': {
      const channel = placeNamed(world, deed.channel);
      const { id } = await people.post(deed.title, deed.text, { user, channel, tags: deed.tags });
      return { thread: id };
    }
    case 'press': {
      const message = deed.message ? messageOf(world, deed.message) : undefined;
      return told(people, user, await people.press(deed.label, { user, ...(message ? { message } : {}) }));
    }
    case 'command': {
      const where = { user, channel: placeNamed(world, deed.channel) };
      return told(people, user, await people.slash(deed.command, deed.options, where));
    }
    case 'suggest': {
      const where = { user, channel: placeNamed(world, deed.channel) };
      return people.suggestions(deed.command, deed.option, deed.typed, where);
    }
    case 'menu':
      return told(
        people,
        user,
        await people.useOnMessage(deed.command, messageOf(world, deed.message), { user }),
      );
    case 'submit':
      return told(people, user, await people.submit(deed.values, { user }));
  }
}

/** The first answer, and the modal that it opened. */
function told(people: People, user: string, answer: Awaited<ReturnType<People['press']>>): object {
  const { type, message } = answer;
  const modal = people.modalOf(user)?.modal ?? null;
  return { type, message: message ? describe(message) : null, modal };
}

function messageOf(world: World, id: string): DiscordMessage {
  const found = world.messages.find((one) => one.id === id);
  if (!found) throw new Error(`there is no message ${id}`);
  return found;
}

function personNamed(world: World, name: string): string {
  const found =
    world.users.get(name) ??
    [...world.users.values()].find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!found || found.isBot) throw new Error(`nobody here is called ${name}`);
  return found.id;
}

function placeNamed(world: World, name: string): string {
  if (name === 'direct') return name;
  const found =
    world.channels.get(name) ??
    [...world.channels.values()].findLast((one) => one.name === name.replace(/^#/, ''));
  if (!found) throw new Error(`there is no channel ${name}`);
  return found.id;
}
