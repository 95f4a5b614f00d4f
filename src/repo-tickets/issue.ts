/** What `validate` finds, in the shape its report has. */

/** Exactly one of the three paths is set; `log` bears the line as `path:line`, the other two beside them. */
export type Issue = {
  id?: string;
  severity: 'error' | 'warning';
  code: string;
  message: string;
  ticket_path?: string;
  log?: string;
  config_path?: string;
  line?: number;
  optional?: boolean;
};

/** `path:line`, or the path alone where the whole file is meant. */
export function locationOf(issue: Issue): string {
  const path = issue.ticket_path ?? issue.log ?? issue.config_path ?? '';
  return issue.line === undefined ? path : `${path}:${issue.line}`;
}
