-- What tickets and their issues last agreed on, how far each destination was read, what changed there and is still to be
-- told, and what people let out to issues that exist.

create table sync_bases (
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  tracker text not null,
  destination text not null,
  own boolean not null,
  ours json not null,
  theirs json not null,
  seen json not null,
  assignee text,
  seen_at text not null,
  rev integer not null,
  primary key (ticket_id, tracker)
);

create table sync_cursors (
  workspace_id text not null references workspaces,
  destination text not null,
  -- The tracker's own word for how far it was read; null before the first time.
  cursor text,
  polled_at timestamptz not null,
  primary key (workspace_id, destination)
);

create table sync_news (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text not null references threads,
  ticket_id text not null references tickets,
  tracker text not null,
  field text not null,
  was text not null,
  became text not null,
  at timestamptz not null,
  -- Null until a card has told it.
  told_at timestamptz
);
create index sync_news_untold on sync_news (thread_id, id) where told_at is null;
create index sync_news_told on sync_news (thread_id, told_at);

create table issue_writes (
  id text primary key,
  workspace_id text not null references workspaces,
  thread_id text,
  ticket_id text not null references tickets,
  tracker text not null,
  destination text not null,
  external_id text not null,
  kind text not null,
  fields json,
  labels json,
  text text,
  marker text not null,
  uuid text not null,
  comment_id text,
  requested_by text not null,
  requested_by_name text not null,
  state text not null,
  epoch integer not null,
  attempts integer not null,
  sent_at timestamptz,
  not_before timestamptz,
  reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One update of an issue at a time, and a comment at most once.
create unique index issue_writes_one_update on issue_writes (ticket_id, tracker)
  where kind = 'update' and state in ('planned', 'sending', 'unknown');
create unique index issue_writes_one_comment on issue_writes (comment_id, tracker)
  where kind = 'comment' and state <> 'failed';
create index issue_writes_of_ticket on issue_writes (ticket_id, id);
create index issue_writes_open on issue_writes (state) where state in ('planned', 'sending', 'unknown');

create index external_refs_of_issues on external_refs (workspace_id, destination, external_id);
