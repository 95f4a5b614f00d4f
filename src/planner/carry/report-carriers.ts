/** Carries reports, exports, preferences and connections over to their tools. */
import { describeDeed, describeUnable } from '../phrases.ts';
import { type Carry, one, selecting } from './carry.ts';

const formats = ['json', 'markdown', 'csv', 'mermaid'];
const preferences = [
  'default_tracker',
  'push.exclude_priority',
  'estimate_scale',
  'model.tier',
  'model.effort',
];

export const reportCarriers: Record<string, Carry> = {
  report_status: selecting('report_status', ({ kind, period, fields }) => ({ kind, period, fields })),
  schedule_report: ({ op, kind, cadence, when, text, channel }) =>
    one('schedule_report', { op, kind, cadence, when, text, channel }),
  usage: ({ period, by }) => one('usage', { period, by }),
  export: (args, situation) =>
    formats.includes(String(args.format))
      ? selecting('export', ({ format }) => ({ format }))(args, situation)
      : describeUnable('export_format'),
  configure: ({ key, value, scope }) =>
    key === undefined || preferences.includes(String(key))
      ? one('configure', { key, value, scope })
      : describeUnable('configure_other'),
  connect_tracker: ({ tracker, op }) => one('connect_tracker', { tracker, op }),
  run_workflow: selecting('run_workflow', ({ name }) => ({ name })),
  list_workflows: () => one('list_workflows'),
  list_runs: ({ agent }) => one('list_runs', { agent }),
  steer_run: ({ deed }) => one('steer_run', { do: deed }),
  plan_workflow: ({ plan }) => one('plan_workflow', { plan }),
  list_trackers: () => one('list_trackers'),
  acknowledge: ({ not }) =>
    describeUnable((not as string[]).includes('push_tickets') ? 'acknowledge_push' : 'acknowledge'),
  decline: ({ reason }) => describeUnable(`decline_${reason}`),
  undo: () => one('undo'),
  redo: () => one('redo'),
  help: ({ topic }) => one('help', topic ? { topic: describeDeed(String(topic)) } : {}),
};
