/** A webhook that arrives from a tracker: told genuine or not before anybody looks at what it says. */

export type WebhookRequest = {
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as they came: the signature is over these, not over what they parse to. */
  body: Uint8Array;
};

/** Only what to look at again: what the payload says about an issue is never taken for its state. */
export type WebhookNews = {
  kind: 'accepted';
  /** The same for every delivery of one event. */
  deliveryId: string;
  /** Whose event it is, as the tracker names it: a repository, an organization, a site. */
  tenant: string;
  event: string;
  /** Of issues; `pull:12` and `commit:<hash>` for code. */
  externalIds: string[];
  /** `IssueKey.marker` of issues that Docket created, where the payload shows it. */
  markers: string[];
};

export type WebhookRefusal = {
  kind: 'refused';
  /** `unsupported` is genuine, and nothing of it concerns us. */
  reason: 'signature' | 'stale' | 'malformed' | 'unsupported';
};

/** Never throws. Compares signatures in constant time. */
export type ReadWebhook = (request: WebhookRequest, now: Date) => WebhookNews | WebhookRefusal;
