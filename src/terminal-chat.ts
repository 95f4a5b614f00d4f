/** The terminal as a place to talk: `docket chat`, a piped conversation, and the stage of the demo. */
import type { Readable } from 'node:stream';
import type { House } from './app.ts';
import { startChat } from './chat.ts';
import { attachFiles } from './cli/attach-files.ts';
import { saveInto } from './cli/save-file.ts';
import type { Conversation } from './conversation/conversation.ts';
import { readDocumentFile } from './documents/document-file.ts';
import { findPaste } from './documents/readers/find-paste.ts';
import { DocketError } from './domain/errors.ts';
import { trackerTitle } from './domain/tracker-title.ts';
import type { Inbound } from './ports/surface.ts';
import type { TerminalOutput } from './surfaces/terminal/settings.ts';
import { createTerminalSurface, type TerminalSurface } from './surfaces/terminal/terminal.ts';
import { terminalIdentity } from './workspace/ensure-workspace.ts';

export type TerminalStreams = {
  input: Readable & { isTTY?: boolean };
  output: TerminalOutput & { isTTY?: boolean };
};

export type TerminalChat = {
  /** The name of its conversation. */
  thread: string;
  surface: TerminalSurface;
  accept(event: Inbound): Promise<void>;
  settled(): Promise<void>;
  actor: Inbound['actor'];
};

/** Without a `thread` it is the first of `main`, `main-2`, … that no other terminal has open. */
export type TerminalOptions = { thread?: string; as?: string; color?: boolean };

/**
 * Opens the thread for the owner, or for the member named by `as`. Throws FORBIDDEN for a name that is none, and
 * CONCURRENCY_CONFLICT for a thread that is open in another terminal.
 */
export async function openTerminalChat(
  house: House,
  streams: TerminalStreams,
  options: TerminalOptions,
): Promise<TerminalChat> {
  const { principal } = await house.callerFor('command', options.as);
  const externalId = principal.id === house.owner.id ? terminalIdentity.externalId : principal.name;
  const actor = { externalId, name: principal.name };
  const name = await takeThread(house, options.thread);
  const thread = await house.storage.store.threads.ensure(house.workspace.id, 'terminal', name);
  let conversation: Conversation | null = null;
  const settled = async () => conversation?.settled(thread.id);
  const interactive = Boolean(streams.input.isTTY && streams.output.isTTY);
  const surface = createTerminalSurface({
    ...streams,
    user: actor,
    thread: name,
    color: options.color ?? (interactive && !house.config.noColor),
    interactive,
    clock: house.clock,
    ids: house.ids,
    settled,
    // A file that a pasted text mentions is not one the person hands over.
    attach: (text) => attachFiles(findPaste(text)?.words ?? text, readDocumentFile),
    saveFile: (file) => saveInto('.', file),
    cancel: () => conversation?.stop(thread.id),
    goodbye: `Bye. Everything stays in ${house.config.core.home}; "npm start" goes on from here.`,
  });
  // A terminal is this process's own: what is said to it nobody else may answer, and no other has its threads to show.
  const reach = isShared(house) ? { surfaces: [], threadIds: [thread.id] } : undefined;
  conversation = await startChat(house, [surface], reach);
  const started: Conversation = conversation;
  return {
    thread: name,
    surface,
    actor,
    settled,
    accept: async (event) => void (await started.accept(event)),
  };
}

/** 0 unless a line failed. */
export async function chatInTerminal(
  house: House,
  streams: TerminalStreams,
  options: TerminalOptions,
): Promise<number> {
  const chat = await openTerminalChat(house, streams, options);
  greet(house, streams, options.thread ?? firstThread, chat.thread);
  await chat.surface.start(chat.accept);
  await chat.surface.closed;
  await house.close();
  return chat.surface.failed ? 1 : 0;
}

/** Other processes may be at work on the same store, each with a terminal of its own. */
function isShared({ storage }: House): boolean {
  return storage.kind === 'postgres';
}

const firstThread = 'main';
/** Nobody has so many terminals; where they are all taken, something else is wrong. */
const mostThreads = 100;

/** What a killed process left in a thread is taken up by the terminal that opens it next, so each is open in one only. */
async function takeThread(house: House, wanted: string | undefined): Promise<string> {
  const hold = (name: string) => house.storage.hold(`terminal ${house.workspace.id} ${name}`);
  const names = wanted
    ? [wanted]
    : Array.from({ length: mostThreads }, (_, at) => (at === 0 ? firstThread : `${firstThread}-${at + 1}`));
  for (const name of names) if (await hold(name)) return name;
  throw new DocketError('CONCURRENCY_CONFLICT', {
    message: `The conversation "${wanted ?? firstThread}" is open in another terminal.`,
    remedy: 'Leave it there first, or choose another name with --thread.',
  });
}

function greet(house: House, { output }: TerminalStreams, wanted: string, thread: string): void {
  const planner = house.config.model
    ? `the model ${house.config.model.standard}`
    : 'the embedded planner, no key needed';
  const preferred = house.trackers.preferred();
  const services = house.trackers
    .names()
    .filter(({ name }) => (preferred ? name === preferred : name !== 'local'));
  const places = services.map(({ name, sandbox }) => {
    return sandbox ? `a sandbox ${trackerTitle(name)} on this machine` : trackerTitle(name);
  });
  output.write(`Docket is ready: ${planner}; tickets go to ${places.join(' or ')}.\n`);
  if (thread !== wanted) {
    output.write(`The conversation "${wanted}" is open in another terminal, so this one is "${thread}".\n`);
  }
  const example = 'generate tickets from examples/onboarding-prd.md';
  output.write(`Try: ${example} and push to ${trackerTitle(preferred ?? services[0]!.name)}\n`);
}
