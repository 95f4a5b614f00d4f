/** The least a Slack app can do, to measure beside: Bolt over Socket Mode, which says in the thread what it was told. */
import { App, type LogLevel } from '@slack/bolt';

const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
const app = new App({
  token: token!,
  appToken: appToken!,
  socketMode: true,
  clientOptions: { slackApiUrl: slackApiUrl! },
  logLevel: 'error' as LogLevel,
});
app.event('app_mention', async ({ event, say }) => {
  await say({ text: event.text, thread_ts: event.thread_ts ?? event.ts });
});
app.message(async () => {});
await app.start();
process.stdout.write('the echo listens\n');
