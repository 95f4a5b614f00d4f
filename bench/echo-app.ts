/** The least a Slack app can do, to measure beside: Bolt, by socket or over HTTP, which says in the thread what it was told. */
import { App, type LogLevel } from '@slack/bolt';

const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_API_URL: slackApiUrl } = process.env;
const { SLACK_SIGNING_SECRET: signingSecret, SLACK_HTTP_PORT: port } = process.env;
const app = new App({
  token: token!,
  ...(port ? { signingSecret: signingSecret! } : { appToken: appToken!, socketMode: true }),
  clientOptions: { slackApiUrl: slackApiUrl! },
  logLevel: 'error' as LogLevel,
});
app.event('app_mention', async ({ event, say }) => {
  await say({ text: event.text, thread_ts: event.thread_ts ?? event.ts });
});
app.message(async () => {});
await (port ? app.start({ port: Number(port), host: '127.0.0.1' }) : app.start());
process.stdout.write('the echo listens\n');
