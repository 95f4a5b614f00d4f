/** Every tracker by name: its settings at once, its code only when it is opened. */
import { DocketError } from './domain/errors.ts';
import { modelSettings } from './models/settings.ts';
import type { Log } from './ports/log.ts';
import type { AdapterSettings } from './ports/settings.ts';
import type { Tracker, TrackerName, Trackers } from './ports/tracker.ts';
import type { ReadWebhook } from './ports/webhook.ts';
import { type LinearSettings, linearSettings } from './trackers/linear/settings.ts';

export type { LinearSettings };
export { linearSettings, modelSettings };

/** What `docket doctor`, `.env.example` and the configuration read, in that order. */
export const adapterSettings: readonly AdapterSettings<unknown>[] = [linearSettings, modelSettings];

export type TrackerConfig = { linear: LinearSettings | null };

/** Settings that point a tracker at its own stand-in; started when first asked for. */
export type SandboxTrackers = { linear(): Promise<LinearSettings> };

const openers = {
  local: async () => (await import('./trackers/local/local.ts')).createLocalTracker(),
  linear: async (settings: LinearSettings, log: Log) =>
    (await import('./trackers/linear/linear.ts')).createLinearTracker(settings, { log }),
};

const webhooks = {
  linear: async (secret: string) =>
    (await import('./trackers/linear/webhook.ts')).createLinearWebhook(secret),
};

/** What tells a tracker's webhooks genuine; null for one that is off or shares no secret with us. */
export function createWebhookReaders(
  config: TrackerConfig & { forceSandbox: boolean },
  { sandbox }: { sandbox: SandboxTrackers },
): (source: TrackerName) => Promise<ReadWebhook | null> {
  const useSandbox = config.forceSandbox || config.linear === null;
  return async (source) => {
    if (source !== 'linear') return null;
    const { webhookSecret } = useSandbox ? await sandbox.linear() : config.linear!;
    return webhookSecret ? webhooks.linear(webhookSecret) : null;
  };
}

/** With no tracker configured, or where the sandbox is forced, the sandbox stands in; `local` is always there. */
export function createTrackers(
  config: TrackerConfig & { forceSandbox: boolean },
  deps: { log: Log; sandbox: SandboxTrackers },
): Trackers {
  const useSandbox = config.forceSandbox || config.linear === null;
  const opened = new Map<TrackerName, Promise<Tracker>>();
  const open = (name: TrackerName): Promise<Tracker> => {
    const known = opened.get(name) ?? start(name);
    opened.set(name, known);
    known.catch(() => opened.delete(name));
    return known;
  };
  const start = async (name: TrackerName): Promise<Tracker> => {
    if (name !== 'linear') return openers.local();
    return openers.linear(useSandbox ? await deps.sandbox.linear() : config.linear!, deps.log);
  };
  return {
    names: () => [
      { name: 'linear', sandbox: useSandbox },
      { name: 'local', sandbox: false },
    ],
    supported: () => Object.keys(openers) as TrackerName[],
    preferred: () => 'linear',
    async open(name) {
      const wanted = name.toLowerCase();
      if (wanted === 'linear' || wanted === 'local') return open(wanted);
      if (wanted === 'github' || wanted === 'jira') throw notConnected(wanted);
      throw new DocketError('UNSUPPORTED_PLATFORM', {
        message: `"${name}" is no tracker that Docket knows. Nothing was pushed.`,
        remedy: 'Use linear or local.',
      });
    },
  };
}

function notConnected(name: string): DocketError {
  const title = name === 'github' ? 'GitHub' : 'Jira';
  return new DocketError('INTEGRATION_NOT_CONNECTED', {
    message: `${title} is not connected to this workspace. Nothing was pushed.`,
    remedy: 'Push to linear or local instead.',
  });
}
