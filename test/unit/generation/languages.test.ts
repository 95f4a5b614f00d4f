/** Documents in other languages and forms: what becomes a ticket, what is set aside, and what each is called. */
import { describe, expect, it } from 'vitest';
import { detectLanguage, fold } from '../../../src/documents/language.ts';
import { readCsv } from '../../../src/documents/readers/read-csv.ts';
import { readHtml } from '../../../src/documents/readers/read-html.ts';
import { readJson } from '../../../src/documents/readers/read-json.ts';
import { structureText } from '../../../src/documents/structure-text.ts';
import { proposeByRules } from '../../../src/generation/propose-by-rules.ts';

const propose = (content: string) =>
  proposeByRules({ name: 'notes.md', content, blocks: structureText(content).blocks });
const titles = (content: string) => propose(content).tickets.map((ticket) => ticket.title);
const parked = (content: string) => propose(content).parked.map(({ reason, text }) => [reason, text]);

describe('a language', () => {
  it.each([
    ['it', 'Il sistema deve inviare una ricevuta al cliente e la lista degli ordini si deve aggiornare.'],
    ['nl', 'Het systeem moet een melding sturen en de gebruiker kan het wachtwoord wijzigen.'],
    ['ru', 'Система должна отправлять уведомления пользователю через Telegram API.'],
    ['zh', '系统应支持导出 CSV 报表，并在失败时通知管理员。'],
    ['ja', 'ユーザーは予約を変更でき、管理者は CSV を出力できること。'],
    ['ko', '시스템은 예약이 변경되면 관리자에게 알림을 보내야 한다.'],
  ])('is told: %s', (language, text) => {
    expect(detectLanguage(text)).toBe(language);
  });

  it('keeps the letters of other scripts when accents are taken off Latin ones', () => {
    expect(['Größe', 'приёмка', 'ガイド', '한글'].map(fold)).toEqual(['grosse', 'приёмка', 'ガイド', '한글']);
  });
});

describe('headings', () => {
  it.each([
    [
      '# 订餐平台\n\n## 功能需求\n\n- 系统应支持按口味筛选菜品\n\n## 不包含\n\n- 外卖骑手端\n\n## 后续规划\n\n- 会员积分\n',
      '支持按口味筛选菜品',
    ],
    [
      '# 予約台帳\n\n## 機能要件\n\n- ユーザーは予約を変更できること\n\n## 対象外\n\n- 決済\n\n## 今後の拡張\n\n- 音声案内\n',
      '予約を変更できるようにする',
    ],
    [
      '# Запись к врачу\n\n## Функциональные требования\n\n- Система должна отправлять напоминание за сутки\n\n## Вне рамок\n\n- Оплата\n\n## Дальнейшее развитие\n\n- Видеосвязь\n',
      'Отправлять напоминание за сутки',
    ],
    [
      '# 예약 서비스\n\n## 기능 요구사항\n\n- 시스템은 예약 알림을 발송해야 한다\n\n## 범위 외\n\n- 결제\n\n## 향후 계획\n\n- 음성 안내\n',
      '예약 알림을 발송하기',
    ],
    [
      '# Registro visite\n\n## Requisiti funzionali\n\n- Il sistema deve inviare un promemoria il giorno prima\n\n## Fuori ambito\n\n- Pagamenti della visita\n\n## Sviluppi futuri\n\n- Videochiamata con la sede\n',
      'Inviare un promemoria il giorno prima',
    ],
    [
      '# Afspraken\n\n## Functionele eisen\n\n- Het systeem moet een dag van tevoren een herinnering sturen\n\n## Buiten scope\n\n- Betalen van het consult\n\n## Later\n\n- Videobellen met de balie\n',
      'Een dag van tevoren een herinnering sturen',
    ],
  ])('tell work from what is left out and what comes later', (text, title) => {
    expect(titles(text)).toEqual([title]);
    expect(parked(text).map(([reason]) => reason)).toEqual(['out_of_scope', 'future']);
  });

  it('number parts of a document, and the rows with ids below them are requirements of their own', () => {
    const text =
      '# Horta\n\n## 1. Requisitos Funcionais\n\n### Módulo 1 — Canteiros\n\n| Nº | Descrição |\n|---|---|\n| REQ-01 | O sistema deve reservar um canteiro. |\n| REQ-02 | O sistema deve listar a fila de espera. |\n';
    expect(titles(text)).toEqual(['Reservar um canteiro', 'Listar a fila de espera']);
  });

  it('of plain text are its numbered lines, and numbered sentences below them a list', () => {
    const text =
      'LASTENHEFT ABLAGE\n\n1. Ziel\nAkten sollen schneller gefunden\nwerden.\n\n2. Muss-Anforderungen\n2.1 Das System muss jede Akte mit einem\n    Kürzel versehen.\n2.2 Das Archiv muss verliehene Akten anzeigen\n    können.\n2.3 Das System muss Mahnungen per Post versenden.\n\n3. Später\n- Barcode\n';
    const { title, tickets } = propose(text);
    expect(title).toBe('LASTENHEFT ABLAGE');
    expect(tickets.map((ticket) => [ticket.title, ticket.priority])).toEqual([
      ['Jede Akte mit einem Kürzel versehen', 1],
      ['Verliehene Akten anzeigen', 1],
      ['Mahnungen per Post versenden', 1],
    ]);
  });
});

describe('tables', () => {
  it('of roles, layers and terms make no tickets', () => {
    const text =
      '# Prêt\n\n## Exigences\n\n| Rôle | Description |\n|---|---|\n| Bénévole | Note les retours |\n\n| Couche | Technologie |\n|---|---|\n| Serveur | Go |\n\n- Le système doit envoyer un rappel la veille du retour.\n';
    expect(titles(text)).toEqual(['Envoyer un rappel la veille du retour']);
  });

  it('that name field by field make one', () => {
    const text =
      '# Banco\n\n## Requisitos\n\n| ID | RF-03 |\n|---|---|\n| Nombre | Abrir una cuenta |\n| Descripción | El sistema debe permitir abrir una cuenta. |\n| Prioridad | Alta |\n| Precondiciones | El cliente está activo. |\n';
    const [ticket, ...others] = propose(text).tickets;
    expect(others).toEqual([]);
    expect(ticket).toMatchObject({ title: 'Abrir una cuenta', priority: 2 });
    expect(ticket?.criteria.map((one) => one.text)).toEqual(['Precondiciones: El cliente está activo.']);
  });

  it('with a column of what is fulfilled park those rows as done', () => {
    const text =
      '# Werkstatt\n\n## Anforderungen\n\n| Feature | Erfüllt |\n|---|---|\n| Anmeldung mit Chip | Ja |\n| Kalender der Maschinen | Nein |\n';
    expect(titles(text)).toEqual(['Kalender der Maschinen']);
  });
});

describe('statements', () => {
  it.each([
    ['fr', "Réutiliser le dossier s'il existe déjà."],
    ['es', 'El sistema debe avisar si ya existe el socio.'],
    ['pt', 'O sistema deve avisar se já existe o sócio.'],
  ])('about what may exist already are no report of work done (%s)', (_language, text) => {
    const words = {
      fr: '# Le club\n\n## Exigences',
      es: '# El club\n\n## Requisitos',
      pt: '# O clube\n\n## Requisitos',
    };
    expect(propose(`${words[_language as 'fr']}\n\n- ${text}\n`).tickets).toHaveLength(1);
  });

  it('in steps are criteria of the story above them', () => {
    const text =
      '# Consigne\n\n## Fonctionnalités\n\n### F1. Ouvrir un casier\n\nEn tant que destinataire, je veux ouvrir mon casier avec un code.\n\nScénario : code valide\n  Étant donné un colis déposé\n  Quand je saisis le code\n  Alors la porte du casier s’ouvre\n';
    expect(propose(text).tickets[0]?.criteria.map((one) => one.text)).toEqual([
      'Code valide: Étant donné un colis déposé, Quand je saisis le code, Alors la porte du casier s’ouvre',
    ]);
  });
});

describe('minutes', () => {
  it('in German ask only for what somebody is to do, point by point of the agenda', () => {
    const text =
      'Protokoll Teamsitzung Hofladen\n\nAnwesend: Vroni, Ali\n\nTOP 1 – Kassa\n\nDie neue Kassa steht.\n- Ali: Bons doppelt drucken\n- Vroni hat den Drucker schon bestellt.\n\nTOP 2 – Zurückgestellt\n\n- Kartenzahlung\n\nTOP 3 – Was wir nicht machen\n\n- Lieferung\n';
    expect(titles(text)).toEqual(['Bons doppelt drucken']);
    expect(parked(text)).toEqual([
      ['done', 'Vroni hat den Drucker schon bestellt.'],
      ['future', 'Kartenzahlung'],
      ['out_of_scope', 'Lieferung'],
    ]);
  });

  it('in French leave out opinions and what is talked about again', () => {
    const text =
      '# Compte rendu du 3 mai\n\n## Discussion\n\nRémi pense que la carte peut être plus grande. Il faut que les guides puissent annuler une sortie. Léa aimerait une version anglaise, mais on en reparle à la rentrée.\n';
    expect(titles(text)).toEqual(["Permettre aux guides d'annuler une sortie"]);
  });
});

describe('requirements', () => {
  it('that a German Pflichtenheft marks between strokes are a list', () => {
    const text =
      '# Pflichtenheft Hofladen\n\n## Produktfunktionen\n\n/F10/ Das System muss Kisten zählen.\n/F20/ Die Liste lässt sich drucken.\n';
    expect(titles(text)).toEqual(['Kisten zählen', 'Liste drucken']);
  });

  it('of a few sentences below a heading of their own are called by it', () => {
    const text =
      '## O que vamos fazer\n\n### 1. Rota única (P1)\n\nEm vez de três rotas, a gente faz uma.\n\n### 2. Selo (P3)\n\nQuem entrega em dia ganha um selo no perfil.\n';
    expect(propose(text).tickets.map(({ title, priority }) => [title, priority])).toEqual([
      ['Rota única', 2],
      ['Selo: Quem entrega em dia ganha um selo no perfil', 4],
    ]);
  });

  it('with ids at the start of close lines are a list with details of their own', () => {
    const text =
      '# Steuerung der Häuser\n\n## Anforderungen\n\nGH-1: Sobald es regnet, muss die Steuerung das Dach schließen.\nGH-2: Die Gärtnerin muss einen Plan anlegen können.\n  - Ein Plan hat acht Zeiten.\nGH-3: (entfallen)\nGH-4: Die Steuerung muss warnen. [erledigt]\n';
    expect(titles(text)).toEqual(['Dach schließen, sobald es regnet', 'Plan anlegen']);
    expect(parked(text).map(([reason]) => reason)).toEqual(['out_of_scope', 'done']);
  });

  it('told plainly below what a product must do count, whatever verb they use', () => {
    const text =
      '# Pausenbrot\n\n**Was es können muss**\n\nDie Kunden bestellen bis halb sechs für denselben Morgen.\n\n**Was es nicht wird**\n\nKein Lieferdienst für die Kunden.\n';
    expect(titles(text)).toEqual(['Bis halb sechs für denselben Morgen bestellen']);
  });

  it('agreed by a meeting are work, whatever else it decided is not', () => {
    const text =
      '# Acta de la reunión\n\nAsistentes: Nuria, Paco\n\n## Acuerdos\n\n1. Paco se encarga de medir el pozo.\n2. La app tiene que mostrar los litros.\n3. Se queda el nombre de Acequia.\n4. Se descarta cobrar.\n';
    expect(titles(text)).toEqual(['Medir el pozo', 'Mostrar los litros']);
  });

  it('that nobody may fulfil are not turned around', () => {
    const text =
      '# Bestellen im Hofladen\n\nDie Gäste bestellen online und holen ihre Kiste ab.\n\n## Anforderungen\n\n- Kein Gast darf fremde Kisten öffnen.\n- Niemand darf ohne Code bestellen.\n';
    expect(titles(text)).toEqual([
      'Sicherstellen, dass kein Gast fremde Kisten öffnet',
      'Sicherstellen, dass niemand ohne Code bestellt',
    ]);
  });
});

describe('what is said in brackets or in a cell of its own', () => {
  it.each([
    [
      '## Requisitos\n\n### RF-1 Mapa (concluído)\n\nO mapa abre.\n\n### RF-2 Avisos\n\nO sistema deve avisar.\n',
    ],
    ['## Exigences\n\n- Carte des sentiers (réalisé)\n- Le site doit avertir les guides.\n'],
    [
      '## Anforderungen\n\n| Nr. | Anforderung | Prio |\n|---|---|---|\n| A1 | Karte drucken | gestrichen |\n| A2 | Das System muss warnen. | Muss |\n',
    ],
    [
      '## Fase 0 – Base (terminada)\n\n- Mapa web\n\n## Fase 1 – Avisos\n\n- El sistema debe avisar a los guías\n',
    ],
  ])('sets work aside: %j', (text) => {
    expect(titles(text)).toHaveLength(1);
    expect(parked(text)).toHaveLength(1);
  });

  it('closes a text or stands for "won\'t" among letters', () => {
    const text =
      '# Turnos\n\nLa dueña responde mensajes todo el día y los clientes esperan.\n\n## Requisitos\n\n- RF1 Registro de perros. HECHO\n- [M] El sistema debe avisar al cliente.\n- [W] El sistema debe comparar los precios.\n';
    expect(titles(text)).toEqual(['Avisar al cliente']);
    expect(parked(text).map(([reason]) => reason)).toEqual(['done', 'out_of_scope']);
  });

  it('puts off a story', () => {
    const text =
      '## Historias\n\n- Como guía, quiero ver el mapa para no perderme.\n- Como guía, quiero un chat para charlar. (Se pasa a la versión 2.)\n';
    expect(titles(text)).toEqual(['Ver el mapa']);
    expect(parked(text).map(([reason]) => reason)).toEqual(['future']);
  });
});

describe('a conversation', () => {
  it('with names in the order of an office parks what nobody will do', () => {
    const chat =
      '[14:02] Krause, Petra\nDie Leitstelle soll jedes freie Fahrzeug auf der Karte anzeigen können\n[14:05] Berg, Tom\nAußerdem muss das System den Fahrtenbericht an die Kasse senden\n[14:06] Krause, Petra\nRechnungen machen wir nicht, das bleibt bei der Kasse\n';
    expect(titles(chat)).toEqual([
      'Jedes freie Fahrzeug auf der Karte anzeigen',
      'Fahrtenbericht an die Kasse senden',
    ]);
    expect(parked(chat).map(([reason]) => reason)).toEqual(['out_of_scope']);
  });
});

describe('exports', () => {
  it('of a tracker as CSV are called by their summaries', () => {
    const csv =
      'Schlüssel;Zusammenfassung;Beschreibung;Priorität;Status\nK-1;Zählerstand erfassen;Der Mieter fotografiert den Zähler.;Hoch;Offen\nK-2;Faxversand;Per Fax;Niedrig;Abgelehnt\n';
    const text = readCsv(csv, 'export.csv').text;
    expect(titles(text)).toEqual(['Zählerstand erfassen']);
    expect(parked(text).map(([reason]) => reason)).toEqual(['out_of_scope']);
  });

  it('of a tracker as JSON under "issues" are work and no open questions', () => {
    const json = JSON.stringify({
      issues: [
        {
          identifier: 'R-7',
          title: 'Avisar al conductor',
          description: 'Recibe un aviso sonoro.',
          state: { name: 'Backlog' },
        },
        { identifier: 'R-8', title: 'Exportar partes', description: 'A Excel.', state: { name: 'Done' } },
      ],
    });
    expect(titles(readJson(json, 'export.json').text)).toEqual(['Avisar al conductor']);
  });

  it('of a page keep the boxes that are drawn as signs', () => {
    const item = (state: string, text: string) =>
      `<ul><li><div class="checkbox checkbox-${state}"></div> <span>${text}</span></li></ul>`;
    const html = `<html><body><h1>Prêt d’outils</h1><h2>À faire</h2>${item('off', 'Réserver un outil en ligne')}${item('on', 'Catalogue avec photos')}</body></html>`;
    expect(titles(readHtml(html, 'page.html').text)).toEqual(['Réserver un outil en ligne']);
  });
});
