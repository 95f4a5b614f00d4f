/** What a team set for itself: each preference, its value, and whether it holds here alone. */
import type { Card } from './card.ts';

export type SettingRow = { label: string; value: string; ofChannel: boolean };

/** `said` tells what was just set; null when somebody only looks. */
export function drawSettingsCard(rows: readonly SettingRow[], said: string | null): Card {
  const summary = said ?? `${rows.length} of your preferences are set.`;
  const nothing = rows.length === 0 ? 'Nothing is set; Docket asks where it has to know.' : null;
  return {
    title: said === null ? 'Preferences' : '',
    tone: said === null ? 'neutral' : 'success',
    blocks: [
      ...(said === null ? [] : [{ kind: 'text' as const, text: said }]),
      ...(nothing && said === null ? [{ kind: 'text' as const, text: nothing }] : []),
      ...(rows.length > 0
        ? [
            {
              kind: 'fields' as const,
              items: rows.map(({ label, value, ofChannel }) => ({
                label,
                value: ofChannel ? `${value} (this channel)` : value,
              })),
            },
          ]
        : []),
    ],
    choices: [],
    summary: rows.length === 0 && said === null ? nothing! : summary,
  };
}
