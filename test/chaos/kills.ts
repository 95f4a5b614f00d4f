/** The real program, killed for real in the midst of a push: on the embedded store, or two of it on one Postgres server. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  newWorkplace,
  type Running,
  readTickets,
  type WireTicket,
  type Workplace,
} from '../support/child-program.ts';
import type { PostgresServer } from '../support/postgres.ts';
import type { KindName } from './kinds.ts';
import { type Dice, throwDice } from './seeded.ts';
import { type Stand, startStand } from './stands.ts';

export type KillWish = {
  kind: KindName;
  /** How often the program is killed in one push, at most. */
  kills: number;
  seed: number;
  /** Null for the embedded store. */
  server: PostgresServer | null;
};

export type KillResult = {
  kills: number;
  duplicates: number;
  lost: number;
  wrongIds: number;
  faults: string[];
};

/** So long the program may take to end a push that nobody disturbs any more; a busy machine starts it slowly. */
const settleMs = 600_000;
/** So long a first board may take there. */
const boardMs = 300_000;

/** One push from the press of the button to its end, with kills on the way. */
export async function playKills({ kind, kills, seed, server }: KillWish): Promise<KillResult> {
  const dice = throwDice(seed);
  const stand = await startStand(kind);
  const environment = { ...stand.environment };
  if (server) environment.DATABASE_URL = await server.createDatabase();
  const places = (server ? [1, 2] : [1]).map(() => newWorkplace(environment));
  let killed = 0;
  try {
    const { running, tickets, thread } = await approve(places, stand);
    while (killed < kills) {
      disturb(stand, dice);
      if (!(await waitForMoment(stand, dice, tickets))) break;
      const at = dice.below(places.length);
      running[at]!.kill();
      await running[at]!.ended;
      killed += 1;
      running[at] = places[at]!.start([], { timeoutMs: settleMs });
    }
    stand.faults.clear();
    for (const one of running) one.kill();
    await Promise.all(running.map((one) => one.ended));
    return await lookUntilDone(places[0]!, stand, { thread, killed });
  } catch (fault) {
    return { kills: killed, duplicates: 0, lost: 0, wrongIds: 0, faults: [String(fault)] };
  } finally {
    await Promise.all(places.map((place) => place.remove()));
    await stand.close();
  }
}

/**
 * Starts the program as somebody does who comes back to look. A push that waits for a time in the future, such as a rest
 * the tracker or the breaker asked for, is not waited for by one look, so there are several.
 */
async function lookUntilDone(
  place: Workplace,
  stand: Stand,
  { thread, killed }: { thread: string; killed: number },
): Promise<KillResult> {
  for (let look = 1; ; look += 1) {
    const options = { lines: ['show the board'], timeoutMs: settleMs };
    const { code, stderr } = await place.run(['chat', '--thread', thread], options);
    const result = judge(killed, await readTickets(place), stand);
    if (code !== 0) return { ...result, faults: [...result.faults, `ended with ${code}: ${stderr}`] };
    if (result.lost === 0 || look === mostLooks) return result;
    await pause(betweenLooksMs);
  }
}

const mostLooks = 6;
const betweenLooksMs = 30_000;

/** All of them run, and a person has pressed the button at the first. */
async function approve(
  places: readonly Workplace[],
  stand: Stand,
): Promise<{ running: Running[]; tickets: number; thread: string }> {
  const [first, ...others] = places.map((place) => place.start([], { timeoutMs: settleMs }));
  first!.type(`generate tickets from examples/onboarding-prd.md and push to ${stand.title}`);
  const offer = /\[(\d+)\] Approve all (\d+) and push/;
  const shown = await first!.until(offer, boardMs);
  const [, number = '', count = ''] = offer.exec(shown) ?? [];
  const [, thread = 'main'] = /so this one is "(.+)"/.exec(shown) ?? [];
  const before = stand.requests();
  first!.type(number);
  for (let waited = 0; stand.requests() === before && waited < boardMs; waited += 5) await pause(5);
  return { running: [first!, ...others], tickets: Number(count), thread };
}

/** Slow enough that there is something to be killed in, and now and then an answer is lost as well. */
function disturb({ faults }: Stand, dice: Dice): void {
  faults.clear();
  faults.add({ kind: 'slow', times: 6, delayMs: Math.round(dice.between(20, 600)) });
  if (dice.chance(0.7))
    faults.add({ kind: dice.pick(['lost_answer', 'truncated', 'server_error_after', 'lost_request']) });
}

/** Just after a request, or at any time; false once no request has come for so long that the push must be over. */
async function waitForMoment({ requests, issues }: Stand, dice: Dice, tickets: number): Promise<boolean> {
  const isAnyTime = dice.chance(0.3);
  if (isAnyTime) await pause(dice.between(300, 3_000));
  const before = requests();
  for (let waited = 0; requests() === before; waited += 5) {
    if (waited > (issues().length < tickets ? quietMs : doneMs)) return false;
    if (isAnyTime && waited > 500) return true;
    await pause(5);
  }
  await pause(dice.between(0, 300));
  return true;
}

/** Longer than any tracker's quarantine, with the time a claim takes to run out. */
const quietMs = 110_000;
/** Once all issues are there, only links can follow. */
const doneMs = 5_000;

function judge(kills: number, tickets: readonly WireTicket[], stand: Stand): KillResult {
  const issues = stand.issues();
  const result: KillResult = { kills, duplicates: 0, lost: 0, wrongIds: 0, faults: [] };
  if (tickets.length < 10) result.faults.push(`only ${tickets.length} tickets`);
  for (const { title, status, external_id: id } of tickets) {
    const made = issues.filter((issue) => issue.title === title);
    if (made.length > 1) result.duplicates += made.length - 1;
    if (made.length === 0 || (status !== 'pushed' && status !== 'synced')) {
      result.lost += 1;
      result.faults.push(`${title} is ${status} and has ${made.length} issues`);
    } else if (!made.some((issue) => issue.id === id)) {
      result.wrongIds += 1;
    }
  }
  return result;
}
