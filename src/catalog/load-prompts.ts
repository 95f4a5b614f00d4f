/** Loads the prompts folder and fills a prompt's inputs; `{{name}}` is the only syntax. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Prompt = { name: string; inputs: string[]; body: string };

/** Front matter is this one line, so that no start of the program reads YAML. */
const frontMatter = /^---\ninputs: \[((?:[a-z][a-z0-9_]*(?:, )?)*)\]\n---\n([\s\S]*)$/;

/** Throws a plain Error, naming the file, when front matter and placeholders do not agree. */
export function loadPrompts(folder: string): Map<string, Prompt> {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md'));
  return new Map(
    files.map((file) => [file.slice(0, -3), readPrompt(file, readFileSync(join(folder, file), 'utf8'))]),
  );
}

export function readPrompt(file: string, text: string): Prompt {
  const parts = frontMatter.exec(text);
  if (!parts)
    throw new Error(`prompts/${file} needs front matter with its inputs, e.g. "inputs: [task, language]"`);
  const inputs = parts[1]!.split(', ').filter(Boolean);
  const body = parts[2]!.trim();
  const used = new Set([...body.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!));
  const wrong = [...used]
    .filter((name) => !inputs.includes(name))
    .concat(inputs.filter((name) => !used.has(name)));
  if (wrong.length > 0)
    throw new Error(`prompts/${file}: front matter and text differ on ${wrong.join(', ')}`);
  return { name: file.slice(0, -3), inputs, body };
}

/** Every input must be given. Values are put in as they are: text from outside must be fenced by the caller. */
export function fillPrompt(prompt: Prompt, values: Record<string, string>): string {
  return prompt.body.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`prompt ${prompt.name} was not given ${name}`);
    return value;
  });
}
