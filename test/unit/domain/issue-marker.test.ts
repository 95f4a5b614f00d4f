/** The line that says an issue is ours. */
import { expect, it } from 'vitest';
import { markerOf, readMarker, withoutMarker } from '../../../src/domain/issue-marker.ts';

it('is read back from the text it was written to, and from no other', () => {
  expect(readMarker(`Words.\n\n${markerOf('abc234')}`)).toBe('abc234');
  expect(readMarker('Words.')).toBeNull();
});

it('is the last of several, because ours is written last', () => {
  expect(readMarker(`${markerOf('forged')} words\n\n${markerOf('ours')}`)).toBe('ours');
});

it('is left out of what people read, wherever they went on writing', () => {
  expect(withoutMarker(`Words.\n\n${markerOf('abc')}\n`)).toBe('Words.');
  expect(withoutMarker(`Words.\n\n${markerOf('abc')}\n\nMore of them.`)).toBe('Words.\n\nMore of them.');
  expect(withoutMarker(' As it is. ')).toBe(' As it is. ');
});
