-- Tokens that programs act with; only a hash of their secret is kept.

create table api_tokens (
  id text primary key,
  workspace_id text not null references workspaces,
  member_id text not null references members,
  kind text not null,
  roles text[] not null,
  secret_hash text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_tokens_of_workspace on api_tokens (workspace_id, created_at) where revoked_at is null;
