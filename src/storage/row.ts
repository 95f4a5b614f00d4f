/** Turns domain objects into table rows: one column per property, under the schema the domain already has. */
import { type ColumnType, sql } from 'kysely';
import type * as z from 'zod';

type Packed<Value> = string | (null extends Value ? null : never);

/** A table row of `Noun`: read as the noun itself, written with the properties in `JsonKey` packed as JSON text. */
export type Row<Noun, JsonKey extends keyof Noun> = {
  [Key in keyof Noun]: Key extends JsonKey
    ? ColumnType<Noun[Key], Packed<Noun[Key]>, Packed<Noun[Key]>>
    : Noun[Key];
};

type PackedRow<Noun, JsonKey extends keyof Noun> = {
  [Key in keyof Noun]: Key extends JsonKey ? Packed<Noun[Key]> : Noun[Key];
};

export type RowShape<Noun, JsonKey extends keyof Noun> = {
  /** What to select, so that a row read back is the noun and nothing else. */
  columns: (keyof Noun & string)[];
  /** Only the noun's own properties, whatever else the object carries. */
  pack(noun: Noun): PackedRow<Noun, JsonKey>;
};

/** `jsonKeys` are the properties kept as JSON; times stay ISO strings, which Postgres reads as they are. */
export function rowShape<Shape extends z.ZodRawShape, JsonKey extends keyof z.infer<z.ZodObject<Shape>>>(
  schema: z.ZodObject<Shape>,
  jsonKeys: readonly JsonKey[],
): RowShape<z.infer<z.ZodObject<Shape>>, JsonKey> {
  type Noun = z.infer<z.ZodObject<Shape>>;
  const columns = Object.keys(schema.shape) as (keyof Noun & string)[];
  const packed = new Set<keyof Noun>(jsonKeys);
  return {
    columns,
    pack(noun) {
      const entries = columns.map((key) => [key, packed.has(key) ? packJson(noun[key]) : noun[key]]);
      return Object.fromEntries(entries) as PackedRow<Noun, JsonKey>;
    },
  };
}

function mend(_key: string, part: unknown): unknown {
  return typeof part === 'string' ? part.toWellFormed() : part;
}

/** The columns, to be written out in a statement of one's own. */
export function namesOf(columns: readonly string[]): string {
  return columns.map((column) => column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)).join(', ');
}

/** The text for `rowsOf`: an array of objects by the names of the columns; null is SQL's null there too. */
export function packRows<Noun extends object>(
  { columns }: { columns: readonly (keyof Noun & string)[] },
  nouns: readonly Noun[],
): string {
  const names = columns.map((column) => [namesOf([column]), column] as const);
  return packJson(
    nouns.map((noun) => Object.fromEntries(names.map(([name, column]) => [name, noun[column]]))),
  )!;
}

/** Packed rows as a table, of the types that the columns of `table` have. */
export function rowsOf(table: string, packed: string) {
  return sql`json_populate_recordset(${sql.raw(`null::${table}`)}, ${packed}::json)`;
}

/**
 * Null stays SQL's null, so that a nullable column can be asked for with `is null`. Half a surrogate pair, which text
 * columns keep as U+FFFD and JSON columns would refuse, becomes U+FFFD here too.
 */
export function packJson(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = JSON.stringify(value);
  // Whole pairs are written as they are, and halves as an escape.
  return /\\ud[89a-f]/i.test(text) ? JSON.stringify(value, mend) : text;
}

/** Reads rows that the database wrote as JSON: columns by their own names, and times its own way. */
export function jsonReader<Noun extends object>(
  columns: readonly (keyof Noun & string)[],
  times: readonly (keyof Noun & string)[],
): (row: Record<string, unknown>) => Noun {
  const timed = new Set<string>(times);
  const named = columns.map((name) => {
    const column = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return { name, column, isTime: timed.has(name) };
  });
  return (row) => {
    const noun: Record<string, unknown> = {};
    for (const { name, column, isTime } of named) {
      const value = row[column];
      noun[name] = isTime && typeof value === 'string' ? new Date(value).toISOString() : value;
    }
    return noun as Noun;
  };
}

/**
 * Rows in portions that stay far below the 65,535 parameters one statement may carry, and that the embedded store, which
 * works on the main thread, takes in some milliseconds.
 */
export function portions<Item>(items: readonly Item[], size = 100): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}
