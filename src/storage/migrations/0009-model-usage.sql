-- What each answer of a model used and, where its price is known, cost.

create table model_uses (
  id text primary key,
  workspace_id text not null references workspaces,
  operation text not null,
  model text not null,
  tier text not null,
  effort text not null,
  input_tokens int not null,
  output_tokens int not null,
  cached_tokens int not null,
  reasoning_tokens int not null,
  estimated boolean not null,
  cost_micros double precision,
  person_id text not null,
  person_name text not null,
  thread_id text,
  run_id text,
  at timestamptz not null
);
create index model_uses_by_time on model_uses (workspace_id, at);
create index model_uses_of_run on model_uses (workspace_id, run_id) where run_id is not null;
