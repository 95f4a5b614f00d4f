-- Links are intents of their own, approvals say which links they are for, and all instances share what a tracker takes.

alter table approvals add column links text[] not null default '{}';

alter table intents add column op text not null default 'create';
alter table intents add column link jsonb;
alter table intents alter column payload drop not null;

-- Two pushes can never be sending the same ticket to the same place, nor making the same link.
drop index intents_one_open;
create unique index intents_one_open on intents (ticket_id, destination)
  where op = 'create' and state in ('planned', 'sending', 'unknown');
create unique index intents_one_open_key on intents (marker)
  where op <> 'create' and state in ('planned', 'sending', 'unknown');
-- What is left of a push is found without reading what is done.
create index intents_open on intents (push_id, op, "order") where state in ('planned', 'sending', 'unknown');
create index intents_of_marker on intents (marker);

-- Who sends to a destination; others wait until `until`.
create table send_leases (
  destination text primary key,
  owner text not null,
  epoch int not null,
  until timestamptz not null
);

-- What was taken of each limit of a tracker's account, and whether it wants to be left alone.
create table send_budgets (
  account text primary key,
  rev int not null,
  spent jsonb not null,
  rest_until timestamptz,
  doubts jsonb not null,
  -- Nothing is sent until one question was answered.
  probe boolean not null,
  -- Why only a person can help; null while the connection works.
  reconnect text
);

-- A ticket that has two issues at one place: which stays, and which is one too many.
create table second_issues (
  id text primary key,
  workspace_id text not null references workspaces,
  ticket_id text not null references tickets,
  push_id text not null references pushes,
  destination text not null,
  kept jsonb not null,
  second jsonb not null,
  found_at timestamptz not null,
  -- When its thread was told.
  told_at timestamptz
);
create unique index second_issues_once on second_issues (destination, (second->>'externalId'));
create index second_issues_of_push on second_issues (push_id);
create index second_issues_untold on second_issues (found_at) where told_at is null;
create index pushes_begun on pushes (created_at);
