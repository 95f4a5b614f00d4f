-- What people reported as bugs: held back while it may be known already, then part of a ticket, whose end they are told of.

create table bug_reports (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text references threads,
  reporter jsonb not null,
  said jsonb not null,
  source text,
  candidates jsonb not null,
  status text not null,
  ticket_id text,
  created_at timestamptz not null,
  told_at timestamptz
);
create index bug_reports_of_ticket on bug_reports (workspace_id, ticket_id) where ticket_id is not null;
