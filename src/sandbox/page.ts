/** The frame of every page a sandbox shows, and the escaping that keeps pages harmless. */

/** HTML that is safe to place in a page: written by us, or escaped. */
export type Html = { html: string };

/** Text from outside put into an `html` template is escaped; other pieces of Html are placed as they are. */
export function html(parts: TemplateStringsArray, ...values: (string | number | Html | Html[])[]): Html {
  const filled = parts.map((part, at) => part + (at < values.length ? place(values[at]!) : ''));
  return { html: filled.join('') };
}

function place(value: string | number | Html | Html[]): string {
  if (Array.isArray(value)) return value.map(({ html }) => html).join('');
  return typeof value === 'object' ? value.html : escapeHtml(String(value));
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": '#39' };
  return text.replace(/[&<>"']/g, (sign) => `&${names[sign]};`);
}

/** Nothing on a page runs, loads or submits; the one style sheet is inline. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
body{max-width:46rem;margin:2rem auto;padding:0 1rem}
.banner{border:1px solid;border-radius:.5rem;padding:.4rem .8rem;font-size:.9rem}
h1{font-size:1.4rem;margin:1.2rem 0 .6rem}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.35rem .8rem .35rem 0;border-bottom:1px solid #8884;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit}`;

/** A whole page; `vendor` names the service this is a stand-in for. */
export function page(vendor: string, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${{ html: style }}</style></head>
<body><p class="banner">Docket sandbox – not the real ${vendor}</p>${body}</body></html>
`.html;
}
