/** Docket as a service: it listens in Slack and for webhooks until it is told to stop. */
import type { House } from './app.ts';
import { parseAction } from './cards/action-token.ts';
import { startChat } from './chat.ts';
import type { Conversation } from './conversation/conversation.ts';
import { DocketError, isDocketError } from './domain/errors.ts';
import type { Surface } from './ports/surface.ts';
import { untilTold } from './until-told.ts';

/** 0 once a signal has ended it. Throws CONFIG_INVALID where there is nothing to listen for. */
export async function serve(house: House, print: (text: string) => void): Promise<number> {
  const { config } = house;
  if (!config.slack && !config.server) {
    throw new DocketError('CONFIG_INVALID', {
      message: 'There is nothing to serve: neither Slack nor a port is set.',
      remedy: 'Set SLACK_BOT_TOKEN and SLACK_APP_TOKEN, or DOCKET_PORT. "docket init" asks for them.',
    });
  }
  let conversation: Conversation | null = null;
  const surfaces = config.slack ? [await openSlack(house, () => conversation)] : [];
  const started = await startChat(house, surfaces);
  conversation = started;
  for (const surface of surfaces) {
    await surface.start(async (event) => void (await started.accept(event))).catch(refuseSurface);
    print('Docket listens in Slack. Mention it in a channel, or write to it.');
  }
  const url = await house.startListening();
  if (url) print(`Docket listens at ${url}.`);
  await untilTold();
  for (const surface of surfaces) await surface.stop();
  await house.close();
  print('Docket has stopped. What was under way goes on at the next start.');
  return 0;
}

async function openSlack(house: House, conversation: () => Conversation | null): Promise<Surface> {
  const { log, clock, ids, catalog, workspace, storage } = house;
  const { createSlackSurface } = await import('./surfaces/slack/slack.ts');
  const find = (thread: string) => storage.store.threads.find(workspace.id, 'slack', thread);
  return createSlackSurface(house.config.slack!, {
    log,
    clock,
    ids,
    knows: async (thread) => (await find(thread)) !== null,
    opensForm: (action) => opensForm(catalog.presses, action),
    async stop(thread) {
      const known = await find(thread);
      if (known) conversation()?.stop(known.id);
    },
  });
}

function opensForm(presses: House['catalog']['presses'], action: string): boolean {
  try {
    return presses.get(parseAction(action).verb)?.press.form !== undefined;
  } catch (error) {
    if (isDocketError(error)) return false;
    throw error;
  }
}

function refuseSurface(cause: unknown): never {
  const said = (cause as { data?: { error?: string } }).data?.error;
  throw new DocketError('CONFIG_INVALID', {
    message: `Slack did not let Docket in${said ? `: ${said}` : ''}.`,
    remedy: 'Check SLACK_BOT_TOKEN and SLACK_APP_TOKEN; both are on the app’s pages at api.slack.com/apps.',
    cause,
  });
}
