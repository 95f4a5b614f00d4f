/** Ports that die at the n-th await: what happened before stays, and nothing happens after. */
import type { Nouns, Store } from '../../src/ports/store.ts';

/** Thrown by everything once the process is dead. */
export class Death extends Error {}

/** Counts the points at which a process can die, before and after every call to a port, and dies at the n-th. */
export type Life = { points: number; dead: boolean; step(): void };

/** `diesAt` null lives for ever and only counts. */
export function startLife(diesAt: number | null): Life {
  return {
    points: 0,
    dead: false,
    step() {
      if (this.dead) throw new Death();
      this.points += 1;
      if (this.points !== diesAt) return;
      this.dead = true;
      throw new Death();
    },
  };
}

/** The same object, each call of which may be the last. */
export function mortal<Port extends object>(port: Port, life: Life): Port {
  return new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...args: unknown[]) => {
        life.step();
        const result: unknown = await value.apply(target, args);
        life.step();
        return result;
      };
    },
  });
}

/** A death inside a transaction comes before its commit, so nothing of it is kept; the commit itself is a point too. */
export function mortalStore(store: Store, life: Life): Store {
  return {
    ...mortalNouns(store, life),
    exclusively: store.exclusively,
    async transact(work) {
      life.step();
      const result = await store.transact((nouns) => work(mortalNouns(nouns, life)));
      life.step();
      return result;
    },
  };
}

function mortalNouns(nouns: Nouns, life: Life): Nouns {
  const names = Object.keys(nouns).filter((name) => typeof nouns[name as keyof Nouns] === 'object');
  return Object.fromEntries(names.map((name) => [name, mortal(nouns[name as keyof Nouns], life)])) as Nouns;
}
