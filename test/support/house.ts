/** The whole house in one process, with a sandbox Linear and a chat surface that remembers what it showed. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type House, openHouse } from '../../src/app.ts';
import type { Card, Choice } from '../../src/cards/card.ts';
import { startChat } from '../../src/chat.ts';
import { readConfig } from '../../src/config.ts';
import type { Conversation } from '../../src/conversation/conversation.ts';
import type { Id } from '../../src/domain/ids.ts';
import { type Log, silentLog } from '../../src/ports/log.ts';
import type { Attachment, Inbound, Surface } from '../../src/ports/surface.ts';
import { root } from '../../src/root.ts';
import { type LinearSandbox, startLinearSandbox } from '../../src/sandbox/linear/linear.ts';
import { addMember } from '../../src/workspace/members.ts';

/** A message on screen: what it shows now, and how often it was drawn. */
export type Message = { thread: string; card: Card; drawn: number };

export type Said = { as?: string; thread?: string; eventId?: string; attachments?: Attachment[] };

export type TestHouse = {
  readonly house: House;
  readonly conversation: Conversation;
  sandbox: LinearSandbox;
  /** Every message ever shown, oldest first; a restart of the house does not clear a chat. */
  messages: Message[];
  /** Types as the owner, or as the member named by `as`, and waits until it is done and shown. */
  say(text: string, said?: Said): Promise<Card[]>;
  /** Presses the newest choice on screen with such a label. */
  press(label: RegExp, said?: Said): Promise<Card[]>;
  pressAction(action: string, values: Record<string, string> | null, said?: Said): Promise<Card[]>;
  /** Hands an event in and does not wait for what it asks for. */
  accept(event: Inbound): Promise<void>;
  event(what: What, said?: Said): Inbound;
  addMember(name: string, ...roles: string[]): Promise<void>;
  threadId(thread?: string): Promise<Id>;
  /** Stops the house and opens it again on the same store; `before` acts on the store in between. */
  restart(before?: (house: House) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

type What =
  | { kind: 'message'; text: string; attachments: Attachment[] }
  | { kind: 'choice'; action: string; values: Record<string, string> | null };

export const example = 'examples/onboarding-prd.md';

/** A document as it comes with a message. */
export function attach(name: string, text?: string): Attachment {
  const content = text ?? readFileSync(join(root, name), 'utf8');
  return { name, mediaType: 'text/markdown', base64: Buffer.from(content).toString('base64') };
}

export async function openTestHouse(
  /** `lobby`: the thread for what belongs to none; empty for a chat that has no such place. */
  options: { env?: Record<string, string>; log?: Log; lobby?: string } = {},
): Promise<TestHouse> {
  const home = mkdtempSync(join(tmpdir(), 'docket-house-'));
  const sandbox = await startLinearSandbox();
  const linear = { LINEAR_API_KEY: sandbox.apiKey, LINEAR_API_URL: sandbox.apiUrl, LINEAR_TEAM: 'ENG' };
  const config = readConfig({ DOCKET_HOME: home, ...linear, ...options.env });
  const messages: Message[] = [];
  const open = async () => {
    const house = await openHouse(config, options.log ?? silentLog, 'Ada');
    return {
      house,
      conversation: await startChat(house, [rememberingSurface(messages, options.lobby ?? 'main')]),
    };
  };
  let running = await open();
  let events = 0;
  const event = (what: What, said: Said = {}): Inbound => {
    events += 1;
    const name = said.as ?? 'Ada';
    return {
      ...what,
      surface: 'terminal',
      eventId: said.eventId ?? `event-${events}`,
      thread: said.thread ?? 'main',
      actor: { externalId: name === 'Ada' ? 'owner' : name, name },
      at: new Date().toISOString(),
    };
  };
  const settle = async (what: What, said: Said = {}) => {
    const before = messages.map((message) => message.drawn);
    const { threadId } = await running.conversation.accept(event(what, said));
    await running.conversation.settled(threadId);
    return messages.filter((message, at) => message.drawn !== before[at]).map((message) => message.card);
  };
  const pressAction: TestHouse['pressAction'] = (action, values, said) =>
    settle({ kind: 'choice', action, values }, said);
  return {
    get house() {
      return running.house;
    },
    get conversation() {
      return running.conversation;
    },
    sandbox,
    messages,
    event,
    say: (text, said) => settle({ kind: 'message', text, attachments: said?.attachments ?? [] }, said),
    press: (label, said) => pressAction(findChoice(messages, label).action, null, said),
    pressAction,
    accept: async (one) => void (await running.conversation.accept(one)),
    async addMember(name, ...roles) {
      const { storage, clock, ids, workspace } = running.house;
      await addMember({ store: storage.store, clock, ids }, workspace.id, { name, roles });
    },
    async threadId(thread = 'main') {
      const { storage, workspace } = running.house;
      return (await storage.store.threads.ensure(workspace.id, 'terminal', thread)).id;
    },
    async restart(before) {
      await before?.(running.house);
      await running.house.close();
      running = await open();
    },
    async close() {
      await running.house.close();
      await sandbox.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** The newest choice with such a label, also on a row of a list. Throws when none is on screen. */
export function findChoice(messages: readonly Message[], label: RegExp): Choice {
  const found = messages
    .flatMap(({ card }) => choicesOf(card))
    .findLast((choice) => label.test(choice.label));
  if (!found) throw new Error(`no choice ${label} is on screen`);
  return found;
}

function choicesOf(card: Card): Choice[] {
  const rows = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  return [...rows.flatMap((row) => row.choices ?? []), ...card.choices];
}

/** Everything a card says, for tests that look for words. */
export function wordsOf(cards: readonly Card[]): string {
  return JSON.stringify(cards);
}

/** A chat in which cards change in place, as in most chats. */
function rememberingSurface(messages: Message[], lobby: string): Surface {
  return {
    name: 'terminal',
    ...(lobby === '' ? {} : { lobby }),
    editsInPlace: true,
    start: async () => {},
    stop: async () => {},
    async post(thread, card) {
      messages.push({ thread, card, drawn: 1 });
      return String(messages.length - 1);
    },
    async update(_thread, message, card) {
      const known = messages[Number(message)]!;
      known.card = card;
      known.drawn += 1;
      return message;
    },
    setStatus: async () => {},
  };
}
