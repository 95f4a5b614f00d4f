-- What stands upstream of documents: research, insights and recommendations, and which blocks were written for them.

create table research_sources (
  id text primary key,
  workspace_id text not null references workspaces,
  title text not null,
  kind text not null,
  url text,
  text text not null,
  processing_status text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index research_sources_of_workspace on research_sources (workspace_id, created_at desc, id desc);

create table insights (
  id text primary key,
  workspace_id text not null references workspaces,
  title text not null,
  description text not null,
  insight_type text not null,
  severity text not null,
  frequency int not null,
  quotes text[] not null,
  source_ids text[] not null,
  is_archived boolean not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index insights_of_workspace on insights (workspace_id, created_at desc, id desc);

create table recommendations (
  id text primary key,
  workspace_id text not null references workspaces,
  title text not null,
  description text not null,
  addresses_insight_ids text[] not null,
  rationale text not null,
  effort_estimate text,
  effort_weeks double precision,
  impact_score double precision,
  success_metrics text[] not null,
  target_repo text,
  status text not null,
  created_by jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index recommendations_of_workspace on recommendations (workspace_id, created_at desc, id desc);

-- Of the block's id and not of one version's row, so that it lasts when the document is read again.
create table block_upstreams (
  block_id text primary key,
  workspace_id text not null references workspaces,
  document_id text not null references documents,
  recommendation_id text,
  insight_ids text[] not null
);
create index block_upstreams_of_recommendation on block_upstreams (workspace_id, recommendation_id)
  where recommendation_id is not null;
