/** A workflow in a person's words, "research, then engineer and security, then qa", turned into the text of one. */
import { stringify } from 'yaml';
import { type AgentId, agentName, findAgent } from '../domain/agent-role.ts';
import { DocketError } from '../domain/errors.ts';

const verbs: [RegExp, AgentId][] = [
  [/\brelease notes?\b|\bversion control\b|\bgit\b/, 'version_control'],
  [/\bdata(?: |-|_)?engineer\w*|\bmigrat\w*|\bbackfill\w*/, 'data_engineer'],
  [/\bresearch\w*|\binvestigat\w*|\bdiagnos\w*|\banaly[sz]\w*|\bfind out\b/, 'research'],
  [/\bsecurity\b|\bassess\w*|\baudit\w*|\bpen ?test\w*/, 'security'],
  [/\bqa\b|\btest\w*|\bverif\w*|\bcheck\w*/, 'qa'],
  [/\bdoc\w*|\bwrite(?: it)? up\b/, 'documentation'],
  [/\bops\b|\bdeploy\w*|\broll ?back\w*|\brelease\b|\bmonitor\w*/, 'ops'],
  [
    /\bengineer\w*|\bimplement\w*|\bfix\w*|\bbuild\w*|\bdevelop\w*|\bpatch\w*|\bcod(?:e|ing)\b|\boptimi[sz]\w*/,
    'engineer',
  ],
  [/\bticket\w*|\btriage\b/, 'ticketing'],
];

const decisions =
  /\b(?:approv\w*|sign(?:s|ed)?[- ]?off|ask me|wait for (?:me|us|a person)|my (?:ok|okay|go)|review by a person|decide[sd]?)\b/;

/** YAML text of the plan. Throws INVALID_INPUT naming the part nobody can be found for. */
export function writePlan(words: string, name: string | null): string {
  const text = words.trim().replace(/[.!]+$/, '');
  const body = /\bif\b/i.test(text) ? planConditions(text) : { steps: planSteps(text) };
  const title = name ?? nameOf(text);
  return stringify({ id: idOf(title), name: title, works_on: 'anything', ...body }, { lineWidth: 0 });
}

function idOf(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  return words.slice(0, 34).replace(/-+$/, '') || 'custom';
}

function nameOf(text: string): string {
  return `Custom: ${text.replace(/\s+/g, ' ').slice(0, 60)}`;
}

function planSteps(text: string): Record<string, unknown>[] {
  const inTurn = /,?\s*(?:->|→|;|\n|\b(?:and )?then\b|\bafter that\b|\bfollowed by\b|\bfinally\b)\s*/i;
  const hasTurns = inTurn.test(text);
  const stages = text.split(hasTurns ? inTurn : /\s*,\s*(?:and\s+)?/i).filter((stage) => stage.trim() !== '');
  const beside = hasTurns
    ? /\s*(?:,|&|\+|∥|\|\||\band\b|\balongside\b|\bwhile\b|\bin parallel with\b)\s*/i
    : /\s*(?:&|\+|∥|\|\||\band\b|\bin parallel with\b)\s*/i;
  const taken = new Set<string>();
  let before: string[] = [];
  return stages.flatMap((stage) => {
    const parts = stage
      .replace(/\b(?:in parallel|at the same time|side by side)\b/gi, '')
      .split(beside)
      .map((part) => part.trim())
      .filter(Boolean);
    const steps = parts.map((part) => ({ ...planStep(part, taken), needs: before }));
    before = steps.map(({ id }) => id);
    return steps;
  });
}

function planStep(part: string, taken: Set<string>): { id: string } & Record<string, unknown> {
  if (decisions.test(part.toLowerCase()))
    return {
      id: free('decide', taken),
      gate: { prompt: `${part.charAt(0).toUpperCase()}${part.slice(1)}?` },
    };
  const agent = agentIn(part);
  return { id: free(agent, taken), agent, task: findAgent(part) ? `The part of ${agentName(agent)}` : part };
}

function free(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let number = 2; taken.has(id); number++) id = `${wanted}-${number}`;
  taken.add(id);
  return id;
}

function agentIn(part: string): AgentId {
  const found = findAgent(part) ?? verbs.find(([words]) => words.test(part.toLowerCase()))?.[1];
  if (found) return found;
  throw new DocketError('INVALID_INPUT', {
    message: `Nobody is known for "${part.slice(0, 60)}". Nothing was planned.`,
    remedy:
      'Name an agent for each part: research, engineer, qa, documentation, security, ops, data engineer, version control, ticketing, or "approval" for a person.',
  });
}

/** "research, if security issue then security, if slow then ops, otherwise engineer". */
function planConditions(text: string): Record<string, unknown> {
  const [first = '', ...ways] = text.split(/,?\s*(?:and\s+)?(?=\b(?:if|otherwise|else)\b)/i);
  const conditions = ways.map((way) => {
    const said = way.replace(/^(?:else\s+)?if\s+(?:it(?: i|')s\s+|there(?: i|')s\s+)?(?:an?\s+)?/i, '');
    if (/^(?:otherwise|else)\b/i.test(way) && said === way)
      return ['default', agentName(agentIn(way.replace(/^\w+,?\s*/, '')))];
    const [flag = '', who = ''] = said.split(/\s*(?:,|:|->|→|\bthen\b|\bcall\b|\buse\b)\s*/i, 2);
    const name = flag
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '');
    return [`if_${name}`, agentName(agentIn(who))];
  });
  return {
    initial: agentName(agentIn(first.replace(/\bthen\b/gi, ' '))),
    conditions: Object.fromEntries(conditions),
  };
}
