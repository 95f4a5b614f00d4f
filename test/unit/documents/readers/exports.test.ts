/** What chat programs, requirement tools and printed pages hand over, read as people wrote it. */
import { describe, expect, it } from 'vitest';
import { normalise } from '../../../../src/documents/normalise.ts';
import { readHtml } from '../../../../src/documents/readers/read-html.ts';
import { readJson } from '../../../../src/documents/readers/read-json.ts';

describe('a conversation kept as JSON', () => {
  it('of Slack names people, drops notices and marks, and keeps the order of time', () => {
    const json = JSON.stringify([
      { user: 'U2', ts: '1762340060.0001', text: 'ok <@U1> :tada: see <https://a.example|the plan>' },
      {
        user: 'U1',
        ts: '1762340000.0001',
        text: 'Tom &amp; I must count crates',
        user_profile: { real_name: 'Ada B' },
      },
      { user: 'U2', ts: '1762340030.0001', subtype: 'channel_join', text: '<@U2> has joined' },
    ]);
    expect(readJson(json, 'day.json').text).toBe(
      'Ada B  10:53\nTom & I must count crates\n\nU2  10:54\nok Ada  see the plan\n',
    );
  });

  it('of Discord is read by its authors', () => {
    const json = JSON.stringify({
      messages: [
        {
          timestamp: '2026-02-01T09:00:00+00:00',
          author: { name: 'ivo' },
          content: 'wir brauchen eine Karte',
        },
        { timestamp: '2026-02-01T09:01:00+00:00', author: { name: 'mia' }, content: 'ja' },
      ],
    });
    expect(readJson(json, 'log.json').text).toBe('ivo  09:00\nwir brauchen eine Karte\n\nmia  09:01\nja\n');
  });

  it('is told from a list of requirements', () => {
    const json = JSON.stringify([
      { id: 'R1', text: 'Count crates' },
      { id: 'R2', text: 'Print lists' },
    ]);
    expect(readJson(json, 'list.json').text).toContain('| R1 | Count crates |');
  });
});

describe('objects of a requirement tool', () => {
  it('become rows below their chapter, and what only informs becomes background', () => {
    const values = (text: string, id: string) => ({ 'ReqIF.ForeignID': id, 'ReqIF.Text': text });
    const { text } = readJson(
      JSON.stringify({
        reqIfHeader: { title: 'Aufzüge' },
        specObjects: [
          { type: 'Heading', values: { 'ReqIF.ChapterName': 'Störung' } },
          { type: 'Requirement', values: values('Das System muss warnen.', 'S-1') },
          { type: 'Information', values: values('Es gibt 40 Aufzüge.', 'S-2') },
        ],
      }),
      'spec.json',
    );
    expect(text).toContain('# Aufzüge');
    expect(text).toContain('| S-1 | Das System muss warnen. | Störung |');
    expect(text).toContain('## Background\n\n- Es gibt 40 Aufzüge.');
  });
});

describe('text copied from pages', () => {
  const pages = [
    'Lastenheft Küche',
    '',
    'Jede Woche werden zwanzig Por-',
    'tionen zu viel gekocht.',
    '',
    'Intern   Seite 1 von 2',
    '',
    'Lastenheft Küche',
    '',
    'Vor allem montags im Haupt- ',
    'und Nebenhaus.',
    '',
    'Intern   Seite 2 von 2',
  ];

  it('loses headers, footers and the breaks in its words, line for line', () => {
    expect(normalise(pages.join('\n')).lines).toEqual([
      'Lastenheft Küche',
      '',
      'Jede Woche werden zwanzig Portionen',
      'zu viel gekocht.',
      '',
      '',
      '',
      '',
      '',
      'Vor allem montags im Haupt- ',
      'und Nebenhaus.',
      '',
      '',
    ]);
  });

  it('without page numbers stays as it is', () => {
    const text = 'Eine lange Zeile mit einem Por-\ntionen am Ende\n\nEine lange Zeile';
    expect(normalise(text).lines.join('\n')).toBe(text);
  });
});

describe('a table', () => {
  it('says of each row what a cell over several rows says', () => {
    const { text } = readHtml(
      '<table><tr><th>ID</th><th>Requisito</th><th>Prioridade</th></tr><tr><td>R1</td><td>Contar</td><td rowspan="2">Alta</td></tr><tr><td>R2</td><td>Imprimir</td></tr></table>',
      'page.html',
    );
    expect(text).toMatch(/\| R2 +\| Imprimir +\| Alta +\|/);
  });
});
