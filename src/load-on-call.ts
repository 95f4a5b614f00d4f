/** A service that is loaded when something is first asked of it, so that commands which never ask start sooner. */

/** Every method answers by a promise, so that nobody can tell it from the service itself. */
type Answering<Service> = {
  [Name in keyof Service]: Service[Name] extends (...given: infer Given) => Promise<infer Answer>
    ? (...given: Given) => Promise<Answer>
    : never;
};

/** `open` is called once, also by many first calls at the same time; where it throws, those calls do. */
export function loadOnCall<Service extends Answering<Service>>(open: () => Promise<Service>): Service {
  let opening: Promise<Service> | null = null;
  return new Proxy({} as Service, {
    get:
      (_none, name) =>
      async (...given: never[]) => {
        opening ??= open();
        const service = await opening;
        return service[name as keyof Service](...given);
      },
  });
}
