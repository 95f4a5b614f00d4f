/** What people say, press, send and command in Slack, each to its own deed. */
import type { MessageShortcut, SlashCommand } from '@slack/bolt';
import { takeCommand } from './command.ts';
import type { OpenDesk } from './desk.ts';
import { hear } from './hear.ts';
import type { Answering, Heard } from './heard.ts';
import { readTeam } from './inbound.ts';
import { takeForm, takePress } from './press.ts';
import { draftFrom, takeAsked } from './shortcuts.ts';
import type { Standings } from './standings.ts';
import type { Teams } from './teams.ts';

/** Resolves once it is stored. What comes of a form is told by what it gives then. */
export async function receive(
  desk: OpenDesk,
  heard: Heard,
  {
    teams,
    standings,
    openingMs,
  }: { teams: Pick<Teams, 'forget'>; standings: Pick<Standings, 'begun'>; openingMs: number },
): Promise<Answering | null> {
  const { body, again, acted } = heard;
  const { type, command, view, event } = body as {
    type?: string;
    command?: string;
    view?: { callback_id?: string };
    event?: Gone;
  };
  if (command !== undefined) {
    await takeCommand(desk, body as unknown as SlashCommand, again);
    return null;
  }
  if (type === 'view_submission') {
    return view?.callback_id === 'dk1:ask' ? takeAsked(desk, body, again) : takeForm(desk, heard);
  }
  if (type === 'block_actions') await takePress(desk, body, acted);
  else if (type === 'message_action') await draftFrom(desk, body as unknown as MessageShortcut, again);
  else if (type === 'event_callback') {
    if (event && takesAway(event)) await teams.forget(readTeam(body)!);
    else await hear(desk, body, { acted, standings, openingMs });
  }
  return null;
}

type Gone = { type?: string; tokens?: { bot?: string[] } };

/** A token of a person is none of those that we work with. */
function takesAway({ type, tokens }: Gone): boolean {
  return type === 'app_uninstalled' || (type === 'tokens_revoked' && (tokens?.bot ?? []).length > 0);
}
