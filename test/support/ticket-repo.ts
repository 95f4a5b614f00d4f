/** A repository in a folder of its own, with the ticket commands run in this process as a shell would run them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runTickets } from '../../src/cli/tickets/run-tickets.ts';
import { openRepository, type Repository } from '../../src/repo-tickets/repository.ts';

export type Ran = { code: number; out: string; err: string };
export type Line = Record<string, unknown> & { claim?: Record<string, unknown> };

export class TicketRepo {
  readonly root = mkdtempSync(join(tmpdir(), 'tickets-'));
  environment: Record<string, string> = { USER: 'alice' };
  now = Date.parse('2026-03-17T17:00:00.000Z');
  terminal = { input: false, output: false, columns: 100 };
  answers: string[] = [];
  readonly interrupt = new AbortController();
  heard = '';

  get repository(): Repository {
    return openRepository(this.root);
  }

  /** Each command is a millisecond later than the one before. */
  async run(...args: string[]): Promise<Ran> {
    let out = '';
    let err = '';
    const code = await runTickets(args, {
      cwd: this.root,
      environment: this.environment,
      clock: () => new Date(this.now++),
      version: '9.9.9',
      out: (text) => {
        out += text;
        this.heard += text;
      },
      err: (text) => {
        err += text;
      },
      terminal: this.terminal,
      ask: async (question) => {
        out += question;
        return this.answers.shift() ?? '';
      },
      interrupted: this.interrupt.signal,
    });
    return { code, out, err };
  }

  /** The same, for what has to succeed. Gives what was printed, without its last newline. */
  async do(...args: string[]): Promise<string> {
    const { code, out, err } = await this.run(...args);
    if (code !== 0) throw new Error(`tickets ${args.join(' ')} ended with ${code}: ${out}${err}`);
    return out.trimEnd();
  }

  async json<Value>(...args: string[]): Promise<Value> {
    return JSON.parse(await this.do(...args)) as Value;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  read(...parts: string[]): string {
    return readFileSync(this.path(...parts), 'utf8');
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.path(path)), { recursive: true });
    writeFileSync(this.path(path), content);
  }

  ticket(id: string): string {
    return this.read('.tickets', id, 'ticket.md');
  }

  edit(id: string, change: (text: string) => string): void {
    this.write(`.tickets/${id}/ticket.md`, change(this.ticket(id)));
  }

  logNames(id: string): string[] {
    return readdirSync(this.path('.tickets', id, 'logs')).sort();
  }

  /** All lines of all logs, in the order of their files. */
  log(id: string): Line[] {
    return this.logNames(id).flatMap((name) =>
      this.read('.tickets', id, 'logs', name)
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Line),
    );
  }

  /** The codes that `validate` finds, each once. */
  async codes(...flags: string[]): Promise<string[]> {
    const { out } = await this.run('validate', '--issues', ...flags);
    return [...new Set([...out.matchAll(/^ {4}code: (\w+)/gm)].map(([, code]) => code!))];
  }
}
