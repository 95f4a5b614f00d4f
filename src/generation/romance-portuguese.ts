/** Portuguese grammar as far as titles need it, as written in Brazil and in Portugal. */
import { type RomanceGrammar, readPairs } from './romance-grammar.ts';
import { subjunctiveOf } from './subjunctive.ts';

const participles = readPairs(
  'escrito:escrever inscrito:inscrever descrito:descrever visto:ver previsto:prever feito:fazer refeito:refazer aberto:abrir impresso:imprimir pago:pagar aceito:aceitar entregue:entregar exposto:expor posto:pôr definido:definir redefinido:redefinir recebido:receber permitido:permitir incluído:incluir excluído:excluir concluído:concluir compartido:compartir distribuído:distribuir atribuído:atribuir transmitido:transmitir emitido:emitir protegido:proteger oferecido:oferecer fornecido:fornecer lido:ler estabelecido:estabelecer requerido:requerer restringido:restringir mantido:manter obtido:obter vendido:vender convertido:converter corrigido:corrigir dividido:dividir medido:medir exibido:exibir inserido:inserir preenchido:preencher garantido:garantir exigido:exigir suspenso:suspender sugerido:sugerir reduzido:reduzir introduzido:introduzir substituído:substituir',
);
const finites = readPairs(
  'permite:permitir recebe:receber oferece:oferecer inclui:incluir exclui:excluir exibe:exibir impede:impedir fornece:fornecer responde:responder mantém:manter obtém:obter protege:proteger gere:gerir define:definir emite:emitir transmite:transmitir exige:exigir restringe:restringir sugere:sugerir insere:inserir lê:ler converte:converter distribui:distribuir atribui:atribuir preenche:preencher imprime:imprimir garante:garantir faz:fazer produz:produzir reduz:reduzir escolhe:escolher permitem:permitir oferecem:oferecer recebem:receber fará:fazer fornecerá:fornecer pede:pedir introduz:introduzir segue:seguir',
);
const noVerb = new Set('para contra uma cada toda esta essa conta seja era além possui'.split(' '));

function infinitiveOfParticiple(word: string): string | null {
  const bare = word.replace(/([oa])s$/, '$1').replace(/a$/, 'o');
  return (
    participles.get(bare) ??
    participles.get(word.replace(/s$/, '')) ??
    (/ado$/.test(bare) && bare.length > 4 ? bare.replace(/ado$/, 'ar') : null)
  );
}

function infinitiveOfFinite(word: string): string | null {
  const known = finites.get(word);
  if (known) return known;
  if (noVerb.has(word) || word.length < 4) return null;
  if (/[aei]r(?:á|ão)$/.test(word)) return word.replace(/([aei]r)(?:á|ão)$/, '$1');
  return /am?$/.test(word) ? word.replace(/am?$/, 'ar') : null;
}

export const portuguese: RomanceGrammar = {
  obliged:
    'deve[m]?|deverá|deverão|deveria[m]?|tem (?:de|que)|têm (?:de|que)|terá (?:de|que)|precisa[m]?(?: de)?',
  able: 'pode[m]?|poderá|poderão|poderia[m]?',
  filler:
    /^(?:(?:poder|conseguir|sempre|também|ainda|além disso|ser capa(?:z|zes) de|estar apt[oa]s? a)\s+)+/u,
  negation: { before: 'não |nao ', after: '(?!)', write: (order) => `Não ${order}` },
  be: { infinitive: 'ser|estar|ficar', finite: 'é|são|será|serão|está|estão|fica[m]?|ficará|ficarão' },
  software:
    'sistema|aplicação|aplicativo|app|plataforma|site|portal|serviço|servidor|software|ferramenta|solução|api|backend|frontend|bot|assistente|produto|motor|programa|website',
  place:
    'página|painel|dashboard|lista|listagem|formulário|tela|ecrã|módulo|interface|visão|menu|relatório|ficha|seção|secção|perfil|mapa',
  person:
    'condutor(?:a|es|as)?|feirantes?|leitor(?:a|es|as)?|secretaria|síndic[oa]s?|porteir[oa]s?|passeador(?:a|es|as)?|tutor(?:a|es|as)?|enfermeir[oa]s?|associaç(?:ão|ões)|encarregad[oa]s?|atendentes?|hóspedes?|usuári[oa]s?|utilizador(?:a|es|as)?|clientes?|membros?|administrador(?:a|es|as)?|admins?|gestor(?:a|es|as)?|gerentes?|agentes?|jogador(?:a|es|as)?|visitantes?|candidat[oa]s?|responsáve(?:l|is)|funcionári[oa]s?|colaborador(?:a|es|as)?|pais|alun[oa]s?|estudantes?|professor(?:a|es|as)?|docentes?|pacientes?|médic[oa]s?|vendedor(?:a|es|as)?|comprador(?:a|es|as)?|equipes?|equipas?|pessoas?|famílias?|sóci[oa]s?|operador(?:a|es|as)?|técnic[oa]s?|morador(?:a|es|as)?|voluntári[oa]s?|inquilin[oa]s?|motoristas?|entregador(?:a|es|as)?|moderador(?:a|es|as)?|supervisor(?:a|es|as)?|coordenador(?:a|es|as)?',
  article: 'o |a |os |as |uma? |cada |tod[oa]s? (?:os |as |o |a )?|seus? |suas? ',
  condition:
    'para (?:a|o|os|as) |quando |se |caso |ao (?=\\p{L}+[aei]r)|após |depois de |antes de |em caso de |sempre que |assim que |para cada |uma vez ',
  benefit:
    /,?\s+(?:para que|para não|de modo a|de forma a|a fim de|com o objetivo de|porque|pois |assim (?=\p{L}+)|para (?=\p{L}+(?:ar|er|ir|or)(?:-\p{L}+)?\b)).*$/iu,
  impersonal: [
    {
      pattern:
        /^(?:deve|deverá|deveria|é|será) (?:ser )?possível (?:que )?(\p{L}+(?:ar|er|ir|or)(?:-se)?\b.*)$/iu,
      permits: true,
    },
    { pattern: /^(?:a )?possibilidade de (\p{L}+(?:ar|er|ir)\b.*)$/iu, permits: true },
    { pattern: /^(?:deve|devem|deverá|deverão)-se (\p{L}+(?:ar|er|ir|or)\b.*)$/iu, permits: false },
    { pattern: /^(?:é preciso|é necessário|há que) (\p{L}+(?:ar|er|ir)\b.*)$/iu, permits: false },
  ],
  reflexive: /^(?:(\p{Ll}+[aeií]r)-se|se (\p{Ll}+[aeií]r))(?=\s|$)(.*)$/u,
  nextClause: /\s+e (?:uma?|os?|as?).*\s(?:é|são|deve[m]?|será|serão|pode[m]?)\s.*$/iu,
  onlyBut: /(?!)/,
  toBeAble: /^(?:poder|conseguir)\s/iu,
  wanted:
    /^(?:(?:também )?(?:precisamos(?: de)?|queremos|querem|pedem|gostaríamos de|faz falta|fazem falta))\s+(.+)$/iu,
  agent: /\s+pel[oa] (?:sistema|aplicação|aplicativo|servidor|plataforma)/iu,
  story: /\bcomo\b.+?,?\s*(?:quero|preciso(?: de)?|desejo|gostaria de|posso|pretendo)\s+(.+)$/isu,
  pronouns: [
    [/(?<!\p{L})meus(?!\p{L})/gu, 'seus'],
    [/(?<!\p{L})minhas(?!\p{L})/gu, 'suas'],
    [/(?<!\p{L})meu(?!\p{L})/gu, 'seu'],
    [/(?<!\p{L})minha(?!\p{L})/gu, 'sua'],
    [/(?<!\p{L})me(?!\p{L})/gu, 'se'],
  ],
  toMe: /\s(?:me|nos)\s/iu,
  user: 'o usuário',
  infinitive: /^\p{Ll}+(?:[aei]r|pôr|por|air)(?:-\p{Ll}+)?$/u,
  infinitiveOfParticiple,
  infinitiveOfFinite,
  permit: (who, deed) => (who === null ? `Permitir ${deed}` : `Permitir ${dative(who)} ${deed}`),
  forbid: (who, deed) => `Impedir ${who.charAt(0).toLowerCase()}${who.slice(1)} de ${deed}`,
  make: (what, quality) => `Tornar ${what} ${quality}`,
  inPlace: (place) => (/^[oa]s? /.test(place) ? `n${place}` : `em ${place}`),
  provide: (thing) => `Oferecer ${thing}`,
  see: (clause) => `Garantir ${clause}`,
  ensure: (clause) => `Garantir que ${clause}`,
  holds: (infinitive, many) => subjunctiveOf(infinitive, 'pt', many),
  deny: (verb) => `não ${verb}`,
  states: readPairs(
    'expira:expire expiram:expirem caduca:caduque caducam:caduquem chega:chegue chegam:cheguem aparece:apareça aparecem:apareçam funciona:funcione funcionam:funcionem demora:demore demoram:demorem dura:dure duram:durem permanece:permaneça permanecem:permaneçam carrega:carregue carregam:carreguem responde:responda respondem:respondam fecha:feche fecham:fechem vence:vença vencem:vençam',
  ),
  mayDo:
    /^(?:(?:é preciso|é necessário|precisamos|queremos|pedem) )?que (.{3,60}?) (?:possa[m]?|consiga[m]?) (\p{L}+(?:[aei]r|pôr)(?:-\p{L}+)?\s.+)$/iu,
  send: (who, what) => `Enviar ${dative(who)} ${what}`,
};

/** "o cliente" → "ao cliente", "a equipa" → "à equipa". */
function dative(who: string): string {
  const bare = `${who.charAt(0).toLowerCase()}${who.slice(1)}`;
  if (/^os? /.test(bare)) return `a${bare}`;
  return /^as? /.test(bare) ? bare.replace(/^a/, 'à') : `a ${bare}`;
}
