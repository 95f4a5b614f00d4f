-- What was found to be there already before a push, what people decided about it, and what trackers hold.

create table duplicate_findings (
  ticket_id text not null references tickets,
  workspace_id text not null references workspaces,
  destination text not null,
  content_hash text not null,
  candidates json not null,
  found_at timestamptz,
  decision json,
  primary key (ticket_id, destination)
);

-- A copy that may be lost: it is read again from the tracker when it is old.
create table issue_mirrors (
  workspace_id text not null references workspaces,
  destination text not null,
  read_at timestamptz not null,
  complete boolean not null,
  issues json not null,
  primary key (workspace_id, destination)
);

-- Null creates a new issue and nothing else, as every intent did before.
alter table intents add column existing json;
