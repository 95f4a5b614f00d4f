/** Spanish grammar as far as titles need it. */
import { type RomanceGrammar, readPairs } from './romance-grammar.ts';
import { subjunctiveOf } from './subjunctive.ts';

const participles = readPairs(
  'escrito:escribir inscrito:inscribir descrito:describir visto:ver previsto:prever hecho:hacer abierto:abrir impreso:imprimir resuelto:resolver devuelto:devolver puesto:poner expuesto:exponer dicho:decir roto:romper definido:definir recibido:recibir permitido:permitir incluido:incluir excluido:excluir compartido:compartir distribuido:distribuir transmitido:transmitir emitido:emitir protegido:proteger ofrecido:ofrecer leído:leer establecido:establecer requerido:requerir restringido:restringir mantenido:mantener obtenido:obtener vendido:vender convertido:convertir corregido:corregir dividido:dividir subido:subir medido:medir elegido:elegir atendido:atender suspendido:suspender introducido:introducir añadido:añadir sustituido:sustituir asistido:asistir mostrado:mostrar probado:probar comprobado:comprobar',
);
const finites = readPairs(
  'muestra:mostrar prueba:probar comprueba:comprobar encuentra:encontrar cierra:cerrar recuerda:recordar permite:permitir ofrece:ofrecer recibe:recibir incluye:incluir excluye:excluir impide:impedir restringe:restringir convierte:convertir devuelve:devolver mantiene:mantener obtiene:obtener sugiere:sugerir transmite:transmitir emite:emitir distribuye:distribuir lee:leer responde:responder protege:proteger exige:exigir define:definir divide:dividir hace:hacer imprime:imprimir establece:establecer añade:añadir elige:elegir hará:hacer tendrá:tener pondrá:poner obtendrá:obtener mantendrá:mantener muestran:mostrar permiten:permitir ofrecen:ofrecer reciben:recibir eligen:elegir añaden:añadir pide:pedir sigue:seguir',
);
const noVerb = new Set(
  'para contra hasta desde entre esta una cada toda cuenta cumple dispone era sea'.split(' '),
);

function infinitiveOfParticiple(word: string): string | null {
  const bare = word.replace(/([oa])s$/, '$1').replace(/a$/, 'o');
  return participles.get(bare) ?? (/ado$/.test(bare) && bare.length > 4 ? bare.replace(/ado$/, 'ar') : null);
}

function infinitiveOfFinite(word: string): string | null {
  const known = finites.get(word);
  if (known) return known;
  if (noVerb.has(word) || word.length < 4) return null;
  if (/(?:[aei])r(?:á|án)$/.test(word)) return word.replace(/([aei]r)(?:á|án)$/, '$1');
  if (!/an?$/.test(word)) return null;
  return `${word
    .replace(/an?$/, '')
    .replace(/í(\p{L}?)$/u, 'i$1')
    .replace(/ú(\p{L}?)$/u, 'u$1')}ar`;
}

export const spanish: RomanceGrammar = {
  obliged: 'deben?|deberán?|debería[n]?|tiene[n]? que|tendrán? que|ha[n]? de',
  able: 'puede[n]?|podrán?|podría[n]?',
  filler: /^(?:(?:poder|siempre|de|también|además|ser capa(?:z|ces) de|estar en condiciones de)\s+)+/u,
  negation: { before: 'no ', after: '(?!)', write: (order) => `No ${order}` },
  be: { infinitive: 'ser|estar|quedar', finite: 'es|son|será[n]?|está[n]?|queda[n]?|quedará[n]?' },
  software:
    'sistema|aplicación|app|aplicativo|plataforma|sitio|portal|servicio|servidor|software|herramienta|solución|api|web|backend|frontend|bot|asistente|producto|motor|programa',
  place:
    'página|panel|tablero|dashboard|lista|listado|formulario|pantalla|módulo|interfaz|vista|menú|informe|reporte|ficha|sección|perfil|mapa',
  person:
    'dueñ[oa]s?|patr[oó]n(?:es)?|enfermer[oa]s?|regantes?|lector(?:a|es|as)?|propietari[oa]s?|encargad[oa]s?|bibliotecari[oa]s?|personal|huésped(?:es)?|usuari[oa]s?|clientes?|miembros?|administrador(?:a|es|as)?|admins?|gestor(?:a|es|as)?|agentes?|jugador(?:a|es|as)?|visitantes?|candidat[oa]s?|responsables?|emplead[oa]s?|padres?|alumn[oa]s?|estudiantes?|docentes?|profesor(?:a|es|as)?|pacientes?|médic[oa]s?|vendedor(?:a|es|as)?|comprador(?:a|es|as)?|equipos?|personas?|familias?|soci[oa]s?|operador(?:a|es|as)?|técnic[oa]s?|vecin[oa]s?|voluntari[oa]s?|inquilin[oa]s?|conductor(?:a|es|as)?|repartidor(?:a|es|as)?|moderador(?:a|es|as)?|supervisor(?:a|es|as)?|coordinador(?:a|es|as)?|tutor(?:a|es|as)?',
  article: 'el |la |los |las |una? |cada |tod[oa]s? (?:los |las )?|dich[oa]s? |su |sus ',
  condition:
    'para (?:la|el|los|las) |cuando |si |al (?=\\p{L}+[aei]r)|una vez |tras |después de |antes de |en caso de |cada vez |para cada ',
  benefit:
    /,?\s+(?:para que|para no|de modo que|de manera que|con el fin de|a fin de|con el objetivo de|ya que|porque|así (?=\p{L}+)|para (?=\p{L}+(?:ar|er|ir)(?:l[oae]s?|se)?\b)).*$/iu,
  impersonal: [
    {
      pattern: /^(?:también )?(?:deben?|deberán?) (\p{L}+[aei]r)se ((?:el|la|los|las|una?|tod[oa]s?)\s.*)$/iu,
      permits: false,
    },
    {
      pattern:
        /^(?:debe|deberá|debería|es|será) (?:ser )?posible (?:que )?(\p{L}+(?:ar|er|ir)(?:se)?\b.*)$/iu,
      permits: true,
    },
    { pattern: /^(?:la )?posibilidad de (\p{L}+(?:ar|er|ir)(?:se)?\b.*)$/iu, permits: true },
    {
      pattern: /^se (?:debe[n]?|deberán?|debería[n]?|tiene[n]? que) (?:poder )?(\p{L}+(?:ar|er|ir)\b.*)$/iu,
      permits: false,
    },
    { pattern: /^se (?:puede[n]?|podrán?) (\p{L}+(?:ar|er|ir)\b.*)$/iu, permits: true },
    {
      pattern: /^(?:hay que|habrá que|es necesario|es preciso|se requiere) (\p{L}+(?:ar|er|ir)\b.*)$/iu,
      permits: false,
    },
  ],
  reflexive: /^(?:(\p{Ll}+[aeií]r)se|se (\p{Ll}+[aeií]r))(?=\s|$)(.*)$/u,
  nextClause: /\s+[ye] (?:una?|el|los?|las?|se).*\s(?:es|son|debe[n]?|será[n]?|puede[n]?)\s.*$/iu,
  onlyBut: /(?!)/,
  toBeAble: /^poder\s/iu,
  wanted:
    /^(?:(?:tambi[eé]n )?(?:necesitamos|queremos|quieren|piden|nos gustaría|hace falta|hacen falta))\s+(.+)$/iu,
  agent: /\s+por (?:el|la) (?:sistema|aplicación|servidor|plataforma)/iu,
  story: /\bcomo\b.+?,?\s*(?:quiero|necesito|deseo|me gustaría|puedo|quisiera)\s+(.+)$/isu,
  pronouns: [
    [/(?<!\p{L})mis(?!\p{L})/gu, 'sus'],
    [/(?<!\p{L})mi(?!\p{L})/gu, 'su'],
    [/(?<!\p{L})me(?!\p{L})/gu, 'se'],
    [/(?<=[aei]r)me\b/g, 'se'],
  ],
  toMe: /\s(?:me|nos)\s/iu,
  user: 'al usuario',
  infinitive: /^\p{Ll}+(?:[aei]r|ír)(?:se|l[oae]s?)?$/u,
  infinitiveOfParticiple,
  infinitiveOfFinite,
  permit: (who, deed) => (who === null ? `Permitir ${deed}` : `Permitir ${dative(who)} ${deed}`),
  forbid: (who, deed) => `Impedir ${dative(who)} ${deed}`,
  make: (what, quality) => `Hacer ${what} ${quality}`,
  inPlace: (place) => `en ${place}`,
  provide: (thing) => `Ofrecer ${thing}`,
  see: (clause) => `Lograr ${clause}`,
  ensure: (clause) => `Garantizar que ${clause}`,
  holds: (infinitive, many) => subjunctiveOf(infinitive, 'es', many),
  deny: (verb) => `no ${verb}`,
  states: readPairs(
    'expira:expire expiran:expiren caduca:caduque caducan:caduquen llega:llegue llegan:lleguen aparece:aparezca aparecen:aparezcan funciona:funcione funcionan:funcionen tarda:tarde tardan:tarden dura:dure duran:duren permanece:permanezca permanecen:permanezcan carga:cargue cargan:carguen responde:responda responden:respondan cierra:cierre cierran:cierren vence:venza vencen:venzan',
  ),
  mayDo:
    /^(?:(?:hace falta|es necesario|es preciso|necesitamos|queremos|piden) )?que (.{3,60}?) pueda[n]? (\p{L}+(?:[aei]r|ír)(?:se|l[oae]s?)?\s.+)$/iu,
  send: (who, what) => `Enviar ${dative(who)} ${what}`,
};

/** "el usuario" → "al usuario", "los vecinos" → "a los vecinos". */
function dative(who: string): string {
  const bare = `${who.charAt(0).toLowerCase()}${who.slice(1)}`;
  return /^el /.test(bare) ? `al ${bare.slice(3)}` : `a ${bare}`;
}
