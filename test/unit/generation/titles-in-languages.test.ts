/** Titles as teams write them in other languages: an order in the infinitive wherever the grammar shows one. */
import { describe, expect, it } from 'vitest';
import { orderInLanguage, wishInLanguage } from '../../../src/generation/title-other.ts';

const order = (language: Parameters<typeof orderInLanguage>[1]) => (text: string) =>
  orderInLanguage(text, language);
const wish = (language: Parameters<typeof wishInLanguage>[1]) => (text: string) =>
  wishInLanguage(text, language);

describe('German statements', () => {
  it.each([
    ['Der Nutzer kann ein vergessenes Kennwort zurücksetzen.', 'vergessenes Kennwort zurücksetzen'],
    ['Die Wachleitung soll Schichten tauschen können.', 'Schichten tauschen'],
    ['Alle Funksprüche müssen verschlüsselt übertragen werden.', 'Alle Funksprüche verschlüsselt übertragen'],
    ['Einträge können angelegt, umbenannt und gelöscht werden.', 'Einträge anlegen, umbenennen und löschen'],
    ['Der tägliche Bericht wird an die Wache versendet.', 'täglichen Bericht an die Wache versenden'],
    ['Das System zeigt die offenen Einsätze an.', 'offene Einsätze anzeigen'],
    ['Das System speichert jede Änderung mit Uhrzeit.', 'jede Änderung mit Uhrzeit speichern'],
    [
      'Wenn der Akku leer ist, muss die App eine Warnung ausgeben.',
      'Warnung ausgeben, wenn der Akku leer ist',
    ],
    ['Bei jedem Alarm muss das System den Standort senden.', 'Bei jedem Alarm den Standort senden'],
    ['Die Liste soll durchsuchbar sein.', 'Liste durchsuchbar machen'],
    ['Es soll möglich sein, Dienste als PDF herunterzuladen.', 'Dienste als PDF herunterladen'],
    ['Das Dashboard muss die freien Betten anzeigen.', 'im Dashboard die freien Betten anzeigen'],
    ['Daten dürfen nicht an Dritte weitergegeben werden.', 'Daten nicht an Dritte weitergeben'],
    ['Wir brauchen eine Karte aller Hydranten.', 'Karte aller Hydranten'],
    ['Funkrufe sind 90 Tage nach dem Einsatz zu löschen.', 'Funkrufe 90 Tage nach dem Einsatz löschen'],
    [
      'Fehlt ein Fahrer, ist die Leitung per SMS zu verständigen.',
      'Leitung per SMS verständigen, wenn ein Fahrer fehlt',
    ],
    ['Codes dürfen nur zwei Tage gültig sein.', 'Sicherstellen, dass Codes nur zwei Tage gültig sind'],
    [
      'Die Anmeldung muss nach 30 Minuten ablaufen.',
      'Sicherstellen, dass die Anmeldung nach 30 Minuten abläuft',
    ],
    ['Bei Stromausfall müssen Türen bedienbar bleiben.', 'Bei Stromausfall Türen bedienbar halten'],
    ['Eltern erhalten eine Bestätigung per E-Mail.', 'Bestätigung per E-Mail senden'],
    ['Fahrer sehen den Stand ihrer Tour.', 'Stand ihrer Tour anzeigen'],
  ])('"%s" becomes "%s"', (text, title) => {
    expect(order('de')(text)).toBe(title);
  });

  it('that tell what happens anyway stay as they stand', () => {
    expect(order('de')('Der Export enthält alle Spalten der Liste.')).toBeNull();
  });

  it.each([
    ['Als Kundin möchte ich meine Belege herunterladen, damit ich sie habe.', 'eigene Belege herunterladen'],
    [
      'Als Fahrer will ich benachrichtigt werden, wenn die Tour sich ändert.',
      'Fahrer benachrichtigen, wenn die Tour sich ändert',
    ],
    ['Als Amt möchten wir, dass Akten verschlüsselt abgelegt werden.', 'Akten verschlüsselt ablegen'],
    ['Als Leitung brauche ich eine Übersicht der Anträge.', 'Übersicht der Anträge bereitstellen'],
  ])('the story "%s" becomes "%s"', (text, title) => {
    expect(wish('de')(text)).toBe(title);
  });
});

describe('French statements', () => {
  it.each([
    [
      'Un parent réserve ou annule les repas de ses enfants.',
      'Permettre à un parent de réserver ou annuler les repas de ses enfants',
    ],
    ["L'adhérent doit pouvoir prolonger son prêt.", "Permettre à l'adhérent de prolonger son prêt"],
    ['Les voisins peuvent signaler une fuite.', 'Permettre aux voisins de signaler une fuite'],
    ['Les codes doivent être chiffrés en base.', 'chiffrer les codes en base'],
    ["L'interface doit être lisible au soleil.", "Rendre l'interface lisible au soleil"],
    [
      'Lorsque le casier est vide, le système doit avertir le livreur.',
      'avertir le livreur lorsque le casier est vide',
    ],
    ['Il faut que les marcheurs puissent signaler un arbre.', 'Permettre aux marcheurs de signaler un arbre'],
    ["Les cartes s'affichent en deux secondes.", 'afficher les cartes en deux secondes'],
    ["Le trajet ne doit pas dépasser l'horaire.", "Garantir que le trajet ne dépasse pas l'horaire"],
    ['Le guide doit recevoir un rappel la veille.', 'Envoyer au guide un rappel la veille'],
    ['Le gardien verra la liste et pourra pointer chaque vélo.', 'Permettre au gardien de voir la liste'],
    ['Un joueur ne peut pas voter deux fois.', 'Empêcher un joueur de voter deux fois'],
    ["Il doit être possible d'exporter la liste.", "Permettre d'exporter la liste"],
    ['Un rappel est envoyé au parent la veille.', 'envoyer un rappel au parent la veille'],
    ['Le site ne doit pas conserver les cartes bancaires.', 'Ne pas conserver les cartes bancaires'],
  ])('"%s" becomes "%s"', (text, title) => {
    expect(order('fr')(text)).toBe(title);
  });

  it('"ne … que" forbids nothing', () => {
    expect(order('fr')("Un code ne peut être utilisé qu'une seule fois.")).toBeNull();
  });

  it('a wish is told to the team, without its reason', () => {
    expect(wish('fr')("En tant que client, je veux pouvoir annuler ma commande afin d'être remboursé")).toBe(
      'annuler sa commande',
    );
  });
});

describe('Spanish statements', () => {
  it.each([
    ['El patrón debe poder declarar la captura.', 'Permitir al patrón declarar la captura'],
    ['Que la vecina pueda dejar una queja.', 'Permitir a la vecina dejar una queja'],
    ['Los vales caducan a las 48 horas.', 'Garantizar que los vales caduquen a las 48 horas'],
    ['El peso nunca debe aparecer en rojo.', 'Garantizar que el peso nunca aparezca en rojo'],
    ['El cartel debe leerse de lejos.', 'Garantizar que el cartel se lea de lejos'],
    ['Las claves deben almacenarse cifradas.', 'almacenar las claves cifradas'],
    ['Se mostrará un aviso cuando falte hielo.', 'mostrar un aviso cuando falte hielo'],
    ['El sistema no debe guardar tarjetas.', 'No guardar tarjetas'],
    ['El usuario no puede borrar albaranes.', 'Impedir al usuario borrar albaranes'],
    ['El panel debe mostrar las ventas.', 'mostrar las ventas en el panel'],
    ['Necesitamos que el comprador reciba un aviso.', 'Lograr que el comprador reciba un aviso'],
  ])('"%s" becomes "%s"', (text, title) => {
    expect(order('es')(text)).toBe(title);
  });

  it('a wish for a thing asks for it', () => {
    expect(wish('es')('Como gestora necesito un listado de socios para llamarlos')).toBe(
      'Ofrecer un listado de socios',
    );
  });
});

describe('Portuguese statements', () => {
  it.each([
    ['O sistema não deve expor dados pessoais.', 'Não expor dados pessoais'],
    ['As fichas devem expirar em uma hora.', 'Garantir que as fichas expirem em uma hora'],
    ['A rota não deve demorar mais de um minuto.', 'Garantir que a rota não demore mais de um minuto'],
    ['O leitor deve receber um aviso na véspera.', 'Enviar ao leitor um aviso na véspera'],
    ['As senhas devem ser criptografadas.', 'criptografar as senhas'],
    ['E os moradores devem poder reportar um buraco.', 'Permitir aos moradores reportar um buraco'],
    ['A interface deve se adaptar ao celular.', 'adaptar a interface ao celular'],
    ['O painel deve exibir as coletas do dia.', 'exibir as coletas do dia no painel'],
    ['Os recibos são gerados diariamente pelo sistema.', 'gerar os recibos diariamente'],
  ])('"%s" becomes "%s"', (text, title) => {
    expect(order('pt')(text)).toBe(title);
  });
});

describe('statements in further languages lose their frame', () => {
  it.each([
    ['it', 'Il sistema deve inviare una ricevuta.', 'inviare una ricevuta'],
    ['nl', 'Het systeem moet een melding sturen.', 'een melding sturen'],
    ['ru', 'Система должна отправлять уведомления.', 'отправлять уведомления'],
    ['zh', '系统应支持导出报表。', '支持导出报表'],
    ['ja', 'ユーザーは予約を変更できること。', '予約を変更できるようにする'],
    ['ko', '시스템은 알림을 발송해야 한다.', '알림을 발송하기'],
  ] as const)('%s: "%s" becomes "%s"', (language, text, title) => {
    expect(order(language)(text)).toBe(title);
  });
});
