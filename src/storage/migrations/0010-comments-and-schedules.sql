-- What people wrote about tickets, what they want posted later or again and again, and a way to what happened in a time.

create table comments (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  text text not null,
  mention jsonb,
  author jsonb not null,
  created_at timestamptz not null
);
create index comments_of_ticket on comments (ticket_id, id);

create table schedules (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text not null references threads,
  kind text not null,
  text text,
  cadence jsonb,
  -- Null once nothing more is to come.
  due_at timestamptz,
  -- When somebody began to post what is due; another may after a while.
  taken_at timestamptz,
  created_by jsonb not null,
  created_at timestamptz not null
);
create index schedules_due on schedules (due_at) where due_at is not null;
create index schedules_of_workspace on schedules (workspace_id, id);

create index events_of_workspace on events (workspace_id, occurred_at);
