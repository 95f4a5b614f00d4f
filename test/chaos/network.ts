/** The way from one process to a tracker's servers: requests and answers get lost, come late, or come in part. */
import { DocketError } from '../../src/domain/errors.ts';
import type { CreateOutcome, IssueOrder, IssueSnapshot, StepOutcome } from '../../src/domain/push.ts';
import type { Tracker } from '../../src/ports/tracker.ts';
import type { Life } from './life.ts';
import type { Dice } from './seeded.ts';
import { refuse, type Service } from './service.ts';
import type { Timeline } from './timeline.ts';

export type Network = {
  /** The tracker as this process reaches it. */
  connect(life: Life): Tracker;
  /** Requests that have left and will still be acted upon. */
  underWay(): number;
};

/** One thing of a request, by its key; without a draft it is no new issue. */
export type Sent = { marker: string; draft: IssueOrder['draft'] | null };

export type NetworkPlan = {
  service: Service;
  timeline: Timeline;
  dice: Dice;
  /** How many of the requests meet a fault, until `calmFrom`. */
  faultRate: number;
  calmFrom: number;
  watch: {
    /** A request that writes leaves this process. */
    onWrite(life: Life, sent: readonly Sent[]): void;
    /** This process was told to write nothing until then. */
    onToldToWait(life: Life, until: number): void;
  };
};

type Fault = 'dropped' | 'lost' | 'zombie' | 'limited' | 'slow' | 'truncated' | 'partial' | 'auth';

const faults: readonly Fault[] = [
  ...['dropped', 'dropped', 'lost', 'lost', 'zombie', 'zombie', 'limited', 'slow', 'truncated', 'partial'],
] as Fault[];

/** One request that writes: how it is acted upon, all of it or the items that are named, and how its end is told. */
type Request<Outcome> = {
  life: Life;
  signal: AbortSignal | undefined;
  sent: readonly Sent[];
  act(items: readonly number[]): Outcome[];
  unknown(reason: string): Outcome;
  refused(refusal: Refusal): Outcome;
};

type Refusal = Extract<StepOutcome, { kind: 'refused' }>;

const brokeOff = 'the connection broke';

export function openNetwork(plan: NetworkPlan): Network {
  const { service, timeline, dice } = plan;
  let underWay = 0;
  let restUntil = 0;

  const drawFault = (): Fault | null => {
    if (timeline.now() >= plan.calmFrom || !dice.chance(plan.faultRate)) return null;
    return dice.chance(0.01) ? 'auth' : dice.pick(faults);
  };

  const act = (ms: number, deed: () => void): void => {
    underWay += 1;
    timeline.after(ms, () => {
      underWay -= 1;
      deed();
    });
  };

  const write = <Outcome>(request: Request<Outcome>): Promise<Outcome[]> =>
    new Promise((resolve) => {
      const { life, signal, sent } = request;
      if (life.step()) return;
      const all = sent.map((_, at) => at);
      const doubt = (reason: string) => all.map(() => request.unknown(reason));
      let isAnswered = false;
      const answer = (outcomes: Outcome[]) => {
        if (isAnswered || life.step()) return;
        isAnswered = true;
        resolve(outcomes);
      };
      if (signal?.aborted) return answer(doubt('it was given up before it was sent'));
      signal?.addEventListener('abort', () => answer(doubt('it took too long')), { once: true });
      plan.watch.onWrite(life, sent);
      travel(request, all, { answer, doubt, act, drawFault: () => limitOr(drawFault()) });
    });

  const limitOr = (fault: Fault | null): Fault | null => (timeline.now() < restUntil ? 'limited' : fault);

  function travel<Outcome>(request: Request<Outcome>, all: number[], way: Way<Outcome>): void {
    const { life, sent } = request;
    const { answer, doubt } = way;
    const back = (ms: number, outcomes: () => Outcome[]) => life.later(ms, () => answer(outcomes()));
    const there = dice.between(30, 400);
    const isSilent = dice.chance(0.4);
    const breakOff = () => {
      if (!isSilent) back(there + dice.between(0, 3_000), () => doubt(brokeOff));
    };
    const actAndTell = (ms: number, told: readonly number[], tell: (outcomes: Outcome[]) => Outcome[]) =>
      act(ms, () => {
        const outcomes = request.act(told);
        back(dice.between(10, 200), () => tell(outcomes));
      });
    const fine = (outcomes: Outcome[]) => outcomes;
    const ends: Record<Fault, () => void> = {
      dropped: breakOff,
      lost() {
        act(there, () => request.act(all));
        breakOff();
      },
      zombie() {
        for (const part of service.kind.isAtomic ? [all] : all.map((one) => [one])) {
          act(dice.between(1_000, service.kind.actsWithinMs), () => request.act(part));
        }
        breakOff();
      },
      slow: () => actAndTell(dice.between(1_000, 16_000), all, fine),
      truncated: () =>
        actAndTell(there, all, (outcomes) =>
          outcomes.map((one) => (dice.chance(0.5) ? one : request.unknown('the answer was cut off'))),
        ),
      partial() {
        const some = service.kind.isAtomic ? [] : all.filter(() => dice.chance(0.5));
        const busy = { ...refuse('the server was busy'), retryable: true };
        if (some.length > 0 && dice.chance(0.5)) {
          return actAndTell(there, some, (made) =>
            spread(sent.length, some, made, () => request.refused(busy)),
          );
        }
        if (some.length > 0) act(there, () => request.act(some));
        breakOff();
      },
      limited() {
        restUntil = Math.max(restUntil, timeline.now() + dice.between(1_000, 60_000));
        const retryAfterMs = Math.ceil(restUntil - timeline.now());
        const limited = { ...refuse('it was too much at once'), retryable: true, retryAfterMs };
        back(there, () => {
          plan.watch.onToldToWait(life, timeline.now() + retryAfterMs);
          return all.map(() => request.refused(limited));
        });
      },
      auth() {
        const refusal = { ...refuse('The key was taken back'), auth: true };
        back(there, () => all.map(() => request.refused(refusal)));
      },
    };
    const fault = way.drawFault();
    if (fault) ends[fault]();
    else actAndTell(there, all, fine);
  }

  const read = <Result>(life: Life, signal: AbortSignal | undefined, look: () => Result): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (life.step()) return;
      let isAnswered = false;
      const end = (act: () => void) => {
        if (isAnswered || life.step()) return;
        isAnswered = true;
        act();
      };
      signal?.addEventListener('abort', () => end(() => reject(gone())), { once: true });
      const restsFor = restUntil - timeline.now();
      if (restsFor > 0) return life.later(dice.between(20, 300), () => end(() => reject(tooMuch(restsFor))));
      const isFaulty = timeline.now() < plan.calmFrom && dice.chance(plan.faultRate / 2);
      if (isFaulty && dice.chance(0.3)) return;
      const there = dice.between(20, 300);
      if (isFaulty) return life.later(there, () => end(() => reject(gone())));
      timeline.after(there, () => {
        const seen = look();
        life.later(dice.between(10, 100), () => end(() => resolve(seen)));
      });
    });

  function tooMuch(restsFor: number): DocketError {
    const retryAfterMs = Math.ceil(restsFor);
    const said = { message: 'It was too much at once.', remedy: 'Wait a moment.', retryAfterMs };
    return new DocketError('RATE_LIMITED', said);
  }

  return {
    connect: (life) => connectTo(service, life, write, read),
    underWay: () => underWay,
  };
}

type Way<Outcome> = {
  answer(outcomes: Outcome[]): void;
  doubt(reason: string): Outcome[];
  act(ms: number, deed: () => void): void;
  drawFault(): Fault | null;
};

/** The outcomes of those that were acted upon, in their places. */
function spread<Outcome>(
  items: number,
  some: readonly number[],
  made: readonly Outcome[],
  other: () => Outcome,
): Outcome[] {
  return Array.from({ length: items }, (_, at) => (some.includes(at) ? made[some.indexOf(at)]! : other()));
}

function gone(): DocketError {
  return new DocketError('TRACKER_UNAVAILABLE', { message: 'It is down.', remedy: 'Wait a moment.' });
}

type Write = <Outcome>(request: Request<Outcome>) => Promise<Outcome[]>;
type Read = <Result>(life: Life, signal: AbortSignal | undefined, look: () => Result) => Promise<Result>;

function connectTo(service: Service, life: Life, write: Write, read: Read): Tracker {
  const { name, traits } = service.kind;
  const known = <Result>(signal: AbortSignal | undefined, look: () => Result) => read(life, signal, look);
  const steps = (
    markers: readonly string[],
    signal: AbortSignal | undefined,
    take: (item: number) => IssueSnapshot | null,
  ): Promise<StepOutcome[]> =>
    write<StepOutcome>({
      ...{ life, signal, sent: markers.map((marker) => ({ marker, draft: null })) },
      act: (some) =>
        some.map((item) => {
          const issue = take(item);
          return issue ? { kind: 'done', issue } : refuse('There is no such issue');
        }),
      unknown: (reason) => ({ kind: 'unknown', reason }),
      refused: (refusal) => refusal,
    });
  const step = async (marker: string, signal: AbortSignal | undefined, take: () => IssueSnapshot | null) =>
    (await steps([marker], signal, take))[0]!;
  return {
    name,
    traits,
    check: async () => ({ ok: true, account: 'docket', problem: null, remedy: null }),
    destination: (signal) => known(signal, () => destinationOf(name)),
    preflight: async () => [],
    create: (orders, signal) =>
      write<CreateOutcome>({
        ...{ life, signal, sent: orders.map(({ key, draft }) => ({ marker: key.marker, draft })) },
        act: (some) => service.create(some.map((at) => orders[at]!)),
        unknown: (reason) => ({ kind: 'unknown', reason }),
        refused: (refusal) => refusal,
      }),
    find: (keys, signal) =>
      known(signal, () => {
        const all = service.byMarker();
        return new Map(keys.flatMap(({ marker }) => (all.has(marker) ? [[marker, all.get(marker)!]] : [])));
      }),
    read: (ids, signal) =>
      known(signal, () => new Map(ids.map((id) => [id, service.issues.get(id)?.snapshot ?? null]))),
    list: (_wish, signal) => known(signal, () => ({ issues: service.list(), next: null })),
    link: (orders, signal) =>
      steps(
        orders.map(({ key }) => key.marker),
        signal,
        (at) => service.link(orders[at]!),
      ),
    amend: ({ externalId, section }, key, signal) =>
      step(key.marker, signal, () => service.amend(externalId, section, key.marker)),
    update: (change, signal) => step('', signal, () => service.update(change)),
    comment: ({ externalId, text }, key, signal) =>
      step(key.marker, signal, () => service.comment(externalId, text, key.marker)),
    changes: (cursor, signal) =>
      known(signal, () => ({
        issues: cursor === null ? [] : [...service.issues.values()].map(({ snapshot }) => snapshot),
        cursor: 'now',
        more: false,
      })),
    sweep: (_since, signal) => known(signal, () => service.byMarker()),
  };
}

export function destinationOf(tracker: string) {
  return { id: `${tracker}:acme/web`, tracker, label: `${tracker} › Acme`, sandbox: false, tenant: 'acme' };
}
