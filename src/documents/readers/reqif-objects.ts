/** Reads the objects of a ReqIF specification kept as JSON into plain rows: requirements, and what only explains them. */
import type { Json } from './json-markdown.ts';

type Row = { [key: string]: Json };

const record = (value: Json | undefined): Row | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;

/** The same JSON with `requirements` and `background` for its objects; anything else is returned as it is. */
export function plainReqif(data: Json): Json {
  const whole = record(data);
  const list = whole?.specObjects ?? whole?.['spec-objects'];
  if (!whole || !Array.isArray(list)) return data;
  const rows = list.map(record).filter((row) => row !== null);
  const title = record(whole.reqIfHeader)?.title ?? whole.title ?? null;
  const requirements: Json[] = [];
  const background: Json[] = [];
  let chapter = '';
  for (const row of rows) {
    const values = { ...plainKeys(record(row.values) ?? record(row.attributes) ?? row) };
    const name = values.ChapterName ?? values.Name;
    const kind = String(row.type ?? values.type ?? '');
    if (/^heading|^chapter|^überschrift/i.test(kind) && typeof name === 'string') chapter = name;
    else if (/^info|^note|^hinweis|^beschreibung/i.test(kind))
      background.push(String(values.Text ?? name ?? ''));
    else requirements.push(requirementOf(values, chapter));
  }
  return { ...(typeof title === 'string' ? { title } : {}), requirements, background };
}

/** "ReqIF.Text" is the text. */
function plainKeys(values: Row): Row {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.replace(/^ReqIF\./, ''), value]),
  );
}

function requirementOf(values: Row, chapter: string): Row {
  const { ForeignID, Text, ChapterName, Name, ...others } = values;
  const title = ChapterName ?? Name;
  return {
    ...(ForeignID === undefined ? {} : { id: ForeignID }),
    ...(title === undefined ? {} : { title }),
    ...(Text === undefined ? {} : { description: Text }),
    ...(chapter === '' ? {} : { chapter }),
    ...others,
  };
}
