/** The terminal keeps a surface's promises, for a person and for a pipe, and its own. */
import { describe, expect, it } from 'vitest';
import { formatAction } from '../../src/cards/action-token.ts';
import { drawBoardCard } from '../../src/cards/board-card.ts';
import type { FormField } from '../../src/cards/card.ts';
import { drawNoticeCard } from '../../src/cards/notice-card.ts';
import { drawPushCard } from '../../src/cards/push-card.ts';
import { DocketError } from '../../src/domain/errors.ts';
import { describeSurface } from '../contracts/surface.ts';
import { openTerminal, until } from '../support/terminal.ts';
import { makeBoard, makePush, makeTicket, rowOf, viewOf } from '../support/views.ts';

describeSurface('a terminal with a person', () => openTerminal({ interactive: true }));
describeSurface('a terminal with a pipe', () => openTerminal());

function board(titles: string[], approvedBy: string | null = null, rev = 1) {
  const rows = titles.map((title, at) => rowOf(viewOf(makeTicket(at + 1, { title })), { approvedBy }));
  return drawBoardCard(makeBoard(rows, { rev }));
}

describe('a pipe', () => {
  it('is read one line at a time, each settled before the next', async () => {
    const order: string[] = [];
    let settle = () => {};
    const stage = await openTerminal({
      settled: () =>
        new Promise((resolve) => {
          settle = () => {
            order.push('settled');
            resolve();
          };
        }),
    });
    stage.onEvent(async (event) => void order.push(event.kind === 'message' ? event.text : 'press'));
    stage.type('one');
    stage.type('two');
    stage.endInput();
    await until(() => order.length === 1);
    settle();
    await until(() => order.length === 3);
    settle();
    await stage.surface.closed;
    expect(order).toEqual(['one', 'settled', 'two', 'settled']);
    expect(stage.shown()).toContain('› one\n');
    expect(stage.surface.failed).toBe(false);
  });

  it('presses without asking again, and a line of words is a message', async () => {
    const stage = await openTerminal();
    await stage.surface.post('main', board(['Verify the address']));
    await stage.say('1');
    await stage.say('approve 1');
    expect(stage.events).toMatchObject([{ kind: 'choice' }, { kind: 'message', text: 'approve 1' }]);
    await stage.close();
  });

  it('fails when a card says that something did not happen', async () => {
    const stage = await openTerminal();
    await stage.surface.post('main', drawNoticeCard('Linear refused everything.', 'danger'));
    expect(stage.surface.failed).toBe(true);
    await stage.close();
  });

  it('says that a number is gone once the card no longer offers it', async () => {
    const stage = await openTerminal();
    const message = await stage.surface.post('main', board(['Verify the address']));
    const label = 'Approve 1 ticket';
    await stage.press(label);
    await stage.surface.update('main', message, board(['Verify the address'], 'Ana', 2));
    stage.type('2');
    await until(() => stage.shown().includes('no longer offered'));
    expect(stage.shown()).toContain(`[2] ${label} is no longer offered: that card has changed.`);
    expect(stage.events).toHaveLength(1);
    expect(stage.surface.failed).toBe(true);
    await stage.close();
  });

  it('sends a number that no card ever offered as words', async () => {
    const stage = await openTerminal();
    await stage.say('40');
    expect(stage.events).toMatchObject([{ kind: 'message', text: '40' }]);
    await stage.close();
  });

  it('keeps several lines between fences together as one message', async () => {
    const stage = await openTerminal();
    stage.type('"""');
    stage.type('# A PRD');
    stage.type('');
    stage.type('- It works');
    await stage.say('"""');
    expect(stage.events).toMatchObject([{ text: '# A PRD\n\n- It works' }]);
    await stage.close();
  });

  it('appends only what is new when the latest card changes', async () => {
    const stage = await openTerminal();
    const message = await stage.surface.post('main', drawPushCard(makePush(['planned', 'planned'])));
    const before = stage.shown().length;
    await stage.surface.update('main', message, drawPushCard(makePush(['confirmed', 'sending'])));
    expect(stage.shown().slice(before).trim()).toBe(
      '✔ ENG-1 Ticket 1  http://127.0.0.1:4010/docket/issue/ENG-1',
    );
    await stage.close();
  });

  it('shows how a push ended also when other cards came after it', async () => {
    const stage = await openTerminal();
    const message = await stage.surface.post('main', drawPushCard(makePush(['planned'])));
    await stage.surface.post('main', drawNoticeCard('In the meantime.'));
    await stage.surface.update('main', message, drawPushCard(makePush(['sending'])));
    expect(stage.shown().match(/Pushing 1 ticket/g)).toHaveLength(1);
    await stage.surface.update('main', message, drawPushCard(makePush(['failed'])));
    expect(stage.shown()).toContain('0 of 1 pushed to Linear');
    expect(stage.surface.failed).toBe(true);
    await stage.close();
  });

  it('leaves a card from before a restart to the answer under way, but not the end of a push', async () => {
    const stage = await openTerminal();
    await stage.surface.setStatus('main', 'Working');
    await stage.surface.update('main', 'of an earlier start', board(['Verify the address'], 'Ana', 2));
    expect(stage.shown()).not.toContain('Verify the address');
    await stage.surface.update('main', 'of that start too', drawPushCard(makePush(['failed'])));
    expect(stage.shown()).toContain('0 of 1 pushed to Linear');
    await stage.close();
  });

  it('does not send a message whose file cannot be read, and says why', async () => {
    const stage = await openTerminal({
      attach: async () => {
        throw new DocketError('UNREADABLE', { message: 'logo.png is no text.', remedy: 'Give a text file.' });
      },
    });
    stage.type('read logo.png');
    await until(() => stage.shown().includes('logo.png is no text.'));
    expect(stage.events).toEqual([]);
    expect(stage.surface.failed).toBe(true);
    await stage.close();
  });

  it('says so when the input ends in the middle of a form', async () => {
    const stage = await openTerminal();
    const submit = { label: 'Save', action: formatAction('save') };
    const field = { name: 't', label: 'T', required: true, input: 'text', lines: 'one', max: 9 } as const;
    const blocks = [{ kind: 'form' as const, fields: [field], submit }];
    await stage.surface.post('main', { ...drawNoticeCard('Edit'), blocks });
    stage.endInput();
    await stage.surface.closed;
    expect(stage.shown()).toContain('That was not finished, so nothing was sent.');
    expect(stage.surface.failed).toBe(true);
  });

  it('rejects what it cannot explain instead of going on', async () => {
    const stage = await openTerminal();
    stage.onEvent(async () => {
      throw new TypeError('a bug');
    });
    stage.type('hello');
    await expect(stage.surface.closed).rejects.toThrow('a bug');
  });
});

describe('a person', () => {
  it('is asked again before a press that needs it, and no is the default', async () => {
    const stage = await openTerminal({ interactive: true });
    await stage.surface.post('main', board(['Verify the address']));
    stage.type('1');
    await until(() => stage.shown().includes('y/N'));
    stage.type('');
    await until(() => stage.shown().includes('Left as it was.'));
    expect(stage.events).toEqual([]);
    stage.type('1');
    await stage.say('y');
    expect(stage.events).toMatchObject([{ kind: 'choice' }]);
    await stage.close();
  });

  it('gets a wrong answer in a form explained and is asked the same again', async () => {
    const stage = await openTerminal({ interactive: true });
    const select: FormField = {
      name: 'p',
      label: 'Priority',
      required: true,
      input: 'select',
      options: [{ value: 'high', label: 'P1 high' }],
    };
    const submit = { label: 'Save', action: formatAction('save') };
    const blocks = [{ kind: 'form' as const, fields: [select], submit }];
    await stage.surface.post('main', { ...drawNoticeCard('Edit'), blocks });
    stage.type('P9');
    await until(() => stage.shown().includes('Priority is one of: P1 high.'));
    await stage.say('1');
    expect(stage.events).toMatchObject([{ values: { p: 'high' } }]);
    await stage.close();
  });

  it('keeps a pasted text of several lines together', async () => {
    const stage = await openTerminal({ interactive: true });
    stage.keys('\u001b[200~# A PRD\r- It works\u001b[201~');
    await stage.say('');
    expect(stage.events).toMatchObject([{ text: '# A PRD\n- It works' }]);
    await stage.close();
  });

  it('clears the line with Ctrl-C, and leaves with a second one and a last word', async () => {
    const stage = await openTerminal({ interactive: true, goodbye: 'Bye. Everything stays in .docket.' });
    stage.keys('half a line\u0003');
    await stage.say('whole');
    expect(stage.events).toMatchObject([{ text: 'whole' }]);
    stage.keys('\u0003');
    await until(() => stage.shown().includes('Ctrl-C again leaves.'));
    stage.keys('\u0003');
    await stage.surface.closed;
    expect(stage.shown()).toContain('Bye. Everything stays in .docket.');
  });

  it('stops the work under way with Ctrl-C', async () => {
    let cancelled = 0;
    const stage = await openTerminal({
      interactive: true,
      cancel: () => {
        cancelled += 1;
      },
    });
    await stage.surface.setStatus('main', 'Working');
    expect(stage.shown()).toContain('Working …');
    stage.keys('\u0003');
    await until(() => stage.shown().includes('Stopping.'));
    expect(cancelled).toBe(1);
    await stage.close();
  });

  it('leaves with exit', async () => {
    const stage = await openTerminal({ interactive: true });
    stage.type('exit');
    await stage.surface.closed;
    expect(stage.events).toEqual([]);
  });

  it('sees the latest card change in its place', async () => {
    const stage = await openTerminal({ interactive: true });
    const message = await stage.surface.post('main', board(['Verify the address']));
    const before = stage.shown().length;
    await stage.surface.update('main', message, board(['Verify the address'], 'Ana', 2));
    const redrawn = stage.shown().slice(before);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the cursor goes up before the card is drawn again
    expect(redrawn).toMatch(/\u001b\[\d+A/);
    expect(redrawn).toContain('1 draft ticket · Onboarding PRD');
    await stage.close();
  });

  it('is shown only what is new when the card has scrolled away', async () => {
    const stage = await openTerminal({ interactive: true, rows: 6 });
    const message = await stage.surface.post('main', board(['Verify the address']));
    const before = stage.shown().length;
    await stage.surface.update('main', message, board(['Verify the address'], 'Ana', 2));
    const added = stage.shown().slice(before);
    expect(added).toContain('approved by Ana');
    expect(added).not.toContain('Destination');
    await stage.close();
  });
});
