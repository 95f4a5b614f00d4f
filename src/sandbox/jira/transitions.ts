/** Moving an issue through the workflow, a step at a time. */
import { json } from '../answer.ts';
import { invalid, noContent, Refusal } from './answers.ts';
import type { Ask, Operations } from './ask.ts';
import { findIssue, inStatus } from './issue-rows.ts';
import type { TransitionSetup } from './setup.ts';
import { statusView } from './views.ts';
import type { World } from './world.ts';

type Reference = { id?: string };

export function transitionOperations(world: World): Operations {
  const find = ({ parts }: Ask) => findIssue(world, parts.issueIdOrKey!);
  return {
    getTransitions(ask) {
      const { statusId } = find(ask);
      const withFields = ask.query.get('expand')?.includes('transitions.fields') ?? false;
      const open = world.setup.transitions.filter(({ from }) => from === statusId);
      return json(200, {
        expand: 'transitions',
        transitions: open.map((one) => transitionView(world, one, withFields)),
      });
    },
    doTransition(ask) {
      const issue = find(ask);
      const wanted = (ask.body.transition as Reference | undefined)?.id;
      const transition = world.setup.transitions.find(
        ({ id, from }) => id === wanted && from === issue.statusId,
      );
      if (!transition)
        throw new Refusal(400, ['It seems that you have tried to perform an illegal workflow operation.']);
      const resolution = (ask.body.fields as { resolution?: Reference } | undefined)?.resolution;
      if (resolution && !transition.hasScreen)
        throw invalid('resolution', "Field 'resolution' cannot be set.");
      const status = world.setup.statuses.find(({ id }) => id === transition.to)!;
      world.commit([{ noun: 'issues', row: inStatus(world, issue, status, resolution) }]);
      return noContent();
    },
  };
}

function transitionView(world: World, { id, name, to, hasScreen }: TransitionSetup, withFields: boolean) {
  const status = world.setup.statuses.find((one) => one.id === to)!;
  const resolution = {
    required: false,
    schema: { type: 'resolution', system: 'resolution' },
    name: 'Resolution',
    key: 'resolution',
    operations: ['set'],
    allowedValues: world.setup.resolutions,
  };
  const fields = withFields ? { fields: hasScreen ? { resolution } : {} } : {};
  const facts = { isGlobal: false, isInitial: false, isAvailable: true, isConditional: false, looped: false };
  return { id, name, to: statusView(world, status), hasScreen, ...facts, ...fields };
}
