/** A service that is loaded when something is first asked of it, so that commands which never ask start sooner. */

/** Every method answers by a promise, so that nobody can tell it from the service itself. */
type Answering<Service> = {
  [Name in keyof Service]: Service[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Promise<Answer>
    : never;
};

/**
 * `open` is called once, also by many first calls at the same time; where it throws, those calls do. What is `known` is
 * answered without it.
 */
export function loadOnCall<Service extends Answering<Service>>(
  open: () => Promise<Service>,
  known: Partial<Service> = {},
): Service {
  let opening: Promise<Service> | null = null;
  return new Proxy(known as Service, {
    get: (_known, name) =>
      known[name as keyof Service] ??
      (async (...given: never[]) => {
        opening ??= open();
        const service = await opening;
        return service[name as keyof Service](...given);
      }),
  });
}
