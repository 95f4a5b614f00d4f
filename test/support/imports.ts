/** Reads the imports of every source file, so that tests can hold the house to its plan. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

export type SourceFile = { path: string; text: string; code: string; imports: Import[] };
/** `to` is a repository path for our own files and a package or builtin name for others. */
export type Import = { specifier: string; to: string; own: boolean; dynamic: boolean };

const pattern =
  /(?:^|[\s;])(?:import|export)\s+(?:type\s+)?(?:[\w$*{][^'"`;]*?\sfrom\s+)?(['"])([^'"]+)\1|\bimport\(\s*(['"])([^'"]+)\3/g;

export function readImports(path: string, text: string): SourceFile {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1');
  const imports = [...code.matchAll(pattern)].map((match) => {
    const specifier = (match[2] ?? match[4])!;
    const own = specifier.startsWith('.');
    return {
      specifier,
      to: own ? join(dirname(path), specifier) : packageName(specifier),
      own,
      dynamic: match[4] !== undefined,
    };
  });
  return { path, text, code, imports };
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Every `.ts` file below the given folders of `root`, with repository paths. */
export function readSources(root: string, folders: readonly string[]): SourceFile[] {
  return folders
    .flatMap((folder) => walk(resolve(root, folder)))
    .map((file) => {
      return readImports(relative(root, file), readFileSync(file, 'utf8'));
    });
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return walk(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}
