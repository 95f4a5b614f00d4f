/** Conditions of steps: what they mean, and that no text can make them do anything else. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { ExpressionFault, isTrue, parseExpression } from '../../../src/workflow/expression.ts';

const scope = {
  ticket: { priority: 'high', labels: ['api', 'urgent'], type: 'bug' },
  steps: {
    'run-tests': { output: { verdict: 'red', failures: 3 }, flags: { flaky: true }, status: 'passed' },
  },
  inputs: { error_message: 'TypeError: x', empty: '' },
};
const holds = (text: string) => isTrue(parseExpression(text), scope);

it.each([
  ['ticket.priority == "high"', true],
  ["ticket.priority in ['low', 'high']", true],
  ['"api" in ticket.labels', true],
  ['"Type" in inputs.error_message', true],
  ['steps.run-tests.output.failures > 2 and steps.run-tests.output.failures <= 3', true],
  ['not steps.run-tests.flags.flaky or ticket.type != "bug"', false],
  ['not (ticket.type == "bug" and inputs.empty)', true],
  ['steps.run-tests.output.nothing.at.all', false],
  ['ticket.priority > 3', false],
  ['ticket.constructor', false],
  ['steps.run-tests.output.verdict == "red" or ticket.x == null', true],
  ['null == ticket.missing', true],
  ['-1 < 2', true],
])('U-94: %s is %s', (text, expected) => {
  expect(holds(text)).toBe(expected);
});

it.each([
  '',
  'ticket.',
  'a == 1',
  '1 +',
  '(ticket.a',
  'ticket.a ticket.b',
  'ticket["a"]',
  '"open',
  'and',
  '== 1',
  '[1,',
  `${'('.repeat(99)}1`,
  `${'not '.repeat(99)}1`,
])('U-94: %j is no condition', (text) => {
  expect(() => parseExpression(text)).toThrow(ExpressionFault);
});

it('U-94: any text is a condition or refused, and never anything worse', () => {
  const words = fc.constantFrom(
    'ticket',
    'steps',
    '.',
    'and',
    'or',
    'not',
    '(',
    ')',
    '[',
    ']',
    ',',
    '==',
    'in',
    '1',
    '"x"',
    ' ',
    '__proto__',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words).map((some) => some.join(' ')),
      ),
      (text) => {
        try {
          expect(typeof isTrue(parseExpression(text), scope)).toBe('boolean');
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionFault);
        }
      },
    ),
  );
});
