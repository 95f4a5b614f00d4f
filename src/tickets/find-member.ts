/** Finds the member a person names: the whole name, else its first name, else its beginning, where one member alone has it. */
import { DocketError } from '../domain/errors.ts';
import type { Member } from '../domain/principal.ts';

/** All whom the name may mean, by the closest way it fits anybody; empty when it fits nobody. */
function membersNamed(members: readonly Member[], name: string): Member[] {
  const wanted = name.trim().replace(/^@/, '').toLowerCase();
  if (wanted === '') return [];
  const fits: ((own: string) => boolean)[] = [
    (own) => own === wanted,
    (own) => own.split(/\s+/)[0] === wanted,
    (own) => own.startsWith(wanted),
  ];
  for (const fit of fits) {
    const found = members.filter((member) => fit(member.name.toLowerCase()));
    if (found.length > 0) return found;
  }
  return [];
}

/** Null when the name fits nobody, or several alike. */
export function memberCalled(members: readonly Member[], name: string): Member | null {
  const [first, ...others] = membersNamed(members, name);
  return first && others.length === 0 ? first : null;
}

/** As `memberCalled`. Throws NOT_FOUND with the names there are, and AMBIGUOUS; `more` is said after the names. */
export function findMember(members: readonly Member[], name: string, more = ''): Member {
  const found = membersNamed(members, name);
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  const names = (first ? found : members).map((member) => member.name).join(', ');
  throw new DocketError(first ? 'AMBIGUOUS' : 'NOT_FOUND', {
    message: `${first ? `"${name}" may be several people` : `Nobody here is called "${name}"`}. Nothing was changed.`,
    remedy: `Members are: ${names}.${first || more === '' ? '' : ` ${more}`}`,
  });
}
