/** Where in Slack a thread is, and the name the rest of Docket knows it by. */

/** `threadTs` is null for a conversation that is a whole channel, such as a direct message. */
export type Place = { team: string; channel: string; threadTs: string | null };

export function nameThread({ team, channel, threadTs }: Place): string {
  return `${team}/${channel}/${threadTs ?? ''}`;
}

/** Throws for a name that is no thread of Slack. */
export function readThread(name: string): Place {
  const [team, channel, threadTs] = name.split('/');
  if (!team || !channel) throw new Error(`not a thread of Slack: ${name}`);
  return { team, channel, threadTs: threadTs || null };
}
