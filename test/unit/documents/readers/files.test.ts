/** Word and PDF files become Markdown; files that lie, swell up or are locked are refused in words. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { takeIn } from '../../../../src/documents/intake.ts';
import { writePdf } from '../../../support/pdf-file.ts';
import { comments, item, paragraph, run, wordTable, writeDocx, writeZip } from '../../../support/zip-file.ts';

const take = (bytes: Uint8Array, name: string) => takeIn(bytes, { name });
const refused = (code: string) => expect.objectContaining({ code, remedy: expect.stringMatching(/\.$/) });

describe('a Word file', () => {
  it('keeps its title, headings, nested items, strikes, tables and accepted changes', async () => {
    const changed = `<w:p>${run('The basket must show ')}<w:ins w:id="1">${run('dates')}</w:ins><w:del w:id="2"><w:r><w:delText>prices</w:delText></w:r></w:del></w:p>`;
    const body = [
      paragraph('Checkout rework', 'Title'),
      paragraph('Requirements', 'heading1'),
      item('Shoppers must be able to pay without an account.'),
      item('Mail is sent within 1 minute', 1),
      item('Gift cards', 0, '<w:strike/>'),
      changed,
      wordTable([
        ['ID', 'Requirement', 'Acceptance criteria'],
        ['R-1', 'Export orders | CSV', 'Has a header row\nUTF-8'],
      ]),
    ].join('');
    const { text, warnings, format } = await take(writeDocx(body, [comments('Really?', 'Yes')]), 'plan.bin');
    expect(format).toBe('docx');
    expect(text.split('\n')).toEqual([
      '# Checkout rework',
      '',
      '# Requirements',
      '',
      '- Shoppers must be able to pay without an account.',
      '  - Mail is sent within 1 minute',
      '- ~~Gift cards~~',
      '',
      'The basket must show dates',
      '',
      '| ID | Requirement | Acceptance criteria |',
      '| - | - | - |',
      '| R-1 | Export orders \\| CSV | Has a header row<br>UTF-8 |',
      '',
    ]);
    expect(warnings).toEqual([
      expect.stringMatching(/^Read from Word/),
      '2 comments were left out.',
      'Tracked changes were read as accepted.',
    ]);
  });

  it('without text is refused', async () => {
    await expect(take(writeDocx(paragraph('')), 'a.docx')).rejects.toEqual(refused('UNREADABLE'));
  });

  it('that swells up, lies about its size, is locked or declares entities is refused at once', async () => {
    const zeros = Buffer.alloc(60 * 1024 * 1024);
    const document = (more: object) => ({ name: 'word/document.xml', data: 'x'.repeat(50_000), ...more });
    const files: [Uint8Array, string][] = [
      [writeZip([document({}), { name: 'word/media/a.bin', data: zeros }]), 'TOO_LARGE'],
      [writeZip([document({ declaredSize: 10 })]), 'UNREADABLE'],
      [writeZip([document({ encrypted: true })]), 'UNREADABLE'],
      [writeZip([document({ data: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' })]), 'UNREADABLE'],
      [writeZip([document({ data: '<a>' })]), 'UNREADABLE'],
      [writeDocx('<w:p>'.repeat(20_000)), 'UNREADABLE'],
    ];
    const started = performance.now();
    for (const [bytes, code] of files) await expect(take(bytes, 'a.docx')).rejects.toEqual(refused(code));
    expect(performance.now() - started).toBeLessThan(6000);
  });

  it.each([
    ['a workbook', 'xl/workbook.xml', /CSV/],
    ['a presentation', 'ppt/presentation.xml', /PDF/],
    ['an OpenDocument file', 'content.xml', /docx/],
    ['any other archive', 'photo.jpg', /Unpack/],
  ])('is not mistaken for %s, which is refused with what to do', async (_what, name, remedy) => {
    const zip = writeZip([{ name, data: 'x' }]);
    await expect(take(zip, 'a.docx')).rejects.toMatchObject({
      code: 'UNREADABLE',
      remedy: expect.stringMatching(remedy),
    });
  });
});

describe('a PDF', () => {
  const footer = (page: number) => ({ text: `Acme - confidential - Page ${page}`, y: 40, size: 8 });

  it('gets its headings, paragraphs, items and tables back, without what repeats on every page', async () => {
    const pdf = writePdf([
      [
        { text: 'Checkout rework', y: 780, size: 22 },
        { text: 'Problem', y: 740, size: 15 },
        {
          text: 'Shoppers leave because paying takes six steps and they have to make an account be-',
          y: 715,
        },
        { text: 'fore they can see what delivery costs.', y: 700 },
        { text: '• Shoppers must be able to pay without an account.', y: 660 },
        { text: '• Mail is sent within one minute.', x: 90, y: 645 },
        { text: 'FR-12 Orders must be exported as CSV.', y: 615 },
        { text: 'FR-13 Old orders must be archived.', y: 600 },
        footer(1),
      ],
      [
        { text: 'ID', y: 780 },
        { text: 'Title', x: 120, y: 780 },
        { text: 'Priority', x: 300, y: 780 },
        { text: 'P-1', y: 765 },
        { text: 'Gift wrapping for', x: 120, y: 765 },
        { text: 'P1', x: 300, y: 765 },
        { text: 'every order', x: 120, y: 750 },
        { text: 'P-2', y: 735 },
        { text: 'Late notice', x: 120, y: 735 },
        footer(2),
      ],
    ]);
    expect((await take(pdf, 'plan.pdf')).text.split('\n')).toEqual([
      '# Checkout rework',
      '',
      '## Problem',
      '',
      'Shoppers leave because paying takes six steps and they have to make an account before they can see what delivery costs.',
      '',
      '- Shoppers must be able to pay without an account.',
      '  - Mail is sent within one minute.',
      '',
      'FR-12 Orders must be exported as CSV.',
      '',
      'FR-13 Old orders must be archived.',
      '',
      '| ID | Title | Priority |',
      '| --- | --- | --- |',
      '| P-1 | Gift wrapping for every order | P1 |',
      '| P-2 | Late notice |  |',
      '',
    ]);
  });

  it('set in two columns is read one after the other, however it is drawn, and not where a table stands', async () => {
    const wide = (text: string, y: number, size = 11) => ({ text, y, size });
    const column = (x: number, ...texts: string[]) =>
      texts.map((text, at) => ({ text, x, y: 700 - at * 14, size: text === 'Needs' ? 15 : 11 }));
    const left = column(
      72,
      'The reading rooms lend tablets. A person',
      'must see which of them are free today,',
      'and staff must be able to lock a tablet',
      'that did not come back for three days.',
    );
    const right = column(
      312,
      'Needs',
      '• The day before it is due, a reminder is',
      'sent to whoever has the tablet.',
      '• Librarians export the loans of a month.',
      '• Broken tablets are marked as such.',
    );
    const [top, end] = [
      wide('Tablet loans', 780, 22),
      wide(
        'Whatever is lent on a Saturday must be back on the Tuesday after it, by noon at the latest.',
        560,
      ),
    ];
    const byRow = left.flatMap((line, at) => [line, right[at]!]).concat(right.slice(left.length));
    const text = [
      '# Tablet loans',
      '',
      `${left.map((line) => line.text).join(' ')}`,
      '',
      '## Needs',
      '',
      '- The day before it is due, a reminder is sent to whoever has the tablet.',
      '- Librarians export the loans of a month.',
      '- Broken tablets are marked as such.',
      '',
      end.text,
      '',
    ];
    for (const lines of [
      [top, ...left, ...right, end],
      [top, ...byRow, end],
    ]) {
      expect((await take(writePdf([lines]), 'plan.pdf')).text.split('\n')).toEqual(text);
    }
    const rows = [
      'Desk',
      'Lock a tablet',
      'Staff',
      'Export loans',
      'Council',
      'See the total',
      'All',
      'Sign in',
    ];
    const table = rows.map((one, at) => ({ text: one, x: at % 2 ? 200 : 72, y: 700 - (at >> 1) * 14 }));
    expect((await take(writePdf([table]), 'plan.pdf')).text).toContain('Desk Lock a tablet');
  });

  it('whose streams swell up is refused at once', async () => {
    const packed = deflateSync(Buffer.alloc(100 * 1024 * 1024));
    const bomb = Buffer.concat([
      Buffer.from(`%PDF-1.4\n1 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from('\nendstream\nendobj\n'),
    ]);
    const twice = Buffer.from('%PDF-1.4\n1 0 obj\n<< /Filter [/FlateDecode /Fl] >>\nstream\nx\nendstream\n');
    await expect(take(bomb, 'a.pdf')).rejects.toEqual(refused('TOO_LARGE'));
    await expect(take(twice, 'a.pdf')).rejects.toEqual(refused('TOO_LARGE'));
  });

  it('that is scanned, locked or damaged is refused with what to do', async () => {
    const locked = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'00'.repeat(32)}> /U <${'11'.repeat(32)}> >> /ID [<00> <00>] `;
    const remedyFor = (bytes: Uint8Array) => take(bytes, 'a.pdf').catch((error) => error.remedy as string);
    expect(await remedyFor(writePdf([[]]))).toMatch(/OCR/);
    expect(await remedyFor(writePdf([[{ text: 'x', y: 10 }]], locked))).toMatch(/password/);
    expect(await remedyFor(Buffer.from('%PDF-1.7\nnothing'))).toMatch(/Export it as PDF again/);
  });
});
