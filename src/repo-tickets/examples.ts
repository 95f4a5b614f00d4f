/** `init --examples`: seven tickets that show groups, order, a checkpoint, a claim and a dropped ticket. */
import { newId } from '../domain/new-id.ts';
import { formatVersion, type Mapping, versionUrl } from './format.ts';
import { appendEntry, type Run } from './logs.ts';
import { writeMoment } from './moments.ts';
import { addTicket } from './new-ticket.ts';
import type { Repository } from './repository.ts';
import { writeTicketText } from './ticket-file.ts';

type Name = 'epic' | 'api' | 'screens' | 'tests' | 'guide' | 'release' | 'crash';

type Example = {
  title: string;
  status: string;
  description: string;
  criteria: string[];
  commands: string[];
  front: (id: (name: Name) => string) => Mapping;
  logs: (id: (name: Name) => string) => Mapping[];
};

const epicPlan = {
  node_type: 'group',
  group_ids: [],
  lane: 'build',
  rank: 1,
  horizon: 'current',
  precedes: [],
};

const examples: Record<Name, Example> = {
  epic: {
    title: 'Team invitations',
    status: 'doing',
    description:
      'Members invite others by mail. This ticket holds the work together; its progress is computed.',
    criteria: ['All member tickets are finished', 'The release was announced'],
    commands: ['npm test', 'tickets validate'],
    front: (id) => ({
      priority: 'high',
      labels: ['epic'],
      assignment: { mode: 'mixed', owner: 'team:core' },
      related: [id('release')],
      planning: epicPlan,
    }),
    logs: (id) => [
      {
        summary: 'Split into tickets that can be worked on side by side.',
        event_type: 'work',
        context: ['The invitation PRD, sections 2 to 4'],
        tickets_created: [id('api'), id('screens'), id('tests'), id('guide')],
        next_steps: ['Agree on a release window'],
      },
    ],
  },
  api: {
    title: 'API that sends and redeems invitations',
    status: 'doing',
    description: 'Endpoints to create, list, withdraw and redeem an invitation.',
    criteria: ['An invitation can be redeemed once', 'It expires after seven days', 'Integration tests pass'],
    commands: ['npm test'],
    front: (id) => ({
      priority: 'high',
      labels: ['backend'],
      assignment: { mode: 'agent_only', owner: 'agent:codex' },
      blocks: [id('screens')],
      agent_limits: {
        iteration_timebox_minutes: 20,
        max_iterations: 6,
        max_tool_calls: 80,
        checkpoint_every_minutes: 5,
      },
      planning: { ...epicPlan, node_type: 'work', group_ids: [id('epic')], precedes: [id('tests')] },
    }),
    logs: (id) => [
      {
        summary: 'Outlined the endpoints.',
        event_type: 'work',
        context: ['Acceptance criteria of the epic'],
        created_from: id('epic'),
        decisions: ['Invitations are stored hashed'],
      },
      { summary: '', event_type: 'claim' },
    ],
  },
  screens: {
    title: 'Screens to invite and to accept',
    status: 'todo',
    description: 'A dialogue to invite by mail, and a page on which the invited person accepts.',
    criteria: ['Both screens follow the drawings', 'They can be used with the keyboard alone'],
    commands: ['npm test', 'npm run lint'],
    front: (id) => ({
      priority: 'medium',
      labels: ['frontend'],
      related: [id('guide')],
      planning: { ...epicPlan, node_type: 'work', group_ids: [id('epic')], rank: 2 },
    }),
    logs: (id) => [
      {
        summary: 'Waits for the shape of the API.',
        event_type: 'work',
        context: ['Drawings, version 2'],
        created_from: id('epic'),
        blockers: ['The API is not settled'],
      },
    ],
  },
  tests: {
    title: 'Invitations from end to end',
    status: 'todo',
    description: 'The way from the invitation to the first visit, and what happens when it has expired.',
    criteria: ['The good way is covered', 'Expired and withdrawn invitations are covered'],
    commands: ['npm test'],
    front: (id) => ({
      priority: 'medium',
      labels: ['qa'],
      dependencies: [id('screens')],
      planning: { ...epicPlan, node_type: 'work', group_ids: [id('epic')], lane: 'verify' },
    }),
    logs: (id) => [
      {
        summary: 'Listed the scenes to automate.',
        event_type: 'work',
        context: ['The flow chart of the screens'],
        created_from: id('epic'),
      },
    ],
  },
  guide: {
    title: 'Guide to invitations',
    status: 'todo',
    description: 'What an administrator has to know about invitations.',
    criteria: ['The guide is published', 'The changelog mentions it'],
    commands: ['npm run lint:docs'],
    front: (id) => ({
      priority: 'low',
      labels: ['docs'],
      dependencies: [id('tests')],
      planning: {
        ...epicPlan,
        node_type: 'work',
        group_ids: [id('epic')],
        lane: 'launch',
        rank: 2,
        horizon: 'next',
      },
    }),
    logs: () => [],
  },
  release: {
    title: 'Invitations are released',
    status: 'todo',
    description: 'The point at which everything above is finished and announced.',
    criteria: ['The checklist is agreed', 'The date is set'],
    commands: ['tickets validate'],
    front: (id) => ({
      priority: 'high',
      labels: ['release'],
      dependencies: [id('tests')],
      planning: { ...epicPlan, node_type: 'checkpoint', group_ids: [id('epic')], lane: 'launch' },
    }),
    logs: () => [],
  },
  crash: {
    title: 'Crash on an expired invitation',
    status: 'canceled',
    description: 'The page crashed when an expired invitation was opened.',
    criteria: ['An expired invitation says so'],
    commands: ['npm test'],
    front: (id) => ({
      priority: 'high',
      labels: ['bug'],
      related: [id('tests')],
      planning: { ...epicPlan, node_type: 'work', group_ids: [id('epic')], rank: 3 },
      resolution: 'dropped',
    }),
    logs: (id) => [
      {
        summary: 'Dropped: the API ticket covers it.',
        event_type: 'work',
        context: ['The crash was found in a trial'],
        decisions: [`Taken into ${id('api')}`],
      },
    ],
  },
};

export function writeExamples(repository: Repository, now: Date): void {
  const names = Object.keys(examples) as Name[];
  const ids = new Map(names.map((name, at) => [name, newId(now.getTime() + at)]));
  const id = (name: Name) => ids.get(name)!;
  const run: Run = { actorId: 'agent:init', actorType: 'agent', clock: () => now };
  for (const name of names) {
    const example = examples[name];
    const front = { ...headOf(id(name), example, now), ...example.front(id) };
    const place = addTicket(repository, { id: id(name), text: writeTicketText(front, bodyOf(example)) });
    for (const log of example.logs(id)) {
      const content = log.event_type === 'claim' ? claimFor(now) : log;
      appendEntry(place, run, { ...content, written_by: 'tickets' });
    }
  }
}

function headOf(id: string, { title, status, commands }: Example, now: Date): Mapping {
  return {
    id,
    version: formatVersion,
    version_url: versionUrl,
    title,
    status,
    created_at: writeMoment(now),
    verification: { commands },
  };
}

function bodyOf({ description, criteria, commands }: Example): string {
  return [
    '# Ticket',
    '',
    '## Description',
    description,
    '',
    '## Acceptance Criteria',
    ...criteria.map((criterion) => `- [ ] ${criterion}`),
    '',
    '## Verification',
    ...commands.map((command) => `- ${command}`),
  ].join('\n');
}

function claimFor(now: Date): Mapping {
  const claimId = newId(now.getTime());
  const claim = {
    action: 'acquire',
    claim_id: claimId,
    holder_id: 'agent:codex',
    holder_type: 'agent',
    reason: '',
    supersedes_claim_id: null,
    ttl_minutes: 60,
    expires_at: writeMoment(new Date(now.getTime() + 3_600_000)),
  };
  return { summary: `Acquired claim ${claimId}`, event_type: 'claim', claim };
}
