/** Sees which files of a repository have changed since it last looked, by their size and time. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { listTicketFolders, type Repository } from './repository.ts';

const foldersAtOnce = 200;

export type FileWatch = {
  /** Ids whose file is new, changed or gone since the last look; all of them at the first. Lets others go on in between. */
  changed(repository: Repository): Promise<string[]>;
};

export function createFileWatch(): FileWatch {
  let seen = { root: '', stamps: new Map<string, string>() };
  return {
    async changed(repository) {
      if (seen.root !== repository.root) seen = { root: repository.root, stamps: new Map() };
      const stamps = new Map<string, string>();
      for (const [at, folder] of listTicketFolders(repository).entries()) {
        const stat = statSync(join(folder, 'ticket.md'), { throwIfNoEntry: false });
        if (stat) stamps.set(folder.slice(repository.tickets.length + 1), `${stat.mtimeMs} ${stat.size}`);
        if (at % foldersAtOnce === foldersAtOnce - 1)
          await new Promise<void>((resolve) => setImmediate(resolve));
      }
      const before = seen.stamps;
      seen = { root: repository.root, stamps };
      return [...new Set([...stamps.keys(), ...before.keys()])].filter(
        (id) => stamps.get(id) !== before.get(id),
      );
    },
  };
}
