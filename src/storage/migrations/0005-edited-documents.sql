-- Documents that people edit in chat: what each version came from, where blocks begin by a person's word, and passages
-- that were changed on both sides; and the questions about a document that nobody wants to be asked again.

alter table documents add column skipped text[] not null default '{}';

alter table document_versions
  add column via text not null default 'ingest',
  add column note text,
  add column received text,
  add column cuts jsonb not null default '{"split": [], "joined": []}',
  add column conflicts jsonb not null default '[]';
