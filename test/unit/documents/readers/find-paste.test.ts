/** A pasted document or conversation is told from what the person wants with it. */
import { describe, expect, it } from 'vitest';
import { findPaste } from '../../../../src/documents/readers/find-paste.ts';

const talk = 'Dana Whitlock  9:41 AM\nwe need guest checkout\nRavi  9:44 AM\nagreed\nIlse  9:50 AM\nme too';
const plan = '# Checkout\n\nWe must ship.\n\n- Pay without an account\n- Store the card';

describe('a message', () => {
  it.each([
    ['words before', `generate tickets from this thread:\n\n${talk}`, 'generate tickets from this thread:'],
    ['words after', `${talk}\n\nmake tickets from that`, 'make tickets from that'],
    [
      'a fence',
      `tickets please\n\`\`\`\n${talk}\n\`\`\`\nonly the P0 ones`,
      'tickets please only the P0 ones',
    ],
    ['nothing else', talk, ''],
  ])('with a conversation and %s is both, apart', (_what, message, words) => {
    expect(findPaste(message)).toEqual({
      words,
      text: expect.stringContaining(talk),
      kind: 'conversation',
      name: 'Conversation of Dana Whitlock, Ravi and 1 more',
    });
  });

  it('with a document keeps the document line by line, under its own heading', () => {
    expect(findPaste(`read this:\n${plan}`)).toEqual({
      words: 'read this:',
      text: plan,
      kind: 'document',
      name: 'Checkout',
    });
  });

  it('with a list that is handed over needs no heading', () => {
    const list = 'For the spring release:\n- Reset a password by mail\n- Lock an account';
    const paste = { text: list, kind: 'document', name: 'For the spring release' };
    expect(findPaste(`make tickets from this list of requirements:\n${list}`)).toMatchObject(paste);
    expect(findPaste(`create a ticket that says:\n\n${list}`)).toBeNull();
  });

  it.each([
    ['one line', 'generate tickets from plan.md'],
    ['a list of wishes', 'please\n- approve 1\n- discard 2\n- push the rest'],
    ['a text for a ticket', `set the description of #3 to:\n${plan}`],
    ['a text for a ticket by its key', `put this into TASK-2026-001:\n${plan}`],
    ['prose', 'Hello.\nHow are you?\nWhat is there to do?\nThank you.'],
  ])('with %s has no paste', (_what, message) => {
    expect(findPaste(message)).toBeNull();
  });
});
