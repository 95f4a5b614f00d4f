/** What a thread is about: lists give numbers, deeds only say what "it" means. */
import { describe, expect, it } from 'vitest';
import { changeFocus, emptyFocus } from '../../../src/domain/conversation.ts';

const listed = { ...emptyFocus(), ticketIds: ['a', 'b', 'c'] };

describe('the focus of a thread', () => {
  it('keeps the numbers of the list when a deed speaks of some of its tickets', () => {
    const next = changeFocus(listed, { about: ['b'] }, 'run-1');
    expect(next.ticketIds).toEqual(['a', 'b', 'c']);
    expect(next.about?.ticketIds).toEqual(['b']);
  });

  it('gathers what one run did, and begins anew with the next', () => {
    const one = changeFocus(listed, { about: ['b'] }, 'run-1');
    const two = changeFocus(one, { about: ['c'] }, 'run-1');
    expect(two.about?.ticketIds).toEqual(['b', 'c']);
    expect(changeFocus(two, { about: ['a'] }, 'run-2').about?.ticketIds).toEqual(['a']);
    expect(changeFocus(one, { about: ['a'] }, null).about?.ticketIds).toEqual(['a']);
  });

  it('gives a new ticket the next number', () => {
    expect(changeFocus(listed, { about: ['d'] }, null).ticketIds).toEqual(['a', 'b', 'c', 'd']);
  });

  it('forgets what was spoken of when a new list is shown', () => {
    const spoken = changeFocus(listed, { about: ['b'] }, null);
    expect(changeFocus(spoken, { ticketIds: ['x'] }, null)).toMatchObject({ ticketIds: ['x'], about: null });
    expect(changeFocus(spoken, { documentId: 'doc' }, null).about?.ticketIds).toEqual(['b']);
  });
});
