/** The line being typed in a live terminal, when it is closed under the prompt. */
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { createPaint } from '../../../src/surfaces/terminal/paint.ts';
import { PromptArea } from '../../../src/surfaces/terminal/prompt-area.ts';

it('is not drawn again once Ctrl-D closed the editor, whatever still changes the prompt', () => {
  const output = new PassThrough();
  const editor = createInterface({ input: new PassThrough(), output, terminal: true });
  const area = new PromptArea(editor, output as never, createPaint(false));
  area.show();
  editor.close();
  expect(() => area.setPrompt('? ')).not.toThrow();
  output.read();
  area.show();
  expect(output.read()).toBeNull();
});
