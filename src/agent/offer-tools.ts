/** Chooses which tools a model is shown with a question: a few always, those the message and the thread speak for, and those it asked for. */
import { type BaseMessage, HumanMessage, ToolMessage } from 'langchain';
import * as z from 'zod';
import { describeTools } from './describe-tool.ts';
import type { AgentTool } from './run.ts';
import { messagesOf } from './transcript.ts';

/** Names of tools by how much a message speaks for them, the likeliest first. */
export type RankTools = (text: string, said: string[]) => Promise<string[]>;

/** Characters of all descriptions together that come with an ordinary message. */
const budget = 22_000;

/** What most conversations need sooner or later, in this order. */
const core = [
  'list_tickets',
  'show_ticket',
  'generate_tickets',
  'edit_ticket',
  'request_review',
  'push_tickets',
  'ingest_document',
  'create_ticket',
  'report_status',
  'undo',
  'help',
];

/** How many tools of earlier answers in the thread stay at hand. */
const recent = 4;

const finder = 'find_tools';

const Found = z.object({ tools: z.array(z.object({ name: z.string() })) });

/** The tools for the next question of a run. All there are when they fit or when nobody ranks them. */
export async function offerTools(
  tools: readonly AgentTool[],
  messages: readonly BaseMessage[],
  { runId, rank }: { runId: string; rank: RankTools | null },
): Promise<readonly AgentTool[]> {
  if (!rank || sizeOf(tools) <= budget) return tools.filter(({ name }) => name !== finder);
  const run = messagesOf(messages, runId);
  const said = messages.filter((message) => HumanMessage.isInstance(message)).map(({ text }) => text);
  const asked = askedFor(run);
  const ranked = await rank(said.at(-1) ?? '', said.slice(0, -1));
  const wanted = [
    ...asked,
    finder,
    ...core,
    ...ranked,
    ...usedIn(messages).slice(0, recent),
    ...alike(said.at(-1) ?? '', tools).slice(0, most),
  ];
  return fitting(wanted, tools, asked.length + 1);
}

/** As many of the wanted as fit, in the order of the catalog; the first ones whatever their size. */
function fitting(wanted: readonly string[], tools: readonly AgentTool[], surely: number): AgentTool[] {
  const byName = new Map(tools.map((tool) => [tool.name, tool]));
  const chosen = new Set<AgentTool>();
  for (const [at, name] of [...new Set(wanted)].entries()) {
    const tool = byName.get(name);
    if (tool && (at < surely || sizeOf([...chosen, tool]) <= budget)) chosen.add(tool);
  }
  return tools.filter((tool) => chosen.has(tool));
}

function sizeOf(tools: readonly AgentTool[]): number {
  return JSON.stringify(describeTools(tools)).length;
}

/** What this run found, and what it called without having been shown it. */
function askedFor(run: readonly BaseMessage[]): string[] {
  const results = run.filter((message) => ToolMessage.isInstance(message));
  return results.flatMap((result) => (result.name === finder ? namesIn(result.text) : [result.name ?? '']));
}

function namesIn(text: string): string[] {
  try {
    return Found.parse(JSON.parse(text)).tools.map(({ name }) => name);
  } catch {
    return [];
  }
}

/** Tools of earlier answers, the newest first. */
function usedIn(messages: readonly BaseMessage[]): string[] {
  const names = messages.flatMap((message) =>
    ToolMessage.isInstance(message) && message.name ? [message.name] : [],
  );
  return [...new Set(names.reverse())];
}

/** Tools whose name or description shares words with a text, the most alike first. */
function alike(text: string, tools: readonly AgentTool[]): string[] {
  const asked = stemsOf(text);
  const scored = tools.map(({ name, description }) => {
    const inName = stemsOf(name.replaceAll('_', ' '));
    const inDescription = stemsOf(description);
    const score = [...asked].reduce(
      (sum, stem) => sum + (inName.has(stem) ? 3 : inDescription.has(stem) ? 1 : 0),
      0,
    );
    return { name, score };
  });
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ name }) => name);
}

const everywhere =
  /^(?:ticket|tickets|with|that|this|them|what|which|from|into|only|when|have|does|person|people|their|they|model)$/;

function stemsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  return new Set(words.filter((word) => !everywhere.test(word)).map((word) => word.slice(0, 6)));
}

/** How many tools one search gives. */
const most = 5;

const Wish = z.object({
  names: z.array(z.string()).optional().describe('Tools you know by name'),
  need: z.string().optional().describe('What has to be done, in a few English words'),
});

/** The tool by which a model gets at those it was not shown. It changes nothing. */
export function createFinder(tools: readonly AgentTool[], shown: readonly string[] = core): AgentTool {
  const others = tools.filter(({ name }) => !shown.includes(name)).map(({ name }) => name);
  return {
    name: finder,
    description: `Get further tools, which you can call from your next step on. Not all that exist are shown to you; there are also: ${others.join(', ')}.`,
    schema: Wish,
    async call(input) {
      const { names = [], need = '' } = Wish.catch({}).parse(input);
      const found = [
        ...new Set([
          ...names,
          ...alike(`${need} ${names.join(' ').replaceAll('_', ' ')}`, tools).slice(0, most),
        ]),
      ]
        .flatMap((name) => tools.find((tool) => tool.name === name) ?? [])
        .map(({ name, description }) => ({ name, description }));
      return { text: JSON.stringify({ tools: found }) };
    },
  };
}
