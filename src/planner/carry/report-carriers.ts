/** Carries reports, exports, preferences and connections over to their tools. */
import { describeDeed, describeUnable } from '../phrases.ts';
import { type Carry, one, selecting } from './carry.ts';

/** What stands in for a report: the figures or the list it would be made of. */
const reports: Record<string, Carry> = {
  summary: selecting('count_tickets', () => ({ by: 'status' })),
  standup: selecting('count_tickets', () => ({ by: 'status' })),
  progress: selecting('list_tickets'),
  readiness: selecting('count_tickets', () => ({ by: 'review' })),
  blocked: selecting('show_graph'),
  next: selecting('show_graph'),
  done: () => one('list_tickets', { select: { status: ['done'] } }),
};

const report: Carry = (args, situation) =>
  reports[String(args.kind)]?.(args, situation) ?? describeUnable(`report_${args.kind}`);

const formats = ['json', 'markdown', 'csv', 'mermaid'];
const preferences = [
  'default_tracker',
  'push.exclude_priority',
  'estimate_scale',
  'model.tier',
  'model.effort',
];

export const reportCarriers: Record<string, Carry> = {
  report_status: report,
  export: (args, situation) =>
    formats.includes(String(args.format))
      ? selecting('export', ({ format }) => ({ format }))(args, situation)
      : describeUnable('export_format'),
  configure: ({ key, value, scope }) =>
    preferences.includes(String(key))
      ? one('configure', { key, value, scope })
      : describeUnable('configure_other'),
  connect_tracker: ({ tracker, op }) => one('connect_tracker', { tracker, op }),
  list_trackers: () => one('list_trackers'),
  decline: ({ reason }) => describeUnable(`decline_${reason}`),
  undo: () => one('undo'),
  help: ({ topic }) => one('help', topic ? { topic: describeDeed(String(topic)) } : {}),
};
