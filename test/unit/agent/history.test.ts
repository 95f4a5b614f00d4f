/** What a thread remembers of earlier runs. */
import fc from 'fast-check';
import { AIMessage, type BaseMessage, HumanMessage, ToolMessage } from 'langchain';
import { describe, expect, it } from 'vitest';
import { fitHistory, fitRun } from '../../../src/agent/history.ts';

let ids = 0;
const newId = () => `m${ids++}`;

/** A run with one reply per entry: how many calls it made and how many of them were answered. */
function aRun(asked: string, replies: { calls: number; answered: number; text?: string }[]): BaseMessage[] {
  return [
    new HumanMessage({ id: newId(), content: asked }),
    ...replies.flatMap(({ calls, answered, text }) => {
      const made = Array.from({ length: calls }, (_, index) => ({
        type: 'tool_call' as const,
        id: `c${index}`,
        name: 'draft',
        args: { of: 'T' },
      }));
      const results = made
        .slice(0, answered)
        .map((call) => new ToolMessage({ id: newId(), tool_call_id: call.id, content: 'result' }));
      return [new AIMessage({ id: newId(), content: text ?? '', tool_calls: made }), ...results];
    }),
  ];
}

const said = (messages: readonly BaseMessage[]) => messages.map((one) => `${one.type}: ${one.text}`);

describe('the memory of a thread', () => {
  it('keeps everything that fits', () => {
    const messages = [
      ...aRun('one', [{ calls: 0, answered: 0, text: 'first' }]),
      ...aRun('two', [
        { calls: 1, answered: 1 },
        { calls: 0, answered: 0, text: 'second' },
      ]),
    ];
    expect(fitHistory(messages, 10_000)).toEqual(messages);
  });

  it('shortens a run that is too long to question and answer, and drops what is older', () => {
    const messages = [
      ...aRun('oldest', [{ calls: 0, answered: 0, text: 'x' }]),
      ...aRun('long', [
        { calls: 9, answered: 9 },
        { calls: 0, answered: 0, text: 'in short' },
      ]),
      ...aRun('new', [{ calls: 0, answered: 0, text: 'y' }]),
    ];
    expect(said(fitHistory(messages, 'longin shortnewy'.length + 4))).toEqual([
      'human: long',
      'ai: in short',
      'human: new',
      'ai: y',
    ]);
  });

  it('keeps every call of a run whose results are too long, with the beginning of each', () => {
    const run = aRun('go', [{ calls: 2, answered: 2 }]);
    const long = new ToolMessage({ id: 'long', tool_call_id: 'c1', content: 'y'.repeat(9000) });
    const kept = fitHistory([...run.slice(0, -1), long], 2000);
    const clipped = `tool: ${'y'.repeat(400)}… (the rest is left out)`;
    expect(said(kept)).toEqual(['human: go', 'ai: ', 'tool: result', clipped]);
  });

  it('clips the oldest results of a run that grows beyond what a model can be shown', () => {
    const result = (id: string) => new ToolMessage({ id, tool_call_id: id, content: id.repeat(1000) });
    const run = [new HumanMessage('go'), result('a'), result('b'), result('c')];
    expect(fitRun(run, 5000)).toEqual(run);
    expect(fitRun(run, 2500).map(({ text }) => text.length)).toEqual([2, 424, 1000, 1000]);
    expect(fitRun(run, 10).map(({ text }) => text.length)).toEqual([2, 424, 424, 424]);
  });

  it('answers the calls that a stopped run left open', () => {
    const kept = fitHistory(aRun('go', [{ calls: 3, answered: 1 }]), 10_000);
    expect(said(kept).slice(2)).toEqual([
      'tool: result',
      'tool: Interrupted: whether this was done is not known.',
      'tool: Interrupted: whether this was done is not known.',
    ]);
  });

  it('never breaks a pair of call and result, nor its budget', () => {
    const reply = fc.record({ calls: fc.nat(3), text: fc.string() });
    const finished = reply.map(({ calls, text }) => ({ calls, answered: calls, text }));
    const last = fc.record({ calls: fc.nat(3), answered: fc.nat(3), text: fc.string() });
    const run = fc
      .record({ asked: fc.string(), replies: fc.array(finished, { maxLength: 4 }), last })
      .map(({ asked, replies, last: end }) => aRun(asked, [...replies, end]));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), fc.nat(600), (runs, budget) => {
        const kept = fitHistory(runs.flat(), budget);
        expect(kept.reduce((sum, message) => sum + message.text.length, 0)).toBeLessThanOrEqual(budget);
        expect(kept[0]?.type ?? 'human').toBe('human');
        kept.forEach((message, at) => {
          const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
          const results = kept.slice(at + 1, at + 1 + calls.length);
          expect(results.map((one) => (one as ToolMessage).tool_call_id)).toEqual(calls.map((one) => one.id));
          if (message.type === 'ai') expect(kept[at + 1 + calls.length]?.type).not.toBe('tool');
        });
        expect(new Set(kept.map((message) => message.id)).size).toBe(kept.length);
      }),
      { numRuns: 150 },
    );
  });
});
