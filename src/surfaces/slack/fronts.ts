/** The front desk of each team: of the one whose token is given, or of those the house tells of when it is asked. */
import { type FrontDesk, openFront } from './front-desk.ts';
import { readTeam } from './inbound.ts';
import type { Front } from './intake-link.ts';

export type Fronts = {
  /** Of the team a delivery is for, asked for where it is not known; null where the app is not installed. */
  of(body: unknown): Promise<FrontDesk | null>;
  /** The same where it is known already; null else, and it is asked for. */
  known(body: unknown): FrontDesk | null;
  /** Who we are there; `bot` is empty while that is not known. */
  selfOf(body: unknown): { team: string; bot: string };
  know(team: string, front: Front | null): void;
};

/** How long it may go unnoticed here that another instance was told of a new token, or that one is gone. */
const askAgainMs = 30_000;

type Known = { token: string | null; desk: FrontDesk | null; askAt: number };

export function createFronts(
  one: Front | null,
  deps: Parameters<typeof openFront>[1],
  ask: (team: string) => void,
): Fronts {
  const only = one && openFront(one, deps);
  const teams = new Map<string, Known>();
  const asked = new Map<string, PromiseWithResolvers<FrontDesk | null>>();
  const now = () => deps.clock.now().getTime();

  function askFor(team: string): Promise<FrontDesk | null> {
    const before = asked.get(team);
    if (before) return before.promise;
    const waiting = Promise.withResolvers<FrontDesk | null>();
    asked.set(team, waiting);
    ask(team);
    return waiting.promise;
  }

  function find(body: unknown): Known | null {
    const team = readTeam(body);
    if (team === null) return null;
    const known = teams.get(team);
    if (!known || known.askAt < now()) void askFor(team);
    return known ?? null;
  }

  return {
    async of(body) {
      if (only) return only;
      const team = readTeam(body);
      if (team === null) return null;
      const known = teams.get(team);
      return known ? known.desk : askFor(team);
    },
    known: (body) => only ?? find(body)?.desk ?? null,
    selfOf(body) {
      const self = only?.self ?? find(body)?.desk?.self;
      return { team: self?.team ?? readTeam(body) ?? '', bot: self?.bot ?? '' };
    },
    know(team, front) {
      const before = teams.get(team);
      const isSame = front !== null && before?.token === front.token;
      const desk = isSame ? before.desk : front && openFront(front, deps);
      teams.set(team, { token: front?.token ?? null, desk, askAt: now() + askAgainMs });
      asked.get(team)?.resolve(desk);
      asked.delete(team);
    },
  };
}
