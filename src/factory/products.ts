/** Products and what is said about each of them once (S1-13). */
import { Product, ProductConfig } from '../domain/capability.ts';
import { DocketError } from '../domain/errors.ts';
import { type Caller, requirePerson } from '../domain/principal.ts';
import type { Nouns } from '../ports/store.ts';
import type { Desk, Writing } from './desk.ts';

/** The product of this name or prefix; the only or first one where none is named, made where there is none yet. */
export async function findProduct({ nouns, desk, caller, now }: Writing, name?: string): Promise<Product> {
  const { workspaceId } = caller;
  const products = await nouns.products.list(workspaceId);
  if (name) return products.find((product) => isCalled(product, name)) ?? refuseProduct(products, name);
  if (products[0]) return products[0];
  const workspace = await nouns.workspaces.get(workspaceId);
  const product: Product = {
    id: desk.ids.next(),
    workspaceId,
    name: workspace?.name ?? 'Product',
    prefix: 'PROJ',
    config: ProductConfig.parse({}),
    version: 1,
    createdAt: now,
  };
  if (await nouns.products.insert(product)) return product;
  return (await nouns.products.list(workspaceId))[0]!;
}

function isCalled({ name, prefix, id }: Product, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  return [name.toLowerCase(), prefix.toLowerCase(), id].includes(wanted);
}

function refuseProduct(products: readonly Product[], name: string): never {
  const there = products.map((product) => `${product.name} (${product.prefix})`).join(', ');
  throw new DocketError('NOT_FOUND', {
    message: `There is no product "${name}". Nothing was changed.`,
    remedy: there ? `Products are: ${there}.` : `Make it first: /docket product ${name}`,
  });
}

export type ProductWish = {
  name?: string | undefined;
  /** What its keys begin with. */
  prefix?: string | undefined;
  /** Merged into what is set, field by field. */
  config?: Record<string, unknown> | undefined;
};

/** Makes a product or changes one. Owners and admins only, in person. Throws FORBIDDEN and INVALID_INPUT. */
export async function configureProduct(desk: Desk, caller: Caller, wish: ProductWish): Promise<Product> {
  requirePerson(caller, 'set up a product');
  requireAdmin(caller);
  return desk.store.transact(async (nouns) => {
    const writing: Writing = {
      ...{ desk, nouns, caller },
      scope: { workspaceId: caller.workspaceId, actor: caller.principal },
      now: desk.clock.now().toISOString(),
    };
    const products = await nouns.products.list(caller.workspaceId);
    const isNew = wish.name !== undefined && !products.some((product) => isCalled(product, wish.name!));
    if (isNew) return makeProduct(writing, wish);
    const product = await findProduct(writing, wish.name);
    const config = readConfig({ ...product.config, ...wish.config });
    await requirePeople(nouns, caller, config);
    const next = { ...product, config, version: product.version + 1 };
    if (await nouns.products.swap(next, product.version)) return next;
    throw new DocketError('VERSION_CONFLICT', {
      message: `${product.name} was changed by somebody else meanwhile. Nothing was changed.`,
      remedy: 'Look at it again, then repeat the change.',
    });
  });
}

async function makeProduct({ desk, nouns, caller, now }: Writing, wish: ProductWish): Promise<Product> {
  const name = wish.name!.trim();
  const config = readConfig(wish.config ?? {});
  await requirePeople(nouns, caller, config);
  const read = Product.safeParse({
    id: desk.ids.next(),
    workspaceId: caller.workspaceId,
    name,
    prefix: (wish.prefix ?? prefixOf(name)).toUpperCase(),
    config,
    version: 1,
    createdAt: now,
  });
  if (!read.success)
    throw invalid('a product has a name of up to 80 and a prefix of 2 to 10 letters and digits');
  if (await nouns.products.insert(read.data)) return read.data;
  throw invalid(`another product has the name "${name}" or the prefix ${read.data.prefix}`);
}

function prefixOf(name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return letters.replace(/^\d+/, '').slice(0, 4).padEnd(2, 'X');
}

function readConfig(config: Record<string, unknown>): ProductConfig {
  const read = ProductConfig.safeParse(config);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.') || 'config'}: ${message}`);
  throw invalid(faults.join('; '));
}

/** Names in a set-up that nobody has would leave gates that nobody can pass. */
async function requirePeople(nouns: Nouns, { workspaceId }: Caller, config: ProductConfig): Promise<void> {
  const members = await nouns.members.list(workspaceId);
  const known = new Set(members.map(({ name }) => name.toLowerCase()));
  const named = [
    ...Object.values(config.approvers).flatMap((one) => one?.people ?? []),
    ...Object.values(config.assignees).flatMap((some) => some ?? []),
    ...config.connectors.flatMap(({ actors }) => Object.values(actors)),
  ];
  const unknown = [...new Set(named.filter((name) => !known.has(name.toLowerCase())))];
  if (unknown.length === 0) return;
  throw invalid(
    `${unknown.join(', ')} is nobody of this workspace; members are ${members.map(({ name }) => name).join(', ')}`,
  );
}

function requireAdmin({ roles, principal }: Caller): void {
  if (roles.includes('owner') || roles.includes('admin')) return;
  throw new DocketError('FORBIDDEN', {
    message: `${principal.name} is no owner or admin, so cannot set up a product. Nothing was changed.`,
    remedy: 'Ask an owner or admin of the workspace.',
  });
}

function invalid(why: string): DocketError {
  return new DocketError('INVALID_INPUT', {
    message: `The product cannot be set up so: ${why}. Nothing was changed.`,
    remedy: 'Correct it and send it again; /docket product shows what is set.',
  });
}
