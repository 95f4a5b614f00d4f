/** What nearly every test file of a tool begins with: a house, and a desk in it that is new for each test or for the file. */
import { afterAll, beforeAll, beforeEach } from 'vitest';
import {
  bikes,
  type Desk,
  type Drafted,
  openToolHouse,
  shareToolHouse,
  type ToolHouse,
} from './tool-house.ts';

export type DeskWish = {
  /** `own` for files that push or look at the sandbox. */
  house?: 'own' | 'shared';
  /** Whether each test gets a workspace of its own, or all of them work in one. */
  per?: 'test' | 'file';
  /** Whether the bike document was read, or its tickets drafted as well. */
  begin?: 'empty' | 'read' | 'drafted';
};

/**
 * Registers the hooks. The objects are filled before each test, so they may be named when the file is read and looked
 * into only by hooks and tests. `drafted` stays empty unless that is how they begin.
 */
export function useDesk({ house = 'shared', per = 'test', begin = 'empty' }: DeskWish = {}): {
  tools: ToolHouse;
  desk: Desk;
  drafted: Drafted;
} {
  const [tools, desk, drafted] = [{} as ToolHouse, {} as Desk, {} as Drafted];
  beforeAll(async () => {
    Object.assign(tools, await (house === 'own' ? openToolHouse() : shareToolHouse()));
  });
  const enter = async () => {
    Object.assign(desk, await tools.enter());
    if (begin === 'read') await desk.call('ingest_document', { text: bikes });
    if (begin === 'drafted') Object.assign(drafted, await desk.draft());
  };
  if (per === 'test') beforeEach(enter);
  else beforeAll(enter);
  afterAll(() => tools.close());
  return { tools, desk, drafted };
}
