/** Agents whose work is done in the world, by people: by rules they draft what those need, and ask whether it is done. */
import { agentName } from '../../domain/agent-role.ts';
import type { StepBrief } from '../worker.ts';
import { byRules, countOf, earlierFindings, type Findings, type Work } from './findings.ts';
import { textOf } from './research.ts';

function criteriaOf({ ticket }: StepBrief): string[] {
  return (ticket?.ticket.criteria ?? []).map(({ text }) => text);
}

function earlierPlans(brief: StepBrief): string[] {
  return [...new Set(earlierFindings(brief).flatMap(({ findings }) => findings.plan))];
}

const sourced = (brief: StepBrief): Findings['claims'] =>
  earlierFindings(brief)
    .flatMap(({ findings }) => findings.claims)
    .slice(0, 6);

export async function engineer(brief: StepBrief): Promise<Work> {
  const criteria = criteriaOf(brief);
  const plan = [
    ...earlierPlans(brief),
    ...(brief.ticket?.ticket.type === 'bug' ? ['Write a test that fails because of it'] : []),
    ...criteria.map((text) => `Make it hold: ${text}`),
    'Have the change reviewed',
  ];
  return {
    summary: `A plan of ${countOf(plan.length, 'step')}; the code is for a person to write.`,
    findings: byRules({
      claims: sourced(brief),
      plan,
      open: criteria.length === 0 ? ['Nothing says when it is done: no acceptance criteria.'] : [],
      not_done: ['No code was written: connect a coding agent, or have a person do it.'],
    }),
    handover: `${agentName('engineer')} drafted the plan. Is "${brief.step.task}" done?`,
  };
}

export async function qa(brief: StepBrief): Promise<Work> {
  const criteria = criteriaOf(brief);
  const plan = [
    ...criteria.flatMap((text) => [`Check: ${text}`]),
    ...(brief.ticket?.ticket.type === 'bug'
      ? ['Repeat what was reported: it must not happen any more', 'Check what is next to it still works']
      : []),
    ...(criteria.length === 0
      ? ['Check what the title asks for, once as usual and once with wrong input']
      : ['Once with empty, wrong and very large input']),
  ];
  return {
    summary: `A test plan of ${countOf(plan.length, 'check')}${criteria.length > 0 ? `, ${criteria.length} from the acceptance criteria` : ''}.`,
    findings: byRules({
      plan,
      open: criteria.length === 0 ? ['Without acceptance criteria the plan is a guess.'] : [],
      not_done: ['No test was run: a person runs the plan and says how it went.'],
    }),
    handover: `${agentName('qa')} drafted ${plan.length} checks. Do they all pass?`,
  };
}

export async function ops(brief: StepBrief): Promise<Work> {
  const isWayBack = /rollback|way back|revert/i.test(`${brief.step.id} ${brief.step.task}`);
  const plan = isWayBack
    ? [
        'Name the last version that worked',
        'Write down the one command that goes back to it',
        'Try that it can be reached',
        'Say who decides, and on which sign',
      ]
    : [
        'Say in the channel what goes out and when',
        'Have the way back ready',
        'Deploy to a part first where that can be done',
        'Watch errors and latency for 30 minutes',
        'Say that it is out',
      ];
  return {
    summary: `A checklist of ${plan.length} steps.`,
    findings: byRules({ plan, not_done: ['Nothing was deployed: Docket has no hand on any server.'] }),
    handover: `${agentName('ops')} drafted the checklist. Is "${brief.step.task}" done?`,
  };
}

export async function dataEngineer(brief: StepBrief): Promise<Work> {
  const plan = [
    'Name the tables and how many rows are touched',
    'Write it so that it can be run twice',
    'Count before and after',
    'Have a backup and a way back',
    ...criteriaOf(brief).map((text) => `Make it hold: ${text}`),
  ];
  return {
    summary: `A plan of ${countOf(plan.length, 'step')} for the data.`,
    findings: byRules({ claims: sourced(brief), plan, not_done: ['No data was read or changed.'] }),
    handover: `${agentName('data_engineer')} drafted the plan. Is "${brief.step.task}" done?`,
  };
}

const exposures: [RegExp, string][] = [
  [/sql|query|inject/i, 'Look for input that reaches a query or a command unescaped'],
  [/xss|script|html|render/i, 'Look for text that reaches a page unescaped'],
  [
    /auth|login|session|token|password|permission|unauthori/i,
    'Look at who may call it, and what happens with an expired or foreign session',
  ],
  [/upload|file|path/i, 'Look at names and contents of files from outside'],
  [/cve-\d+|dependenc|package|library/i, 'Name the package and the version that mends it'],
];

export async function security(brief: StepBrief): Promise<Work> {
  const text = textOf(brief);
  const plan = [
    'Say what is exposed, to whom and since when',
    ...exposures.filter(([words]) => words.test(text)).map(([, look]) => look),
    'Look for signs in the logs that it was used',
    'Say who has to be told',
  ];
  return {
    summary: `An assessment to make, ${plan.length} points; treat it as exposed until a person says otherwise.`,
    findings: byRules({
      claims: sourced(brief),
      plan,
      not_done: ['No code or log was looked at: this is the list, not the assessment.'],
    }),
    flags: ['security_issue'],
    handover: `${agentName('security')} drafted ${plan.length} points. Is the assessment made?`,
  };
}
