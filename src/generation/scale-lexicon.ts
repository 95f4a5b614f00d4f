/** The words people rank requirements with, in our languages, from those nothing works without to those nobody would miss. */

/**
 * Folded, with spaces for hyphens. `score` goes from 99 down to 1. `sure` words rank wherever they stand apart;
 * `loose` ones mean other things as well, and rank beside others of the same place only.
 */
export const scaleWords: readonly { score: number; sure: string; loose: string }[] = [
  {
    score: 95,
    sure: 'must(?: haves?| do| be done)?|a must|absolute must|need to haves?|needed|necessary|notwendig|erforderlich|must win|crucial|critical|blockers?|blocking|(?:launch|release|go live) (?:blockers?|critical)|show ?stoppers?|deal ?breakers?|non negotiables?|not negotiable|urgent[e]?|highest|maximum|maxim[oa]|maximale?|mandatory|essential|indispensable|required|imperative|vital|muss|pflicht|zwingend|unbedingt|unverzichtbar|unabdingbar|unerlasslich|kritisch|dringend|hochste|doit|obligatoires?|indispensables?|incontournables?|imperati(?:f|ve)s?|primordiale?s?|essentiel(?:le)?s?|critiques?|bloquante?s?|bloqueantes?|debe|obligatori[oa]s?|imprescindibles?|ineludibles?|irrenunciables?|esencial(?:es)?|critic[oa]s?|deve|obrigatori[oa]s?|imprescindive(?:l|is)|indispensave(?:l|is)|essencia(?:l|is)|fundamental(?:es)?|fundamenta(?:l|is)|vitale?s?|紧急|最高|必须|必須|필수|критическ[а-я]+|obbligatori[oa]|🔴|🟥|🔥|🚨|‼',
    loose:
      'severe|sine qua non|basis(?:faktor)?|kern|grundlage|basics?|base|basico|de base|must be|needs?|core|key|clave|chave|now|day (?:one|1)|at launch|immediate(?:ly)?|sofort|immediate?|inmediat[oa]|imediat[oa]|asap|top|lebenswichtig|existenziell|primary|primaires?|priorita(?:ires?|ri[oa]s?)|a must',
  },
  {
    score: 80,
    sure: 'necessaires?|necesari[oa]s?|necessari[oa]s?',
    loose: '',
  },
  {
    score: 65,
    sure: 'high(?:er)?|高い?|높음|높다|высок[а-я]+|hoog|should(?: haves?)?|important|major|recommended|preferred|hoch|soll(?:te)?|wichtig|haute|forte?s?|elevee?s?|devrait|alt[oa]s?|importantes?|deberia|recomenda(?:d[oa]s?|bles?|ve(?:l|is))|recommandee?s?|empfohlen|convenientes?|deveria|🟠|🟧',
    loose:
      'serious|significant|expected|wanted|valuable|strong (?:wish|preference)|performance|one dimensional|gewunscht|erwunscht|voulue?s?|attendue?s?|dese?ad[oa]s?|queria|desejad[oa]s?|relevante?s?|next|hi',
  },
  {
    score: 48,
    sure: 'medium|good to haves?|normale?s?|中|普通|중간|보통|средн[а-я]+|midden|gemiddeld|moderate|could(?: haves?)?|mittel|mittlere|kann|konnte|moyen(?:ne)?s?|desirable|preferable|pourrait|souhait(?:ables?|ee?s?)|medi[oa]s?|podria|deseables?|poderia|desejave(?:l|is)|wunschenswert|appreciables?|🟡|🟨',
    loose:
      'useful|helpful|good|modere|moderado|want|soon|fast follow|average|standard|med|mid|secondary|gern|sinnvoll|hilfreich|nutzlich|zweckmassig|utiles?|util|uteis|genante?s?|annoying|warm|ok|okay',
  },
  {
    score: 30,
    sure: 'secondaires?|secundari[oa]s?|wunsch',
    loose: 'plus|add ons?',
  },
  {
    score: 20,
    sure: 'low(?:er|est)?|minor|低い?|낮음|низк[а-я]+|bass[ao]|laag|trivial|may|nice(?: to haves?| extras?| ones?)?|(?:would|d) be nice|schon ware?(?: es| noch)?|ware schon|ce serait bien|(?:lo que )?estaria bien|seria bom|(?:if|when) time (?:permits|allows)|if possible|can wait|wenn (?:noch )?zeit bleibt|wenn moglich|kann warten|si (?:on a )?le temps(?: le permet)?|si possible|peut attendre|si (?:da|queda|hay) (?:el )?tiempo|si es posible|puede esperar|se (?:der|sobrar|houver) tempo|se possivel|pode esperar|optional|stretch(?: goals?)?|delighters?|niedrig|gering|kur|nachrangig|verzichtbar|entbehrlich|faible|basse|optionnel(?:le)?s?|superflue?s?|confort|komfort|facultati(?:f|ve)s?|baj[ao]s?|opciona(?:l|les|is)|prescindibles?|superflu[oa]s?|dispensave(?:l|is)|facultativ[oa]s?|baix[ao]s?|gold plating|🟢|🟩|⚪|⬜|🔵|🟦',
    loose:
      'cosmetic|luxury|luxus|luxe|lujo|luxo|bonus|extras?|wish(?:es)?|wish ?list|wunschliste|later|some ?day|dream|traum|reve|capricho|accessoires?|acces+ori[oa]s?|acessori[oa]s?|whenever|cherry|sahnehaube|zugabe|gimmick|gadgets?|spielerei(?:en)?|nett|nice to see|attractive|excitement|begeisterung(?:sfaktor)?|frills?|fun|toys?|lo|cold|meh|spater|plus tard|mas adelante|mais tarde|irgendwann|un jour|algun dia|um dia',
  },
];

/** "Very high", "weniger wichtig", "pas critique": what turns a word up, down or round. */
export const degrees = {
  more: 'very|extremely|absolutely|highly|super|really|most|top|sehr|hochst|extrem|absolut|besonders|unbedingt|zwingend|tres|extremement|absolument|vraiment|muy|sumamente|muito|extremamente|molto',
  less: 'less|not (?:so|very|that)|fairly|quite|rather|somewhat|weniger|nicht so|nicht sehr|eher|etwas|moins|peu|pas tres|assez|plutot|menos|poco|no muy|bastante|algo|pouco|nao muito',
  not: 'not|no|nicht|kein|pas|non|no es|nao|nao e',
} as const;

/** Words of a short remark, such as a legend's, that put a value near the top or the bottom. */
export const leanings = {
  high: /\b(?:must|need\w*|require\w*|launch|first|critical|stops?|blocks?|urgent|essential|without (?:it|this|which)|day one|sofort|zuerst|brauch\w*|muss|notig|unverzichtbar|indispensab\w*|obligat\w*|premiere?|d'abord|imprescindib\w*|primer[oa]?|necesari\w*|necessari\w*|precis\w*|essenc\w*|esenc\w*|primeir[oa])\b/,
  low: /\b(?:later|some ?day|room|nice|maybe|optional|wait|if (?:there|we|time)|spare|wish|whenever|annoy\w*|cosmetic|minor|least|irgendwann|spater|warten|wenn (?:noch )?(?:zeit|platz|luft)|schon ware|wunsch|plus tard|attendre|un jour|si (?:possible|on)|confort|algun dia|mas adelante|esperar|si (?:hay|sobra|queda|da)|luego|depois|talvez|quando der|se (?:der|houver|sobrar))\b/,
} as const;

/** Scales of signs and of names that have an order of their own, the first counting most. */
export const ownOrders: readonly (readonly string[])[] = [
  ['🥇', '🥈', '🥉'],
  ['🔺', '🔸', '🔹'],
  ['⏫', '🔼', '▶', '🔽', '⏬'],
  ['⬆', '↗', '➡', '↘', '⬇'],
  ['↑', '→', '↓'],
  ['▲', '■', '▼'],
  ['🔴', '🟠', '🟡', '🟢', '🔵', '⚪'],
  ['🟥', '🟧', '🟨', '🟩', '🟦', '⬜'],
  ['🚨', '⚠', '💡'],
  ['❗❗❗', '❗❗', '‼', '❗', '❕'],
  ['red', 'orange', 'amber', 'yellow', 'green', 'blue', 'grey'],
  ['rot', 'orange', 'gelb', 'grun', 'blau'],
  ['rouge', 'orange', 'jaune', 'vert', 'bleu'],
  ['rojo', 'naranja', 'amarillo', 'verde', 'azul'],
  ['vermelho', 'laranja', 'amarelo', 'verde', 'azul'],
  ['platinum', 'gold', 'silver', 'bronze'],
  ['hot', 'warm', 'cold'],
  ['1st', '2nd', '3rd', '4th'],
  ['need', 'want', 'nice'],
  ['h', 'm', 'l'],
];
