/** What people say of the attached repository without a model, and what only sounds like it. */
import { expect, it } from 'vitest';
import { readRepoWords } from '../../../src/planner/repo-words.ts';

const bound = new Set([
  'show_repo',
  'claim_repo_ticket',
  'draw_repo_graph',
  'import_from_repo',
  'update_repo_ticket',
  'create_repo_ticket',
  'repair_repo',
]);

it.each([
  ["what's ready?", 'show_repo', { list: 'ready' }],
  ['What is ready to start in the repo?', 'show_repo', { list: 'ready' }],
  ["what's waiting in the repository", 'show_repo', { list: 'waiting' }],
  ['who has claimed what?', 'show_repo', { list: 'claimed' }],
  ['validate the repo', 'show_repo', { list: 'problems' }],
  ['claim 0191 for 30 minutes', 'claim_repo_ticket', { ticket: '0191', minutes: 30 }],
  [
    'please claim 0191c2d3 for 2 hours because Tom is away',
    'claim_repo_ticket',
    { ticket: '0191c2d3', minutes: 120, reason: 'Tom is away' },
  ],
  ['release my claim on 0191c2', 'claim_repo_ticket', { ticket: '0191c2', release: true }],
  ['show the portfolio graph', 'draw_repo_graph', { view: 'portfolio' }],
  ['draw me the sequence graph as json, please', 'draw_repo_graph', { view: 'sequence', format: 'json' }],
  ['show the dependency graph of the repo', 'draw_repo_graph', { view: 'dependency' }],
  ['take over the tickets from the repo', 'import_from_repo', {}],
  ['take the next one from the repo for 2 hours', 'claim_repo_ticket', { ticket: 'next', minutes: 120 }],
  ['repair the repo', 'repair_repo', {}],
  ['search the repo for "csv export"', 'show_repo', { text: 'csv export' }],
  ['add a ticket to the repo: Export as CSV', 'create_repo_ticket', { title: 'Export as CSV' }],
  [
    'create a new ticket in our repository: feature: Invitations',
    'create_repo_ticket',
    { title: 'feature: Invitations' },
  ],
  ['mark 0191c2 done in the repo', 'update_repo_ticket', { ticket: '0191c2', status: 'done' }],
])('S3-74: %s', (text, tool, args) => {
  expect(readRepoWords(text, bound)).toEqual({ tool, args });
});

it.each([
  'show the graph',
  'show the dependency graph',
  'are we ready to push?',
  'claim 3 for me',
  'release notes for 0191',
  'what is ready to push?',
  "don't claim 0191c2",
  'open issues for 4 and 5 in the acme/api repo',
  "what's blocked?",
  'import this',
  'claim the next one',
  'find the csv export',
  'create a ticket: repair the repo scanner',
])('leaves alone: %s', (text) => {
  expect(readRepoWords(text, bound)).toBeNull();
});

it('says nothing of tools that are not bound', () => {
  expect(readRepoWords("what's ready?", new Set())).toBeNull();
});
