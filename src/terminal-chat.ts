/** The terminal as a place to talk: `docket chat`, a piped conversation, and the stage of the demo. */
import type { Readable } from 'node:stream';
import type { House } from './app.ts';
import { startChat } from './chat.ts';
import { attachFiles } from './cli/attach-files.ts';
import { saveInto } from './cli/save-file.ts';
import type { Conversation } from './conversation/conversation.ts';
import { firstThread, type TakenThread, takeThread } from './conversation/take-thread.ts';
import { readDocumentFile } from './documents/document-file.ts';
import { findPaste } from './documents/readers/find-paste.ts';
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
  thread: TakenThread;
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
  const taken = await takeOne(house, options.thread);
  const thread = await house.storage.store.threads.ensure(house.workspace.id, 'terminal', taken.name);
  let conversation: Conversation | null = null;
  const settled = async () => conversation?.settled(thread.id);
  const interactive = Boolean(streams.input.isTTY && streams.output.isTTY);
  const surface = createTerminalSurface({
    ...streams,
    user: actor,
    thread: taken.name,
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
    thread: taken,
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
  greet(house, streams, chat);
  await chat.surface.start(chat.accept);
  await chat.surface.closed;
  await house.close();
  return chat.surface.failed ? 1 : 0;
}

/** Other processes may be at work on the same store, each with a terminal of its own. */
function isShared({ storage }: House): boolean {
  return storage.kind === 'postgres';
}

/** Nobody else can have a terminal on a store that is this process's alone. */
function takeOne(house: House, wanted: string | undefined): Promise<TakenThread> {
  const { storage, workspace } = house;
  if (!isShared(house)) return Promise.resolve({ name: wanted ?? firstThread, because: null });
  const hold = (name: string) => storage.hold(`terminal ${workspace.id} ${name}`);
  return takeThread({ store: storage.store, hold }, wanted);
}

function greet(house: House, { output }: TerminalStreams, { thread }: TerminalChat): void {
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
  if (thread.because) output.write(`${thread.because}\n`);
  const example = 'generate tickets from examples/onboarding-prd.md';
  output.write(`Try: ${example} and push to ${trackerTitle(preferred ?? services[0]!.name)}\n`);
}
