/** Tells a person that what they asked could not be taken in, by the address that Slack gave for answering them. */
import * as z from 'zod';
import type { SlackDesk } from './desk.ts';
import { isSlack } from './files.ts';

const Answerable = z.object({ response_url: z.string() });

const withinMs = 5000;

/** Slack lets it be used for half an hour, also where the app is not in the channel. An event has none, and nobody waits for it. */
export async function tellGivenUp(
  { settings, log }: Pick<SlackDesk, 'settings' | 'log'>,
  body: unknown,
): Promise<void> {
  const url = URL.parse(Answerable.safeParse(body).data?.response_url ?? '');
  if (!url || !isSlack(url, settings.apiUrl)) return;
  const said = {
    response_type: 'ephemeral',
    replace_original: false,
    text: 'Something broke on our side, and nothing was done. Try again; whoever runs Docket finds why in its log.',
  };
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(withinMs);
    await fetch(url, { method: 'POST', headers, body: JSON.stringify(said), redirect: 'error', signal });
  } catch (error) {
    log.warn('a person could not be told', { error });
  }
}
