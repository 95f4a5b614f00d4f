/** Orders made ready for Jira, with all that must be read for it: types, screens, and how high their parents stand. */
import { type IssueDraft, type IssueOrder, type Refused, refuse } from '../../domain/push.ts';
import type { JiraDesk } from './desk.ts';
import { type Aim, type Prepared, prepare, typeFor, unfilled } from './draft.ts';
import { readIssues } from './issues.ts';
import type { Place } from './place.ts';

/** Each ready to be sent, or refused before anything is. Throws what reading throws. */
export async function prepareOrders(
  desk: JiraDesk,
  orders: readonly IssueOrder[],
  signal?: AbortSignal,
): Promise<(Prepared | Refused)[]> {
  const place = await desk.place.current();
  await learnLevels(
    desk,
    orders.map(({ draft }) => draft),
    signal,
  );
  const prepared: (Prepared | Refused)[] = [];
  for (const order of orders) prepared.push(await prepareOne(desk, place, order));
  return prepared;
}

async function prepareOne(desk: JiraDesk, place: Place, order: IssueOrder): Promise<Prepared | Refused> {
  const aim = aimAt(desk, place, order);
  if (aim === null) return refuse('The parent issue no longer exists in Jira');
  const found = typeFor(aim, order.draft);
  if (!found) return refuse(`${place.project.name} has no issue type in Jira that Docket may use`);
  return prepare(order, aim, found.type, await place.screen(found.type.id));
}

/** Null when the draft names a parent that is not there. */
function aimAt(desk: JiraDesk, place: Place, { draft, key }: IssueOrder): Aim | null {
  const { parentExternalId } = draft;
  const below = parentExternalId === null ? null : desk.levels.get(parentExternalId);
  if (below === undefined) return null;
  return {
    place,
    wanted: desk.settings.issueType,
    below,
    leftOut: desk.leftOut.get(key.marker) ?? new Set(),
  };
}

async function learnLevels(
  desk: JiraDesk,
  drafts: readonly IssueDraft[],
  signal?: AbortSignal,
): Promise<void> {
  const parents = drafts.flatMap(({ parentExternalId }) => parentExternalId ?? []);
  const unknown = parents.filter((id) => !desk.levels.has(id));
  if (unknown.length === 0) return;
  for (const { id, fields } of (await readIssues(desk, unknown, signal)).values()) {
    const { hierarchyLevel, subtask } = fields.issuetype;
    desk.levels.set(id, subtask ? -1 : hierarchyLevel);
  }
}

/** As the ticket's own titles, and what Jira takes. */
const maxTitle = 255;

/** What Jira would refuse or change about drafts, said before anyone approves them. Throws what reading throws. */
export async function preflight(
  desk: JiraDesk,
  drafts: readonly IssueDraft[],
  signal?: AbortSignal,
): Promise<{ index: number; problem: string; fatal: boolean }[]> {
  if (drafts.length === 0) return [];
  const place = await desk.place.current();
  const key = { marker: '', uuid: '' };
  const prepared = await prepareOrders(
    desk,
    drafts.map((draft) => ({ draft, key })),
    signal,
  );
  const screens = await Promise.all(prepared.map((one) => ('kind' in one ? [] : place.screen(one.type.id))));
  return prepared.flatMap((one, index) => {
    const fatal = [...titleProblems(drafts[index]!), ...('kind' in one ? [`${one.reason}.`] : [])];
    if (!('kind' in one)) fatal.push(...sayUnfilled(unfilled(one, screens[index]!), one.type.name));
    const changes = 'kind' in one ? [] : one.warnings;
    return [
      ...fatal.map((problem) => ({ index, problem, fatal: true })),
      ...changes.map((problem) => ({ index, problem, fatal: false })),
    ];
  });
}

function titleProblems({ title }: IssueDraft): string[] {
  if (title.trim() === '') return ['Jira refuses an issue without a title.'];
  return title.length > maxTitle ? [`The title is longer than ${maxTitle} characters.`] : [];
}

function sayUnfilled(names: readonly string[], type: string): string[] {
  if (names.length === 0) return [];
  const fields = names.map((name) => `"${name}"`).join(', ');
  return [
    `Jira wants ${fields} for every ${type}, which Docket does not fill: give it a default in Jira, or make it optional.`,
  ];
}
