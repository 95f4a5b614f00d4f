/** The page on which a person talks in the sandbox's Discord: channels, messages with their buttons, and an open modal. */
import { type Html, html, page, pageHeaders } from '../page.ts';
import { kind } from './check-components.ts';
import { commandsIn } from './guilds.ts';
import type { People } from './people.ts';
import { bits } from './permissions.ts';
import { toUser } from './views.ts';
import type { Channel, DiscordMessage, Json, World } from './world.ts';

/** Forms go to the sandbox alone; nothing else on the page runs or loads. */
export const talkHeaders = {
  ...pageHeaders,
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'",
};

export type Seat = { user: string; channel: string; said: string | null };

export function talkPage(world: World, people: People, seat: Seat): string {
  const channel = world.channels.get(seat.channel)!;
  const mine = world.messages.filter(
    (one) => one.channel === channel.id && (one.ephemeralTo ?? seat.user) === seat.user,
  );
  const open = people.modalOf(seat.user);
  const name = world.users.get(seat.user)!.name;
  return page(
    'Discord',
    channelTitle(channel),
    html`<p>You are ${peopleLinks(world, seat)}</p><p>${channelLinks(world, seat)}</p>
<h1>${channelTitle(channel)}</h1>${seat.said === null ? html`` : html`<p class="banner">${seat.said}</p>`}
${mine.map((one) => messagePart(world, seat, one))}
${open ? modalPart(seat, open.modal) : html``}
${channel.kind === 'forum' ? postPart(seat) : sayPart(seat, name)}${commandPart(world, channel, seat)}`,
  );
}

function channelTitle({ kind: what, name }: Channel): string {
  return what === 'direct' ? 'Private talk with the bot' : `#${name}`;
}

function address({ user, channel }: Seat): string {
  return `/?as=${user}&in=${channel}`;
}

function peopleLinks(world: World, seat: Seat): Html[] {
  const everybody = [...world.users.values()].filter(({ isBot }) => !isBot);
  return everybody.map(({ id, name }) =>
    id === seat.user ? html`<b>${name}</b> ` : html`<a href="${address({ ...seat, user: id })}">${name}</a> `,
  );
}

function channelLinks(world: World, seat: Seat): Html[] {
  const seen = [...world.channels.values()].filter(
    (one) => (world.may(seat.user, one) & bits.VIEW_CHANNEL) !== 0n,
  );
  return seen.map((one) =>
    one.id === seat.channel
      ? html`<b>${channelTitle(one)}</b> · `
      : html`<a href="${address({ ...seat, channel: one.id })}">${channelTitle(one)}</a> · `,
  );
}

/** What every form sends along. */
function seatFields({ user, channel }: Seat, deed: string): Html {
  return html`<input type="hidden" name="user" value="${user}"><input type="hidden" name="channel" value="${channel}">
<input type="hidden" name="do" value="${deed}">`;
}

function messagePart(world: World, seat: Seat, message: DiscordMessage): Html {
  const author = world.users.get(message.author)!;
  const marks = [message.ephemeralTo ? 'only you see this' : '', message.edits > 0 ? 'edited' : ''].filter(
    Boolean,
  );
  const files = message.attachments.map(({ name, url }) => html`<p><a href="${url}">${name}</a></p>`);
  return html`<section><p><b>${String(toUser(author).username)}</b> ${marks.join(', ')}</p>
${message.isLoading ? html`<p>is thinking…</p>` : html`<pre>${message.content}</pre>`}
${message.components.map((one) => componentPart(seat, message, one))}${files}
${author.isBot ? html`` : menuPart(world, seat, message)}<hr></section>`;
}

function componentPart(seat: Seat, message: DiscordMessage, one: Json): Html {
  const inside = ((one.components ?? []) as Json[]).map((each) => componentPart(seat, message, each));
  if (one.type === kind.text) return html`<pre>${String(one.content)}</pre>`;
  if (one.type === kind.separator) return html`<hr>`;
  if (one.type === kind.section) return html`${inside}${componentPart(seat, message, one.accessory as Json)}`;
  if (one.type === kind.button && one.url)
    return html`<a href="${String(one.url)}">${String(one.label)}</a> `;
  if (one.type === kind.button) return pressPart(seat, message, String(one.label), one.disabled === true);
  if (one.type === kind.stringSelect) {
    const options = (one.options ?? []) as { label: string }[];
    return html`${options.map(({ label }) => pressPart(seat, message, label, one.disabled === true))}`;
  }
  return html`${inside}`;
}

function pressPart(seat: Seat, { id }: DiscordMessage, label: string, isDisabled: boolean): Html {
  if (isDisabled) return html`<button disabled>${label}</button> `;
  return html`<form method="post" action="/_talk" style="display:inline">${seatFields(seat, 'press')}
<input type="hidden" name="message" value="${id}"><button name="label" value="${label}">${label}</button></form> `;
}

/** Commands of the menu of a message. */
function menuPart(world: World, seat: Seat, { id, channel }: DiscordMessage): Html {
  const { guild } = world.channels.get(channel)!;
  const offered = commandsIn(world, guild).filter(({ type }) => type === 3);
  return html`${offered.map(
    ({ name }) => html`<form method="post" action="/_talk" style="display:inline">${seatFields(seat, 'menu')}
<input type="hidden" name="message" value="${id}"><button name="command" value="${name}">${name}</button></form> `,
  )}`;
}

function sayPart(seat: Seat, name: string): Html {
  return html`<form method="post" action="/_talk">${seatFields(seat, 'say')}
<p><textarea name="text" rows="2" cols="60" required placeholder="Write as ${name}; @docket calls the bot"></textarea>
<button>Send</button></p></form>`;
}

function postPart(seat: Seat): Html {
  return html`<form method="post" action="/_talk">${seatFields(seat, 'post')}
<p><input name="title" required placeholder="Title"><br><textarea name="text" rows="4" cols="60" required></textarea>
<button>Post</button></p></form>`;
}

function commandPart(world: World, { guild }: Channel, seat: Seat): Html {
  const names = commandsIn(world, guild).flatMap(({ type, name, options }) => {
    const subs = ((options ?? []) as Json[]).filter((one) => one.type === 1);
    if (type !== 1) return [];
    return subs.length > 0 ? subs.map((one) => `${name} ${one.name}`) : [name];
  });
  if (names.length === 0)
    return html`<p>No commands are registered yet: start Docket with the settings of this sandbox.</p>`;
  return html`<form method="post" action="/_talk">${seatFields(seat, 'command')}<p>/<select name="command">
${names.map((name) => html`<option>${name}</option>`)}</select> <input name="options" size="50" placeholder="option: value, one after the other">
<button>Enter</button></p></form>`;
}

function modalPart(seat: Seat, modal: Json): Html {
  const fields = ((modal.components ?? []) as Json[]).map((one) => {
    if (one.type === kind.text) return html`<pre>${String(one.content)}</pre>`;
    const field = (one.component ?? (one.components as Json[] | undefined)?.[0] ?? {}) as Json;
    return html`<p><label>${String(one.label ?? field.label ?? '')} ${fieldPart(field)}</label></p>`;
  });
  return html`<form method="post" action="/_talk" class="banner">${seatFields(seat, 'submit')}<b>${String(modal.title)}</b>
${fields}<button>Submit</button></form>`;
}

function fieldPart(field: Json): Html {
  const name = `field.${field.custom_id}`;
  const options = (field.options ?? []) as { label: string; value: string; default?: boolean }[];
  if (options.length > 0) {
    return html`<select name="${name}"><option value=""></option>${options.map((one) =>
      one.default
        ? html`<option value="${one.value}" selected>${one.label}</option>`
        : html`<option value="${one.value}">${one.label}</option>`,
    )}</select>`;
  }
  if (field.type === kind.fileUpload) return html`(files: over HTTP only)`;
  return html`<textarea name="${name}" rows="${field.style === 2 ? 4 : 1}" cols="60">${String(field.value ?? '')}</textarea>`;
}
