/** The least a program can do with all tickets: read every file and parse it, one after the other. The `tickets` rows stand beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const root = join(process.cwd(), '.tickets');
for (const name of readdirSync(root)) {
  const [, frontMatter] = /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(join(root, name, 'ticket.md'), 'utf8'));
  parse(frontMatter);
  for (const log of readdirSync(join(root, name, 'logs')))
    for (const line of readFileSync(join(root, name, 'logs', log), 'utf8').split('\n'))
      if (line) JSON.parse(line);
}
