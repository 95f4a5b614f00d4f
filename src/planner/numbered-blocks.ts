/** Deeds on a block that is called by its number: "block 3" is never ticket 3, whatever the verb. */
import type { Intent } from './intent.ts';

const block = String.raw`(?:the )?(?:block|section)s?(?: number| no\.?)? #?(\d{1,3})`;
const other = String.raw`(?:(?:block|section) )?#?(\d{1,3})`;
const asked = `^(?:please |pls |can you |could you |would you |now |ok(?:ay)?,? )*`;

type Form = [RegExp, (found: string[]) => Intent];

const edit = (number: string, op: string, value?: string): Intent => ({
  tool: 'edit_block',
  args: { block: { ids: [Number(number)] }, op, ...(value === undefined ? {} : { value }) },
});

const forms: Form[] = [
  form(`(?:rename|retitle|call) ${block} (?:to |as |into )?(.+)`, ([n, name]) =>
    edit(n!, 'rename', unquoted(name!)),
  ),
  form(
    `(?:retype|mark|treat|type|classify|change|turn|make) ${block} (?:to|as|into|an?)(?: an?| the)? ([\\w -]{3,30}?)(?: block| instead)?`,
    ([n, kind]) => edit(n!, 'retype', kind!.trim().toLowerCase().replace(/[ -]+/g, '_')),
  ),
  form(
    `(?:edit|change|replace|rewrite|update) ${block}(?:\\s*:| to say:?| to read:?| with:?)\\s*(.+)`,
    ([n, text]) => edit(n!, 'edit', unquoted(text!)),
  ),
  form(`(?:delete|remove|drop|cut) ${block}`, ([n]) => edit(n!, 'delete')),
  form(`(?:show|open|read|see|display)(?: me)? ${block}`, ([n]) => ({
    tool: 'show_blocks',
    args: { block: n },
  })),
  form(`(?:split|cut|divide) ${block} (?:at|on|before|from) (?:line )?(\\d{1,5})`, ([n, line]) => ({
    tool: 'split_block',
    args: { block: n, at: line },
  })),
  form(`(?:merge|join|combine) ${block} (?:and|with|&|\\+|,|to) ${other}`, ([n, m]) => ({
    tool: 'merge_blocks',
    args: { blocks: [n, m] },
  })),
  form(`(?:move|put|place) ${block} (before|above|after|below|behind|under) ${other}`, ([n, where, m]) => ({
    tool: 'move_block',
    args: { block: n, [/^(?:before|above)$/i.test(where!) ? 'before' : 'after']: m },
  })),
];

function form(pattern: string, read: Form[1]): Form {
  return [new RegExp(`${asked}${pattern}(?:,? please)?[.!?]?$`, 'is'), read];
}

function unquoted(text: string): string {
  return text.trim().replace(/^(["'“‘])(.*)["'”’]$/s, '$2');
}

/** The deed a message asks for, or null when it calls no block by its number. */
export function readBlockDeed(text: string): Intent | null {
  for (const [pattern, read] of forms) {
    const match = pattern.exec(text.trim());
    if (match) return read(match.slice(1));
  }
  return null;
}
