/** A pool of one connection in which what a person waits for goes before what goes on by itself. */
import pg from 'pg';
import { isAwaited } from '../ports/awaited.ts';

/** After this many in a row another has its turn, so that no work starves while people talk. */
const mostInARow = 8;

type Got = (error?: Error, client?: pg.PoolClient, done?: (release?: unknown) => void) => void;
type Waiting = { go(): void };

/** Asked for a second connection inside a transaction it waits for itself, until `waitMs` have passed. */
export class FairPool extends pg.Pool {
  readonly #waitMs: number;
  readonly #awaited: Waiting[] = [];
  readonly #others: Waiting[] = [];
  #inARow = 0;
  #isTaken = false;

  constructor(config: pg.PoolConfig, waitMs: number) {
    super({ ...config, max: 1 });
    this.#waitMs = waitMs;
    this.on('release', () => this.#next());
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(got: Got): void;
  override connect(got?: Got): Promise<pg.PoolClient> | undefined {
    const client = this.#turn().then(() =>
      super.connect().catch((error) => {
        this.#next();
        throw error;
      }),
    );
    if (!got) return client;
    client.then(
      (one) => got(undefined, one, (release) => one.release(release as Error)),
      (error) => got(error),
    );
    return undefined;
  }

  #turn(): Promise<void> {
    if (!this.#isTaken) {
      this.#isTaken = true;
      return Promise.resolve();
    }
    const line = isAwaited() ? this.#awaited : this.#others;
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        go() {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        line.splice(line.indexOf(waiting), 1);
        reject(new Error('timeout exceeded when trying to connect'));
      }, this.#waitMs);
      line.push(waiting);
    });
  }

  #next(): void {
    const isTheirTurn = this.#others.length > 0 && (this.#awaited.length === 0 || this.#inARow >= mostInARow);
    const next = isTheirTurn ? this.#others.shift() : this.#awaited.shift();
    this.#inARow = isTheirTurn ? 0 : this.#inARow + 1;
    if (next) next.go();
    else this.#isTaken = false;
  }
}
