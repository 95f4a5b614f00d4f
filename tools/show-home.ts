/** Draws a person's home: what waits for them, their drafts, pushes, connections and defaults. */
import * as z from 'zod';
import { drawHomeCard } from '../src/cards/home-card.ts';
import { defineTool } from '../src/catalog/define-tool.ts';
import { settingRows } from '../src/catalog/preference-words.ts';
import { HomeView } from '../src/domain/home-view.ts';
import type { Preferences } from '../src/domain/preferences.ts';

export default defineTool({
  description: 'Show what waits for a person, their drafts, pushes, connections and defaults.',
  effect: 'read',
  access: 'person',
  input: z.object({ member: z.uuid().optional().describe('Whose home; the one who asks when absent') }),
  output: z.object({ member: z.string(), workspace: z.uuid(), home: HomeView }),
  async run({ member }, { services, caller }) {
    const whose = member ?? caller.principal.id;
    const home = await services.home.view(caller, whose);
    return { member: whose, workspace: caller.workspaceId, home };
  },
  wire: ({ home }) => home,
  show: ({ member, workspace, home }) => ({
    card: drawHomeCard(home, sayDefaults),
    living: { key: 'home', tool: 'show_home', input: { member }, subjects: [workspace] },
  }),
  press: [{ verb: 'home', input: () => ({}) }],
  command: { verb: 'home', usage: '', input: () => ({}) },
});

function sayDefaults(values: Preferences): string[] {
  return settingRows(values, []).map(({ label, value }) => `${label}: ${value}`);
}
