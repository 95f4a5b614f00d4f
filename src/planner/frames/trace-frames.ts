/** Frame of tracing: where a ticket comes from, what covers a topic, and which requirements have no ticket. */
import { clarify, type Frame, one, type Scene, selectOf } from './scene.ts';

const trace: Frame = (scene) => {
  const about = topicOf(scene);
  if (about) return one('trace', { coverage: true, about });
  if (scene.detail === 'coverage' || scene.detail === 'uncovered') {
    return one('trace', { coverage: true, ...(scene.detail === 'uncovered' ? { only: 'uncovered' } : {}) });
  }
  const select =
    selectOf(scene, ['block', 'type', 'priority', 'status']) ??
    (scene.situation.focus.length > 0 ? { last: true } : null);
  return select ? one('trace', { select }) : clarify('tickets', { tool: 'trace', args: {} });
};

/** "What covers email?", "do we have anything that covers FR-2". */
function topicOf({ reading }: Scene): string | null {
  const found =
    /\b(?:what|which|anything|something|tickets?|stor(?:y|ies)|who)\b(?: \w+){0,3} (?:covers?|covering|addresses|implements|implementing)\s+(?:the )?(.+?)[\s?.!]*$/i.exec(
      reading.source,
    ) ?? /\bcoverage (?:of|for|on) (?:the )?(.+?)[\s?.!]*$/i.exec(reading.source);
  const topic = found?.[1];
  return topic && !/\b(?:requirements?|everything|document|prd|spec|it|them|all|tickets?)\b/i.test(topic)
    ? topic
    : null;
}

export const traceFrames: Record<string, Frame> = { trace };
