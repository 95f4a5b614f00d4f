/** The trackers as people write their names. */

const titles: Record<string, string> = {
  local: 'Docket',
  linear: 'Linear',
  github: 'GitHub',
  jira: 'Jira',
};

/** The word itself where it is none of them. */
export function trackerTitle(name: string): string {
  return titles[name.toLowerCase()] ?? name;
}
