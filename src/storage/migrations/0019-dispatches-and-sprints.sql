-- Work given to agents: begun once, waiting visibly, and known of after a crash. Reports that are told once. Sprints.

create table dispatches (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  agent_id text not null,
  -- Which assignment it is: whoever notices that assignment, and however often, there is one dispatch of it.
  key text not null,
  reason text not null,
  state text not null,
  note text,
  outcome text,
  rev int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz
);
create unique index dispatches_once on dispatches (ticket_id, key);
create unique index dispatches_one_open on dispatches (ticket_id) where state <> 'ended';
create index dispatches_open on dispatches (workspace_id, created_at, id) where state <> 'ended';

create table wakes (
  ticket_id text not null references tickets,
  agent_id text not null,
  source text not null,
  woken_at timestamptz not null,
  primary key (ticket_id, agent_id, source)
);

alter table agent_updates add column key text;
create unique index agent_updates_once on agent_updates (ticket_id, key) where key is not null;

create table sprints (
  id text primary key,
  workspace_id text not null references workspaces,
  name text not null,
  available_hours double precision not null,
  allocated_hours double precision not null,
  ticket_ids text[] not null,
  skipped jsonb not null,
  status text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  unique (workspace_id, name)
);
