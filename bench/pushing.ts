/** Measures pushes and looks for changes against the least requests and the least time the trackers' limits allow. */
import { addFamilies, approveAll, openClockedStorage, openPublishing } from '../test/support/publishing.ts';
import { connect } from '../test/support/scripted-tracker.ts';
import { type Limited, type LimitedName, roundTripMs, startLimited } from './limited-trackers.ts';

export type PushFigures = {
  tracker: LimitedName;
  tickets: number;
  /** Requests that make issues and links, and the fewest that can. */
  sent: number;
  least: number;
  /** All of the push from the click on: where it goes, what is read back, and the look for second issues. */
  all: number;
  /** From the first issue sent to the last link answered, in virtual seconds, and the least the limits allow. */
  wall: number;
  floor: number;
  /** Limits run into. */
  violations: number;
  /** Requests of a look for changes when nothing has changed. */
  look: number;
};

type Least = {
  requests: number;
  /** Reads between them without which it is not known what was made. */
  reads?: number;
  /** What the published limits take at best, in seconds, in a fresh hour. */
  seconds?: number;
};

/**
 * By how many tickets. GitHub: an issue each, twenty links at once, a second apart. Linear: fifty issues and twenty-five
 * links at once, 2,500 requests an hour, after one look at the labels. Jira: fifty issues at once, one level after the other with the links inside,
 * and what was made read back from each answer.
 */
const leasts: Record<LimitedName, Record<number, Least>> = {
  github: {
    1: { requests: 1 },
    50: { requests: 53, seconds: 52 },
    500: { requests: 525, seconds: 524 },
  },
  linear: {
    1: { requests: 1, reads: 1 },
    50: { requests: 3, reads: 1 },
    500: { requests: 30, reads: 1 },
  },
  jira: {
    1: { requests: 1, reads: 1 },
    50: { requests: 5, reads: 5 },
    500: { requests: 16, reads: 16 },
  },
};

const hourMs = 3_600_000;

/** A push of so many tickets to each tracker, over its real client, a real store and a sandbox that enforces limits. */
export async function measurePushes(counts: readonly number[]): Promise<PushFigures[]> {
  const storage = await openClockedStorage();
  const figures: PushFigures[] = [];
  try {
    for (const tracker of ['linear', 'github', 'jira'] as const) {
      for (const count of counts) {
        const limited = await startLimited(tracker, storage.clock);
        figures.push(await measurePush(storage, limited, tracker, count).finally(() => limited.close()));
        storage.clock.pass(2 * hourMs);
      }
    }
  } finally {
    await storage.close();
  }
  return figures;
}

async function measurePush(
  storage: Awaited<ReturnType<typeof openClockedStorage>>,
  limited: Limited,
  tracker: LimitedName,
  count: number,
): Promise<PushFigures> {
  const house = await openPublishing(storage, connect(limited.tracker));
  const whole = { labels: ['backend'], priority: 2, type: 'feature' } as const;
  const push = async (name: string, many: number) => {
    const tickets = await addFamilies(house, many, { name, ...whole, labels: [...whole.labels] });
    const { push: begun } = await approveAll(house, tickets);
    const before = limited.requests();
    await house.work();
    const { counts } = await house.publication.pushView(house.ana, begun.id);
    if (counts.confirmed !== many || counts.linked !== many - 1) {
      throw new Error(`a push of ${many} to ${tracker} ended with ${JSON.stringify(counts)}`);
    }
    return limited.requests() - before;
  };
  // Labels are made and the place is read with the first push of all, which is not counted.
  await push('Warm-up', 2);
  storage.clock.pass(2 * hourMs);
  Object.assign(limited.sent, { requests: 0, first: null, last: null });
  const all = await push('Ticket', count);
  const { requests: sent, first, last } = limited.sent;
  const { requests, reads = 0, seconds = 0 } = leasts[tracker][count]!;
  const atLeast = Math.max((requests + reads) * roundTripMs, seconds * 1000 + roundTripMs);
  return {
    ...{ tracker, tickets: count, sent, least: requests, all },
    wall: (last! - first!) / 1000,
    floor: atLeast / 1000,
    violations: limited.refusals(),
    look: await measureLook(storage, house, limited),
  };
}

/** The second look in a row at a place where nothing happened in between. */
async function measureLook(
  { clock }: Awaited<ReturnType<typeof openClockedStorage>>,
  { publication, desk }: Awaited<ReturnType<typeof openPublishing>>,
  limited: Limited,
): Promise<number> {
  const minuteMs = 60_000;
  const look = async () => {
    clock.pass(10 * minuteMs);
    const before = limited.requests();
    await publication.poll(desk.workspace.id, minuteMs);
    return limited.requests() - before;
  };
  await look();
  return look();
}

export function drawPushes(figures: readonly PushFigures[]): string[][] {
  const head = ['', 'sent', 'least', '', 'wall s', 'floor s', '', 'all requests', 'limits hit', 'look'];
  return [
    head,
    ...figures.map(({ tracker, tickets, sent, least, all, wall, floor, violations, look }) => [
      `push ${tickets} to ${tracker}`,
      String(sent),
      String(least),
      `${(sent / least).toFixed(2)} ×`,
      wall.toFixed(1),
      floor.toFixed(1),
      `${(wall / floor).toFixed(2)} ×`,
      ...[all, violations, look].map(String),
    ]),
  ];
}
