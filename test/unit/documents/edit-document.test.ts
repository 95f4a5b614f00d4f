/** Blocks as people work on them in chat: edits, marks and texts that survive each other and the next reading of the file. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDocuments } from '../../../src/documents/create-documents.ts';
import type { Documents } from '../../../src/documents/documents.ts';
import type { Block } from '../../../src/domain/document.ts';
import type { BlockChange } from '../../../src/domain/document-edit.ts';
import type { Id } from '../../../src/domain/ids.ts';
import type { Caller } from '../../../src/domain/principal.ts';
import { silentLog } from '../../../src/ports/log.ts';
import { newWorkspace, shareTestStorage, type TestStorage } from '../../support/storage.ts';

const plan = `# Harbour plan

## Problem

Boats wait for hours.

## Requirements

1. The app must show free berths.
2. Guests must be able to pay.

## Glossary

- Berth: a place for a boat.

## Open questions

- Who sets the prices?
`;

let storage: TestStorage;
let documents: Documents;
let dana: Caller;
let id: Id;

beforeAll(async () => {
  storage = await shareTestStorage();
  documents = createDocuments({ ...storage, log: silentLog });
});
afterAll(() => storage.close());

beforeEach(async () => {
  const { id: workspaceId } = await newWorkspace(storage);
  dana = callerNamed(workspaceId, 'Dana');
  id = await read(plan);
});

function callerNamed(workspaceId: Id, name: string): Caller {
  const principal = { kind: 'user' as const, id: `member-${name}`, name };
  return { principal, roles: ['member'], workspaceId, via: 'click', threadId: null };
}

const source = { kind: 'file' as const, name: 'plan.md' };
async function read(content: string): Promise<Id> {
  return (await documents.ingest(dana, { source, content })).document.id;
}

async function named(title: string): Promise<Block> {
  const found = (await documents.blocks(dana, id)).find((block) => block.title === title);
  if (!found) throw new Error(`no block ${title}`);
  return found;
}

const edit = (change: BlockChange, seen?: number, by = dana) => documents.edit(by, id, change, seen);
const text = (version?: number) => documents.content(dana, id, version);

describe('editing blocks', () => {
  it('gives a block another type, which the next reading of the file keeps', async () => {
    const { id: block } = await named('Glossary');
    expect(await edit({ op: 'retype', block, type: 'constraint' })).toMatchObject({
      changed: true,
      note: '“Glossary” is "constraint" now; it was "text".',
      document: { version: 1 },
      block: { id: block, type: 'constraint', edited: true },
    });
    await read(plan.replace('Boats wait for hours.', 'Boats wait for days.'));
    expect(await named('Glossary')).toMatchObject({ id: block, type: 'constraint' });
    expect(await text()).toContain('Boats wait for days.');
  });

  it('renames a heading in the text, and the block and its tickets stay the same block', async () => {
    const { id: block } = await named('Glossary');
    await edit({ op: 'rename', block, title: '## Words we use' });
    expect(await text()).toBe(plan.replace('## Glossary', '## Words we use'));
    expect((await named('Words we use')).id).toBe(block);
  });

  it('replaces the text below a heading, or only some words of it', async () => {
    const { id: block } = await named('Problem');
    await edit({ op: 'edit', block, text: 'Boats leave again.' });
    expect(await text()).toBe(plan.replace('Boats wait for hours.', 'Boats leave again.'));
    const { removed, added } = await edit({ op: 'edit', block, text: 'come back', find: 'leave  again' });
    expect({ removed, added }).toEqual({ removed: ['Boats leave again.'], added: ['Boats come back.'] });
    expect((await named('Problem')).id).toBe(block);
  });

  it('adds to the list of its kind in the list’s own style, and begins a section where there is none', async () => {
    await edit({ op: 'add', type: 'requirement', text: 'Guests must be able to leave\na note.' });
    expect(await text()).toContain(
      '2. Guests must be able to pay.\n3. Guests must be able to leave\n   a note.\n',
    );
    const { block } = await edit({ op: 'add', type: 'risk', text: 'The harbour may be full.' });
    expect(await text()).toMatch(/- Who sets the prices\?\n\n## Risks\n\n- The harbour may be full\.\n$/);
    expect(block).toMatchObject({ title: 'Risks', type: 'risk' });
  });

  it('keeps an added section of a type no heading is known for', async () => {
    const { block } = await edit({ op: 'add', type: 'release_note', text: 'Berths can be booked.' });
    expect(block).toMatchObject({ title: 'Release note', type: 'release_note', edited: true });
  });

  it('deletes a block with what stands below its heading', async () => {
    await read(`${plan}\n## Parts\n\n### One\n\nFirst part.\n\n### Two\n\nSecond part.\n`);
    const { note } = await edit({ op: 'delete', block: (await named('Parts')).id });
    expect(note).toBe('“Parts” was deleted, with the 2 blocks below it.');
    expect((await text()).trimEnd()).toBe(plan.trimEnd());
  });

  it('splits a block and merges it again, and both survive an edit above them', async () => {
    const { id: block } = await named('Requirements');
    const { blocks } = await edit({ op: 'split', block, at: 'guests must' });
    expect(blocks.filter((one) => one.type === 'requirement').map((one) => one.lines)).toEqual([
      [7, 9],
      [10, 10],
    ]);
    await edit({ op: 'edit', block: (await named('Problem')).id, text: 'One.\n\nTwo.' });
    const requirements = (await documents.blocks(dana, id)).filter((one) => one.type === 'requirement');
    expect(requirements.map((one) => one.lines)).toEqual([
      [9, 11],
      [12, 12],
    ]);
    await edit({ op: 'merge', blocks: requirements.map((one) => one.id) });
    const joined = await edit({ op: 'merge', blocks: [block, (await named('Glossary')).id] });
    expect(joined.block).toMatchObject({ id: block, lines: [9, 16] });
    expect(joined.blocks.map((one) => one.title)).not.toContain('Glossary');
  });

  it('moves a block before or after another', async () => {
    const [problem, glossary] = [await named('Problem'), await named('Glossary')];
    await edit({ op: 'move', block: glossary.id, to: 'before', target: problem.id });
    expect((await documents.blocks(dana, id)).map((block) => block.title)).toEqual([
      'Harbour plan',
      'Glossary',
      'Problem',
      'Requirements',
      'Open questions',
    ]);
    expect((await named('Glossary')).id).toBe(glossary.id);
    await edit({ op: 'move', block: problem.id, to: 'after', target: (await named('Open questions')).id });
    expect(await text()).toMatch(/- Who sets the prices\?\n\n## Problem\n\nBoats wait for hours\.\n/);
  });

  it('makes no version of an edit that changes nothing', async () => {
    const { id: block, type } = await named('Problem');
    expect(await edit({ op: 'retype', block, type })).toMatchObject({
      changed: false,
      document: { version: 0 },
    });
    expect(await edit({ op: 'edit', block, text: 'Boats wait for hours.' })).toMatchObject({
      changed: false,
    });
  });

  it.each<[string, (block: Block) => BlockChange, string]>([
    ['an empty text', (block) => ({ op: 'edit', block: block.id, text: ' \n ' }), 'INVALID_INPUT'],
    ['a text too long', (block) => ({ op: 'edit', block: block.id, text: 'x'.repeat(20_001) }), 'TOO_LARGE'],
    [
      'words it does not hold',
      (block) => ({ op: 'edit', block: block.id, text: 'a', find: 'b c' }),
      'NOT_FOUND',
    ],
    ['words it holds twice', (block) => ({ op: 'edit', block: block.id, text: 'a', find: 'o' }), 'AMBIGUOUS'],
    ['an empty heading', (block) => ({ op: 'rename', block: block.id, title: ' # ' }), 'INVALID_INPUT'],
    ['a split where it begins', (block) => ({ op: 'split', block: block.id, at: 3 }), 'INVALID_INPUT'],
    ['one block to merge', (block) => ({ op: 'merge', blocks: [block.id] }), 'INVALID_INPUT'],
    [
      'itself to stand before',
      (block) => ({ op: 'move', block: block.id, to: 'before', target: block.id }),
      'INVALID_INPUT',
    ],
    ['a block that is not there', () => ({ op: 'delete', block: 'nowhere' }), 'NOT_FOUND'],
  ])('refuses %s and changes nothing', async (_what, change, code) => {
    await expect(edit(change(await named('Problem')))).rejects.toMatchObject({ code });
    expect((await documents.get(dana, id)).version).toBe(0);
  });
});

describe('several people', () => {
  it('keeps all edits that are made at once', async () => {
    const eve = callerNamed(dana.workspaceId, 'Eve');
    const risks = ['Fog.', 'Storm.', 'Ice.', 'Strike.'];
    await Promise.all(
      risks.map((risk, at) => edit({ op: 'add', type: 'risk', text: risk }, undefined, at % 2 ? eve : dana)),
    );
    const after = await text();
    for (const risk of risks) expect(after).toContain(`- ${risk}`);
    expect((await documents.get(dana, id)).version).toBe(4);
  });

  it('refuses an edit of a block that changed since it was seen, and none of another one', async () => {
    const [problem, glossary] = [await named('Problem'), await named('Glossary')];
    await edit({ op: 'edit', block: problem.id, text: 'Boats sink.' }, 0);
    await expect(edit({ op: 'edit', block: problem.id, text: 'Boats burn.' }, 0)).rejects.toMatchObject({
      code: 'VERSION_CONFLICT',
      message: '“Problem” was changed by somebody else since you saw it. Nothing was changed.',
    });
    expect(await edit({ op: 'rename', block: glossary.id, title: 'Words' }, 0)).toMatchObject({
      changed: true,
    });
  });

  it('lets nobody edit who may only read, or from another workspace', async () => {
    const change = { op: 'delete' as const, block: (await named('Problem')).id };
    await expect(edit(change, undefined, { ...dana, roles: ['viewer'] })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const { id: elsewhere } = await newWorkspace(storage);
    await expect(edit(change, undefined, { ...dana, workspaceId: elsewhere })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('taking an edit back', () => {
  it('undoes one’s own last edit, then the one before', async () => {
    const { id: block } = await named('Glossary');
    await edit({ op: 'retype', block, type: 'constraint' });
    await edit({ op: 'delete', block: (await named('Problem')).id });
    expect((await documents.undo(dana, id)).note).toBe('Took back version 2: “Problem” was deleted.');
    expect(await text()).toBe(plan);
    await documents.undo(dana, id);
    expect(await named('Glossary')).toMatchObject({ id: block, type: 'text' });
    await expect(documents.undo(dana, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('leaves what others edited since', async () => {
    const eve = callerNamed(dana.workspaceId, 'Eve');
    await edit({ op: 'rename', block: (await named('Glossary')).id, title: 'Words' });
    await edit({ op: 'add', type: 'risk', text: 'Fog.' }, undefined, eve);
    await documents.undo(dana, id);
    expect(await text()).toContain('## Glossary');
    expect(await text()).toContain('- Fog.');
  });

  it('refuses where the passage was changed again', async () => {
    const { id: block } = await named('Problem');
    await edit({ op: 'edit', block, text: 'Boats sink.' });
    await edit({ op: 'edit', block, text: 'Boats burn.' });
    await expect(documents.undo(dana, id, 1)).rejects.toMatchObject({ code: 'STALE' });
    expect(await text()).toContain('Boats burn.');
  });
});

describe('the file read again after edits', () => {
  it('keeps the edits and takes what is new in the file', async () => {
    await edit({ op: 'edit', block: (await named('Problem')).id, text: 'Boats sink.' });
    const again = await documents.ingest(dana, { source, content: plan });
    expect(again).toMatchObject({ unchanged: true, document: { version: 1 } });
    const newer = await documents.ingest(dana, {
      source,
      content: plan.replace('to pay.', 'to pay by card.'),
    });
    expect(newer).toMatchObject({ conflicts: [], document: { version: 2 } });
    expect(newer.warnings).toEqual(['What was edited in chat since the last reading was kept.']);
    expect(await text()).toBe(
      plan.replace('to pay.', 'to pay by card.').replace('Boats wait for hours.', 'Boats sink.'),
    );
  });

  it('keeps both additions at the same place', async () => {
    await edit({ op: 'add', type: 'question', text: 'Who cleans up?' });
    await read(`${plan}- Who pays the guards?\n`);
    expect(await text()).toMatch(/prices\?\n(?:- Who pays the guards\?\n- Who cleans up\?)/);
  });

  const both = async () => {
    await edit({ op: 'edit', block: (await named('Problem')).id, text: 'Boats sink.' });
    const newer = await documents.ingest(dana, { source, content: plan.replace('for hours', 'for days') });
    return newer.conflicts[0]!;
  };

  it('shows both texts of a passage that was changed twice, and lets a person choose', async () => {
    const conflict = await both();
    expect(conflict).toMatchObject({
      before: 'Boats wait for hours.',
      edited: 'Boats sink.',
      received: 'Boats wait for days.',
    });
    expect(await text()).toContain('Boats sink.');
    await edit({ op: 'rename', block: (await named('Glossary')).id, title: 'Words' });
    await documents.settleConflict(dana, id, conflict.id, 'received');
    expect(await text()).toContain('Boats wait for days.');
    expect((await documents.conflicts(dana, id)).conflicts).toEqual([]);
    await expect(documents.settleConflict(dana, id, conflict.id, 'edited')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('can keep both texts, or the one from chat', async () => {
    await documents.settleConflict(dana, id, (await both()).id, 'both');
    expect(await text()).toContain('Boats sink.\nBoats wait for days.');
    id = (
      await documents.ingest(dana, {
        source: { ...source, name: 'other.md' },
        content: plan.replace('Harbour', 'Other'),
      })
    ).document.id;
    await edit({ op: 'edit', block: (await named('Problem')).id, text: 'Boats sink.' });
    const { conflicts } = await documents.ingest(dana, {
      source: { ...source, name: 'other.md' },
      content: plan.replace('Harbour', 'Other').replace('for hours', 'for days'),
    });
    await documents.settleConflict(dana, id, conflicts[0]!.id, 'edited');
    expect(await text()).not.toContain('for days');
    expect((await documents.conflicts(dana, id)).conflicts).toEqual([]);
  });
});
