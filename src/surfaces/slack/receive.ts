/** What people press, send and command in Slack: each is stored, acknowledged then, and gets an answer that can be seen. */
import type { App, GlobalShortcut, MessageShortcut } from '@slack/bolt';
import { takeCommand } from './command.ts';
import type { OpenDesk } from './desk.ts';
import { takeForm, takePress } from './press.ts';
import { draftFrom, openAsk, reportBug, takeAsked } from './shortcuts.ts';

/** The desk of the team a delivery is for; null where the app is not installed. */
export type DeskFor = (body: unknown) => Promise<OpenDesk | null>;

export function listen(app: App, deskFor: DeskFor): void {
  const withDesk: WithDesk = async (body, deed) => {
    const desk = await deskFor(body);
    if (desk) await deed(desk);
  };
  app.action(/^dk1:link$/, async ({ ack }) => ack());
  app.action(/^dk1:\d+$/, async ({ ack, body }) => {
    await withDesk(body, (desk) => takePress(desk, body));
    await ack();
  });
  app.view('dk1:form', async ({ ack, body }) => {
    const desk = await deskFor(body);
    const errors = desk && (await takeForm(desk, body));
    await (errors ? ack({ response_action: 'errors', errors }) : ack());
  });
  app.command('/docket', async ({ ack, body, command }) => {
    await withDesk(body, (desk) => takeCommand(desk, command));
    await ack();
  });
  app.view('dk1:ask', async ({ ack, body }) => {
    const desk = await deskFor(body);
    const errors = desk && (await takeAsked(desk, body));
    await (errors ? ack({ response_action: 'errors', errors }) : ack());
  });
  listenToShortcuts(app, withDesk);
}

type WithDesk = (body: unknown, deed: (desk: OpenDesk) => Promise<void>) => Promise<void>;

function listenToShortcuts(app: App, withDesk: WithDesk): void {
  app.shortcut({ callback_id: 'dk1:sc:tickets', type: 'message_action' }, async ({ ack, body, shortcut }) => {
    await withDesk(body, (desk) => draftFrom(desk, shortcut as MessageShortcut));
    await ack();
  });
  app.shortcut({ callback_id: 'dk1:sc:bug', type: 'message_action' }, async ({ ack, body, shortcut }) => {
    await withDesk(body, (desk) => reportBug(desk, shortcut as MessageShortcut));
    await ack();
  });
  app.shortcut({ callback_id: 'dk1:sc:ask', type: 'shortcut' }, async ({ ack, body, shortcut }) => {
    await withDesk(body, (desk) => openAsk(desk, shortcut as GlobalShortcut));
    await ack();
  });
}
