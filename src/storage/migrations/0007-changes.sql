-- What people's deeds changed, as it was before, so that they can take a deed back.

create table changes (
  id text primary key,
  workspace_id text not null references workspaces,
  deed_id text not null,
  tool text not null,
  actor_id text not null,
  subject text not null,
  subject_id text not null,
  before jsonb,
  version int,
  at timestamptz not null,
  undone_at timestamptz
);
create index changes_of_actor on changes (workspace_id, actor_id, id desc);
create index changes_of_deed on changes (workspace_id, deed_id);
