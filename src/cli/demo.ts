/** `docket demo`: the main job as a story, on a store and a sandbox of its own. */
import type { Card, Choice } from '../cards/card.ts';

/** An issue as the sandbox tracker has it. */
export type Issue = { key: string; title: string; state: string };

/** What the story is told with: the real conversation, and a hand at the sandbox as a teammate would have one. */
export type Stage = {
  narrate(text: string): void;
  /** Types a line as the person, and resolves when everything it asked for is done and shown. */
  type(line: string): Promise<void>;
  /** Presses a choice that is on screen, likewise. */
  press(choice: Choice): Promise<void>;
  /** Cards shown since the last step, newest last. */
  cards(): readonly Card[];
  refuseIssue(title: string): Promise<void>;
  issues(): Promise<Issue[]>;
  moveIssue(key: string, state: string): Promise<void>;
};

/** Thrown when the story did not go as told; the demo then ends with 1. */
export class StoryBroke extends Error {}

export async function tellStory(stage: Stage): Promise<void> {
  stage.narrate(
    'A PRD comes in. You ask for tickets, and for Linear. (Here: a sandbox Linear on your machine.)',
  );
  await stage.type('generate tickets from examples/onboarding-prd.md and push to Linear');
  expect((await stage.issues()).length === 0, 'nothing reaches the tracker without a click');

  stage.narrate(
    'Nothing has been sent. You read the board, and approve with one click. The tracker will refuse one ticket.',
  );
  await stage.refuseIssue(titleOf(stage, 4));
  await stage.press(find(stage, /^Approve all .*push/i));
  const afterPush = await stage.issues();
  const retry = find(stage, /^Retry/i);
  expect(afterPush.length > 0, 'issues were created');

  stage.narrate('One failed and nothing else was lost. You retry it.');
  await stage.press(retry);
  const issues = await stage.issues();
  expect(issues.length === afterPush.length + 1, 'the failed ticket was created, and only that');
  expect(new Set(issues.map((issue) => issue.title)).size === issues.length, 'no duplicates');

  stage.narrate('Later a teammate starts one in Linear. You sync.');
  const started = issues[0]!;
  await stage.moveIssue(started.key, 'In Progress');
  await stage.type('sync');
  expect(shows(stage, started.key) && shows(stage, 'In Progress'), 'the new status came back');

  stage.narrate('And anyone can ask why a ticket exists.');
  await stage.type(`why ${started.key}?`);
  expect(
    stage.cards().some((card) => card.blocks.some((block) => block.kind === 'quote')),
    'the document is quoted',
  );
}

/** The newest choice on screen with such a label. */
function find(stage: Stage, label: RegExp): Choice {
  const choices = stage.cards().flatMap((card) => card.choices);
  const choice = choices.findLast((one) => label.test(one.label));
  if (!choice) throw new StoryBroke(`no choice ${label} is on screen`);
  return choice;
}

/** Of the ticket with this number, as the newest list on screen has it. */
function titleOf(stage: Stage, number: number): string {
  const lists = stage
    .cards()
    .flatMap(({ blocks }) => blocks.flatMap((one) => (one.kind === 'list' ? [one] : [])));
  const item = lists.flatMap(({ items }) => items).findLast((one) => one.number === number);
  if (!item) throw new StoryBroke(`no ticket ${number} is on screen`);
  const { title } = item;
  return typeof title === 'string'
    ? title
    : title.map((run) => ('text' in run ? run.text : run.name)).join('');
}

function shows(stage: Stage, text: string): boolean {
  return JSON.stringify(stage.cards()).includes(text);
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new StoryBroke(`the story broke where it should show that ${what}`);
}
