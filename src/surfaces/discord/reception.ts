/** Works off what the intake hands over: in order within a channel, again after a fault, and answers what waits for it. */
import { drawNoticeCard } from '../../cards/notice-card.ts';
import { createWorkingOff, NotStored } from '../../messenger/working-off.ts';
import { readFault } from './client.ts';
import type { OpenDesk } from './desk.ts';
import { formOf } from './form.ts';
import { offerToFile } from './forum.ts';
import { hear, notLinked } from './hear.ts';
import type { Delivered, Entry, ToIntake } from './intake-link.ts';
import { readThread } from './place.ts';
import type { WaitingPress } from './presses.ts';
import { rehost } from './rehost.ts';
import { broken } from './taking.ts';

export type Reception = {
  take(delivered: Delivered): void;
  /** The person was promised what this press comes to. */
  late(eventId: string): void;
};

/** The intake says well before that nobody waits any more, unless it broke. */
const mostWaitMs = 15_000;

type ReceptionDeps = { tell(told: ToIntake): void; isKept: boolean };

export function createReception(desk: OpenDesk, { tell, isKept }: ReceptionDeps): Reception {
  const open = { ...desk, accept: createAccept(desk, tell) };
  const answering = createAnswering(desk, tell);
  const take = createWorkingOff<Delivered>({
    lineOf: ({ entry }) => lineOf(entry),
    takeIn({ entry, again }) {
      switch (entry.kind) {
        case 'message':
          return hear(open, entry);
        case 'post':
          return offerToFile(desk, entry.post, again);
        case 'files':
          return rehost(desk, entry, again);
        case 'draft':
          return stored(desk.kept.fill(entry.id, entry.draft));
        case 'event':
          return takeEvent(open, { ...entry, again }, answering.begin);
      }
    },
    // What Discord refuses it refuses again.
    mayMend: (error) => readFault(error).kind !== 'refused',
    async giveUp({ entry }) {
      if (entry.kind !== 'event' || !entry.press) return;
      const card = drawNoticeCard(broken, 'danger');
      await desk.responder.whisper(entry.press, { card, thread: entry.event.thread });
    },
    tell,
    isKept,
    log: desk.log,
    what: 'a delivery of Discord',
  });
  return { take, late: answering.late };
}

/** Once something of a thread is stored, all that is said in it is ours. */
function createAccept(desk: OpenDesk, tell: ReceptionDeps['tell']): OpenDesk['accept'] {
  const called = new Set<string>();
  return async (event) => {
    await stored(desk.accept(event));
    const thread = readThread(event.thread).thread;
    if (!thread || called.has(thread)) return;
    tell({ say: 'called', thread });
    called.add(thread);
  };
}

type Taken = Extract<Entry, { kind: 'event' }> & { again: boolean };
type Begin = (eventId: string, press: WaitingPress) => void;

async function takeEvent(desk: OpenDesk, { event, press, again }: Taken, begin: Begin): Promise<void> {
  if (!press) return desk.accept(event);
  if (!(await stored(desk.isLinked(event.tenant ?? '')))) {
    const card = drawNoticeCard(notLinked, 'warning');
    return void (await desk.responder.whisper(press, { card, thread: event.thread }));
  }
  const isAwaited = press.standing === 'opening' || press.standing === 'filling';
  // Nobody waits any more for what an earlier process kept.
  const standing = again && isAwaited ? 'private' : press.standing;
  await stored(desk.presses.keep(event.eventId, { ...press, standing }));
  await desk.accept(event);
  if (isAwaited && !again) begin(event.eventId, press);
}

/** Tells the intake what presses came to while somebody waits for it there. */
function createAnswering({ presses, log }: OpenDesk, tell: ReceptionDeps['tell']) {
  const waiting = new Map<string, AbortController>();
  const answer = async (eventId: string, press: WaitingPress) => {
    const late = new AbortController();
    waiting.set(eventId, late);
    const timer = setTimeout(() => late.abort(), mostWaitMs).unref();
    const card = await presses.awaitCard(eventId, late.signal);
    clearTimeout(timer);
    waiting.delete(eventId);
    if (!card) return presses.keep(eventId, { ...press, standing: 'private' });
    // Only a form leaves it open what the press will come to.
    if (press.standing === 'opening' && !formOf(card))
      await presses.keep(eventId, { ...press, standing: 'private', answered: true });
    tell({ say: 'answer', eventId, card });
  };
  return {
    begin: ((eventId, press) => {
      answer(eventId, press).catch((error) => log.error('a press could not be answered', { error }));
    }) satisfies Begin,
    late: (eventId: string) => waiting.get(eventId)?.abort(),
  };
}

async function stored<Value>(storing: Promise<Value>): Promise<Value> {
  return storing.catch((cause) => {
    throw new NotStored('it could not be stored', { cause });
  });
}

/** Of one channel, in which people read what comes of it one after the other. */
function lineOf(entry: Entry): string {
  switch (entry.kind) {
    case 'message':
      return entry.said.channel;
    case 'post':
      return entry.post.id;
    case 'draft':
      return entry.id;
    case 'files':
      return entry.thread;
    case 'event':
      return entry.event.thread;
  }
}
