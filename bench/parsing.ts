/** Measures reading and generation beside markdown-it on the same text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import MarkdownIt from 'markdown-it';
import { buildOutline } from '../src/documents/build-outline.ts';
import { structureText } from '../src/documents/structure-text.ts';
import { proposeByRules } from '../src/generation/propose-by-rules.ts';
import { type Measurement, medianOf } from './draw-table.ts';

const fixtures = join(import.meta.dirname, '../test/fixtures/prds');
const sources = [
  '01-onboarding-prd.md',
  '03-depot-charging-frs.md',
  '04-housekeeping-gherkin.md',
  '06-podcast-feature-tables.md',
];

/** A document of this size out of the labelled ones, in which no two parts ask for the same. */
export function writeDocument(kilobytes: number): string {
  const texts = sources.map((name) => readFileSync(join(fixtures, name), 'utf8'));
  let text = '# Everything at once\n\n';
  for (let part = 1; text.length < kilobytes * 1024; part++) {
    const source = texts[part % texts.length]!.replace(/^# .*/gm, `## Part ${part}`);
    text += `${source.replace(/\b(US|FR|NFR)-(?=\d)/g, `$1-${part}`).replace(/\b(technicians?|buses|rooms?|listeners?)\b/g, `$1 ${part}`)}\n`;
  }
  return text.slice(0, kilobytes * 1024);
}

/** Per text the rows for each way of reading it; markdown-it renders to HTML, which reads every line as well. */
export function measureParsing(rounds: number): Measurement[] {
  return [
    { label: '60 KB', text: writeDocument(60), times: rounds * 3 },
    { label: '1 MB', text: writeDocument(1024), times: rounds },
  ].flatMap(({ label, text, times }) => measureText(label, text, times));
}

function measureText(label: string, text: string, times: number): Measurement[] {
  const markdownIt = new MarkdownIt();
  const { blocks } = structureText(text);
  const subjects: [string, () => unknown][] = [
    [`markdown-it, ${label}`, () => markdownIt.render(text)],
    [`outline, ${label}`, () => buildOutline(text)],
    [`title and blocks, ${label}`, () => structureText(text)],
    [`tickets by rules, ${label}`, () => proposeByRules({ name: 'bench.md', content: text, blocks })],
  ];
  const taken = subjects.map((): number[] => []);
  // The first round warms up and is not counted. Rounds alternate, so that a busy moment spoils all alike.
  for (let round = 0; round <= times; round++) {
    subjects.forEach(([, run], at) => {
      const started = performance.now();
      run();
      if (round > 0) taken[at]!.push(performance.now() - started);
    });
  }
  const [baseline] = taken.map(medianOf);
  return subjects.map(([name], at) => {
    const values = taken[at]!;
    const median = medianOf(values);
    return {
      name,
      unit: 'ms',
      n: values.length,
      median,
      min: Math.min(...values),
      max: Math.max(...values),
      ratio: median / baseline!,
    };
  });
}
