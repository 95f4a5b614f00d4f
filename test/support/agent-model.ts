/** A model's stand-in that works on the steps of agents: it says what the material bears out, and something that it does not. */
import { type Asked, startCountingServer } from './openai.ts';

/** What a model says of the work it is shown; a claim of which half is in the material and half is not. */
function refine({ messages }: Asked) {
  const material = String(messages.at(-1)?.content ?? '');
  const quote = /TypeError: total is undefined/.exec(material)?.[0] ?? 'nothing of it';
  const claims = [
    { text: 'The total is read before it is set', quote, source: 'the report' },
    { text: 'The database is down', quote: 'the database is down', source: 'nowhere' },
  ];
  const said = { summary: 'Looked at by the model.', claims, plan: ['Set it first'], open: [], text: '' };
  return { text: JSON.stringify(said) };
}

/** `environment` points Docket at it. */
export async function startAgentModel() {
  const server = await startCountingServer(refine);
  const environment: Record<string, string> = {
    OPENAI_API_KEY: 'sk-x',
    OPENAI_BASE_URL: `${server.url}/v1`,
    DOCKET_MODEL_PRICES: '',
  };
  return { ...server, environment };
}
