/** Every tool in the folder loads, says what it does to the world, and keeps approval out of a model's reach. */
import { beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type Catalog, loadTools } from '../src/catalog/load-tools.ts';

let catalog: Catalog;

beforeAll(async () => {
  catalog = await loadTools('tools');
});

describe('the catalog', () => {
  it('holds the tools of the main job', () => {
    expect([...catalog.tools.keys()]).toEqual(
      expect.arrayContaining([
        'ingest_document',
        'list_documents',
        'show_blocks',
        'generate_tickets',
        'list_tickets',
        'show_ticket',
        'edit_ticket',
        'discard_tickets',
        'request_review',
        'push_tickets',
        'sync_tickets',
        'trace_ticket',
        'help',
      ]),
    );
  });

  it('describes each tool in a sentence and each input as a JSON schema', () => {
    for (const tool of catalog.tools.values()) {
      expect(tool.description, tool.name).toMatch(/^[A-Z].{15,}\.$/s);
      expect(z.toJSONSchema(tool.input), tool.name).toMatchObject({ type: 'object' });
    }
  });

  it('keeps every deed that approves or publishes away from models, or lets them only propose it', () => {
    const open = [...catalog.tools.values()].filter((tool) => tool.access === 'anyone');
    expect(open.map((tool) => tool.name).filter((name) => /approve|confirm|retry|cancel/.test(name))).toEqual(
      [],
    );
    for (const tool of open.filter((one) => one.effect === 'publish')) {
      expect(tool.propose ?? tool.ask, tool.name).toBeDefined();
    }
  });

  it('answers every verb that a card can carry', () => {
    const verbs =
      'admit approve push page edit save split merge bug new_bug same_bug board show_push trackers help home defaults useful not_useful say_why drop show why retry stop sync take keep take_safe fields same new dup_create dup_link dup_update dup_skip dup_undo block write_block drop_block unedit gaps ask answer pick skip choose undo unschedule send ours theirs tell close_second run_flow run_show run_pause run_resume run_retry run_cancel step_yes step_no step_show acknowledge reassign sprint cap_show cap_ask cap_submit cap_go cap_waive cap_context cap_push gate_yes gate_no idea_triage idea_drop'.split(
        ' ',
      );
    expect([...catalog.presses.keys()].sort()).toEqual(verbs.sort());
  });
});
