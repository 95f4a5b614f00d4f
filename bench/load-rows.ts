/** What the benches of chats under load report, and how they wait for the programs they measure. */
import type { ChildProcess } from 'node:child_process';

/** Milliseconds; `late` are deliveries that were not acknowledged within three seconds. */
export type LoadRow = {
  name: string;
  n: number;
  p50: number;
  p99: number;
  max: number;
  ratio: number | null;
  late: number | null;
};

export type LoadWish = {
  events: number;
  perSecond: number;
  /** The chat calls the programs, where it knows how, in the place of their sockets. */
  overHttp?: boolean;
};

/** Resolves once the child has printed this. */
export function heard({ stdout }: ChildProcess, ready: RegExp): Promise<void> {
  let said = '';
  return new Promise((resolve) => {
    stdout!.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (ready.test(said)) resolve();
    });
  });
}

/** The bare app's row and Docket's, which is told as a multiple of it. */
export function summarise(
  name: string,
  ours: readonly number[],
  echo: readonly number[],
  bare: string,
): LoadRow[] {
  const row = (who: string, values: readonly number[], ratio: number | null): LoadRow => ({
    name: `${name}, ${who}`,
    n: values.length,
    p50: at(values, 0.5),
    p99: at(values, 0.99),
    max: at(values, 1),
    ratio,
    late: null,
  });
  return [row(bare, echo, null), row('Docket', ours, at(ours, 0.99) / at(echo, 0.99))];
}

export function drawLoad(title: string, rows: readonly LoadRow[]): string[][] {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [
    [title, 'n', 'p50', 'p99', 'most', 'p99 to bare', 'after 3 s'],
    ...rows.map(({ name, n, p50, p99, max, ratio, late }) => [
      name,
      String(n),
      ms(p50),
      ms(p99),
      ms(max),
      ratio === null ? '' : `${ratio.toFixed(2)} ×`,
      late === null ? '' : String(late),
    ]),
  ];
}

function at(values: readonly number[], part: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
