/** Plays one scenario from the press of a button to the end of everything it set off, and tells what was wrong with it. */
import { isDocketError } from '../../src/domain/errors.ts';
import type { Push } from '../../src/domain/push.ts';
import { checkEnd } from './check-end.ts';
import { type Checker, createChecker, type Faults } from './checker.ts';
import { kinds } from './kinds.ts';
import type { Meeting } from './life.ts';
import { Deadlock } from './memory-database.ts';
import { faultsFor, type Plan, planScenario, type Trouble, troubleFor, type Wish } from './plan.ts';
import { callerNamed, type Scene, sceneFor, workspaceId } from './scene.ts';
import { type Instance, openWorld, type Production, sleepIn, type World } from './world.ts';

export type Verdict = {
  plan: Plan;
  crashes: number;
  /** Awaits of the first process. */
  points: number;
  faults: Faults;
  /** How everything stands at the end, in words that do not depend on the order of events. */
  summary: string;
  virtualMs: number;
};

type Play = {
  plan: Plan;
  scene: Scene;
  world: World;
  checker: Checker;
  instances: Instance[];
  crashes: number;
  /** Processes that are to come back, and deeds that have not ended. */
  pending: number;
};

/** A push that takes longer than this in the simulation has been forgotten. */
const horizonMs = 4 * 60 * 60_000;
/** What sleeps may wake, and what is late may arrive, before the end is looked at. */
const aftermathMs = 130_000;
/** So long somebody waits before they look again whether their press has done anything. */
const askAgainMs = 90_000;

/** `onTell` is told what happens, line by line. */
export async function playScenario(
  production: Production,
  wish: Wish,
  onTell?: (line: string) => void,
): Promise<Verdict> {
  const plan = planScenario(wish);
  const kind = kinds[plan.kind];
  const scene = await sceneFor(kind, plan.seed);
  const checker = createChecker(onTell && ((line) => line && onTell(stamp(world, line))));
  const world = openWorld({
    ...{ production, kind, seed: plan.seed, faultRate: plan.faultRate },
    ...{ tables: scene.tables, foreign: scene.foreign, startsAt: scene.startsAt },
    calmFrom: scene.startsAt + faultsFor,
    witness: checker.witness,
    watch: checker.watch,
    onError: (message, error) =>
      checker.note('broken', error === undefined ? message : `${message}: ${String(error)}`),
  });
  checker.observe(world);
  const play: Play = { plan, scene, world, checker, instances: [], crashes: 0, pending: 0 };
  world.service.onCreated = (externalId, marker) => report(play, externalId, marker);
  for (let at = 0; at < plan.instances; at += 1) startInstance(play, at);
  const [first] = play.instances;
  for (const trouble of plan.troubles) world.timeline.after(trouble.at, () => befall(play, trouble));
  for (const deed of plan.deeds) world.timeline.after(deed.at, () => perform(play, deed));
  world.timeline.after(askAgainMs, () => lookAgain(play, 60));
  const ended = await world.timeline.run(isOver(play), scene.startsAt + horizonMs);
  if (ended !== 'over') checker.note('lost', `the push never ended (${ended})`);
  const summary = checkEnd(checker, world, scene);
  const virtualMs = world.timeline.now() - scene.startsAt;
  return {
    plan,
    crashes: play.crashes,
    points: first!.life.points(),
    faults: checker.faults,
    summary,
    virtualMs,
  };
}

function stamp({ timeline }: World, line: string): string {
  return `${new Date(timeline.now()).toISOString().slice(11, 23)} ${line}`;
}

/** Nothing is left to do, and has not been for a while. */
function isOver(play: Play): () => boolean {
  const { timeline, network, database } = play.world;
  const { startsAt } = play.scene;
  let quietSince: number | null = null;
  return () => {
    const isBusy = play.pending > 0 || network.underWay() > 0 || play.checker.unfinished() > 0;
    if (isBusy || database.tables.pushes!.size === 0) {
      quietSince = null;
      return false;
    }
    quietSince ??= timeline.now();
    const from = play.plan.mode === 'points' ? 0 : startsAt + troubleFor;
    return timeline.now() >= from && timeline.now() - quietSince >= aftermathMs;
  };
}

function startInstance(play: Play, index: number, isFirst = true): void {
  const { plan, world } = play;
  const skewMs = plan.skewMs === 0 ? 0 : world.dice.between(-plan.skewMs, plan.skewMs);
  const meets = drawMeetings(play, isFirst && index === 0);
  const name = `instance-${index}-${play.crashes}`;
  const instance = world.start({ name, soleOwner: plan.soleOwner, meets, skewMs }, (backAfter) => {
    play.crashes += 1;
    play.checker.tell(`${name} is dead`);
    comeBack(play, index, backAfter ?? plan.backAfter);
  });
  play.instances[index] = instance;
  void workOff(play, instance);
}

/** In a storm a process may die, or stand still, just between two awaits: between a claim and its request, say. */
function drawMeetings({ plan, world, scene }: Play, isTheOne: boolean): Meeting[] {
  if (plan.mode === 'points')
    return isTheOne && plan.diesAt !== null ? [{ point: plan.diesAt, napMs: null }] : [];
  const { dice, timeline } = world;
  if (timeline.now() > scene.startsAt + troubleFor) return [];
  return Array.from({ length: dice.below(6) }, () => ({
    point: 1 + dice.below(250),
    napMs: dice.chance(0.25) ? null : dice.between(2_000, 120_000),
  }));
}

function comeBack(play: Play, index: number, afterMs: number): void {
  play.pending += 1;
  play.world.timeline.after(afterMs, () => {
    play.pending -= 1;
    startInstance(play, index, false);
  });
}

/** As a running house does by itself: recovery at the start and every ten seconds, and one push after another. */
async function workOff(play: Play, instance: Instance): Promise<void> {
  const { life, publication, jobs, stopping } = instance;
  const recover = () => publication.recover().catch((fault) => judge(play, 'recovery', fault));
  await recover();
  const recoverAgain = async () => {
    for (;;) {
      await sleepIn(life, 10_000);
      await recover();
    }
  };
  void recoverAgain();
  void hearOut(instance);
  while (!stopping.signal.aborted) {
    const job = await jobs.next('push');
    try {
      await publication.runPush(String(job.payload.pushId), stopping.signal);
      jobs.done(job);
    } catch (fault) {
      judge(play, 'a run', fault);
      jobs.failed(job);
    }
  }
}

/** Webhooks that were taken in, one after another; what cannot be read now is read later. */
async function hearOut({ publication, jobs, stopping }: Instance): Promise<void> {
  while (!stopping.signal.aborted) {
    const job = await jobs.next('sync');
    try {
      await publication.workSync(workspaceId, job, stopping.signal);
      jobs.done(job);
    } catch {
      jobs.failed(job);
    }
  }
}

/** What a tracker reports of a new issue: up to three times, up to eight seconds late, and one time in ten not at all. */
function report(play: Play, externalId: string, marker: string): void {
  const { dice, timeline } = play.world;
  if (play.plan.mode !== 'storm' || dice.chance(0.1)) return;
  const { name } = kinds[play.plan.kind];
  const news = {
    kind: 'accepted' as const,
    deliveryId: `about ${externalId}`,
    ...{ tenant: 'acme', event: 'created', externalIds: [externalId], markers: [marker] },
  };
  for (let times = 1 + dice.below(3); times > 0; times -= 1) {
    timeline.after(dice.between(0, 8_000), () => {
      const living = play.instances.filter(({ life }) => !life.isDead());
      if (living.length === 0) return;
      const taken = dice.pick(living).publication.receive(workspaceId, { source: name, news });
      taken.catch((fault: unknown) => judge(play, 'a webhook', fault));
    });
  }
}

/** Faults that people are told, and deadlocks that end one of two transactions, are part of life. */
function judge({ checker }: Play, what: string, fault: unknown): void {
  if (isDocketError(fault) || fault instanceof Deadlock) return;
  checker.note('broken', `${what} threw ${fault instanceof Error ? fault.stack : String(fault)}`);
}

function befall(play: Play, trouble: Trouble): void {
  const { world, instances } = play;
  const living = instances.filter(({ life }) => !life.isDead());
  if (living.length === 0) return;
  const { life, stopping } = world.dice.pick(living);
  play.checker.tell(`${life.name} meets a ${trouble.kind}`);
  if (trouble.kind === 'pause') {
    life.pause(trouble.ms);
  } else if (trouble.kind === 'crash') {
    life.die(trouble.backAfter);
  } else {
    stopping.abort('stopped');
    world.timeline.after(5_000, () => life.die(trouble.backAfter));
  }
}

/** Somebody presses a button at a process that answers. It counts as ended also when that process dies over it. */
function perform(play: Play, { kind, by }: { kind: Plan['deeds'][number]['kind']; by: string }): void {
  const living = play.instances.filter(({ life, stopping }) => !life.isDead() && !stopping.signal.aborted);
  if (living.length === 0) return void play.world.timeline.after(5_000, () => perform(play, { kind, by }));
  const instance = play.world.dice.pick(living);
  const deeds = { click, cancel, edit, retry };
  play.checker.tell(`${by} does a ${kind} at ${instance.life.name}`);
  deeds[kind](play, instance, by).catch((fault: unknown) => judge(play, `the ${kind}`, fault));
}

async function click({ scene }: Play, { publication }: Instance, by: string): Promise<void> {
  await publication.approveAndPush(callerNamed(by), { ...scene.board, which: 'all' });
}

/** Whoever saw nothing happen opens the board again and presses what it offers. */
function lookAgain(play: Play, times: number): void {
  const { world } = play;
  if (world.database.tables.pushes!.size > 0 || times === 0) return;
  const living = play.instances.filter(({ life }) => !life.isDead());
  if (living.length > 0) {
    const { publication } = world.dice.pick(living);
    const ana = callerNamed('Ana');
    const again = async () => {
      const ticketIds = play.scene.tickets.map(({ id }) => id);
      const { board } = await publication.openBoard(ana, { ticketIds, documentId: null, title: 'Review' });
      await publication.approveAndPush(ana, { boardId: board.id, rev: board.rev, which: 'all' });
    };
    again().catch((fault: unknown) => judge(play, 'the second click', fault));
  }
  world.timeline.after(askAgainMs, () => lookAgain(play, times - 1));
}

function somePush({ world }: Play): Push | undefined {
  return [...(world.database.tables.pushes as Map<string, Push>).values()][0];
}

async function cancel(play: Play, { publication }: Instance, by: string): Promise<void> {
  const push = somePush(play);
  if (!push) return;
  await publication.cancel(callerNamed(by), push.id);
  play.checker.cancelled(push.id);
}

async function retry(play: Play, { publication }: Instance, by: string): Promise<void> {
  const push = somePush(play);
  if (!push) return;
  play.checker.retried(push.id);
  await publication.retry(callerNamed(by), push.id);
}

async function edit(play: Play, { store, mutate }: Instance, by: string): Promise<void> {
  const { id } = play.world.dice.pick(play.scene.tickets);
  const scope = { workspaceId, actor: callerNamed(by).principal };
  await store.transact((nouns) =>
    mutate(nouns, scope, id, (current) => ({
      next: { ...current, title: `${current.title}, edited` },
      events: [],
    })),
  );
}
