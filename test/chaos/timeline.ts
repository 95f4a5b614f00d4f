/** Time that passes only from one planned moment to the next, with everything a moment sets off done before the next. */

export type Timeline = {
  now(): number;
  /** Plans something for `ms` from now; what is planned for the same moment happens in the order it was planned. */
  after(ms: number, act: () => void): void;
  /** Lets time pass until `isOver`, until nothing is planned, until `horizon`, or until too much has happened. */
  run(isOver: () => boolean, horizon: number): Promise<'over' | 'idle' | 'horizon' | 'spinning'>;
};

/** A scenario has a few thousand; more means that somebody asks again and again without waiting. */
const mostMoments = 100_000;

type Planned = { at: number; order: number; act: () => void };

export function startTimeline(start: number): Timeline {
  const heap: Planned[] = [];
  let now = start;
  let planned = 0;
  let moments = 0;
  return {
    now: () => now,
    after(ms, act) {
      push(heap, { at: now + Math.max(0, ms), order: planned++, act });
    },
    run: (isOver, horizon) =>
      new Promise((resolve, reject) => {
        const step = () => {
          try {
            if (isOver()) return resolve('over');
            moments += 1;
            if (moments > mostMoments) return resolve('spinning');
            const next = pop(heap);
            if (!next) return resolve('idle');
            if (next.at > horizon) return resolve('horizon');
            now = next.at;
            next.act();
            afterEverything(step);
          } catch (fault) {
            reject(fault);
          }
        };
        afterEverything(step);
      }),
  };
}

/** Node runs a tick that a microtask asked for only once no microtask is left. */
function afterEverything(act: () => void): void {
  queueMicrotask(() => process.nextTick(act));
}

function isBefore(one: Planned, other: Planned): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Planned[], item: Planned): void {
  let at = heap.push(item) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!isBefore(item, heap[above]!)) break;
    heap[at] = heap[above]!;
    at = above;
  }
  heap[at] = item;
}

function pop(heap: Planned[]): Planned | undefined {
  const [first] = heap;
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return first;
  let at = 0;
  for (;;) {
    let below = 2 * at + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below += 1;
    if (!isBefore(heap[below]!, last)) break;
    heap[at] = heap[below]!;
    at = below;
  }
  heap[at] = last;
  return first;
}
