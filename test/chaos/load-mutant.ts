/** Loads publication with one place of its source changed, beside the code as it is. */
import { registerHooks } from 'node:module';
import type { Mutant } from './mutants.ts';
import type { Production } from './world.ts';

const room = new URL('../../src/publication/', import.meta.url).href;
const mark = '?without=';

const loaded = new Map<string, Promise<Production>>();

/** Throws where a change finds no place, or several, so that no mutant can rot unseen. */
export function loadMutant(mutant: Mutant): Promise<Production> {
  const known = loaded.get(mutant.name) ?? load(mutant);
  loaded.set(mutant.name, known);
  return known;
}

/** Files of the room that are loaded for a mutant carry its name, so that each mutant has modules of its own. */
async function load(mutant: Mutant): Promise<Production> {
  const left = new Set(mutant.changes);
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      const isOurs =
        context.parentURL?.endsWith(mark + mutant.name) || specifier.endsWith(mark + mutant.name);
      if (!isOurs || !found.url.startsWith(room) || found.url.includes(mark)) return found;
      return { ...found, url: found.url + mark + mutant.name };
    },
    load(url, context, next) {
      const found = next(url, context);
      if (!url.endsWith(mark + mutant.name)) return found;
      let source = String(found.source);
      for (const change of mutant.changes) {
        if (!url.startsWith(`${room}${change.file}?`)) continue;
        source = rewrite(mutant, source, change);
        left.delete(change);
      }
      return { ...found, source };
    },
  });
  try {
    const production: Production = await import(`${room}create-publication.ts${mark}${mutant.name}`);
    for (const { file } of left)
      throw new Error(`The mutant "${mutant.name}" changes ${file}, which was not loaded.`);
    return production;
  } finally {
    hooks.deregister();
  }
}

function rewrite(mutant: Mutant, source: string, { file, from, to }: Mutant['changes'][number]): string {
  const parts = source.split(from);
  if (parts.length === 2) return parts.join(to);
  const places = parts.length - 1;
  throw new Error(
    `The mutant "${mutant.name}" has to change one place of src/publication/${file} and finds ${places}: ${from}`,
  );
}
