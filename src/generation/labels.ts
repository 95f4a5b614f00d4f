/** Suggests up to four labels by the areas a ticket touches. */
import { fold } from '../documents/language.ts';
import type { Candidate } from './candidate.ts';
import { wholeText } from './whole-text.ts';

const areas: [string, RegExp][] = [
  [
    'security',
    /\b(?:encrypt\w*|tls|permission\w*|password\w*|token\w*|certificate\w*|two-factor|2fa|audit|verschlussel\w*|passwor\w*|berechtigung\w*|chiffr\w*|mot de passe|cifra\w*|contrasena\w*|senha\w*|sso|oauth|signed)\b/,
  ],
  [
    'privacy',
    /\b(?:gdpr|dsgvo|rgpd|lgpd|personal data|datenschutz\w*|donnees personnelles|datos personales|dados pessoais|retention|consent|delete (?:their|the) (?:account|data))\b/,
  ],
  [
    'accessibility',
    /\b(?:wcag|screen reader|accessib\w*|barrierefrei\w*|accessibilite|accesibil\w*|acessibil\w*|keyboard only|contrast)\b/,
  ],
  [
    'performance',
    /\b(?:latency|within \d+ (?:ms|milliseconds|seconds)|p9[59]|throughput|response time|percentile|load time|ladezeit\w*|antwortzeit\w*|temps de (?:reponse|chargement)|tiempo de respuesta|tempo de resposta|concurrent|availability|uptime|verfugbarkeit|disponib\w+)\b/,
  ],
  [
    'authentication',
    /\b(?:sign[- ]?(?:up|in)|log[- ]?in|login|authenticat\w*|account\b.{0,30}\b(?:create|activate)|anmeld\w*|registrier\w*|connexion|inscription|iniciar sesion|cadastro)\b/,
  ],
  [
    'payments',
    /\b(?:payment\w*|billing|invoic\w*|refund\w*|checkout|subscription\w*|price|pricing|zahlung\w*|rechnung\w*|paiement\w*|factur\w*|pago\w*|pagament\w*|fatura\w*|reembols\w*)\b/,
  ],
  [
    'notifications',
    /\b(?:notif\w*|e-?mails?|push message\w*|text message\w*|sms|reminder\w*|alerts?|benachrichtig\w*|erinner\w*|rappel\w*|avis\w*|recordator\w*|lembrete\w*)\b/,
  ],
  [
    'import-export',
    /\b(?:import\w*|export\w*|csv|spreadsheet|xlsx|upload\w*|download\w*|hochladen|televers\w*|subir archivo)\b/,
  ],
  [
    'offline',
    /\b(?:offline|without (?:a )?(?:connection|network|signal)|hors ligne|ohne (?:netz|verbindung|internet)|sin conexion|sem (?:conexao|internet|ligacao))\b/,
  ],
  [
    'mobile',
    /\b(?:mobile|phone\w*|smartphone\w*|ios|android|handheld|tablet\w*|handy|telephone|movil|celular|telemovel)\b/,
  ],
  ['api', /\b(?:api|endpoint\w*|webhook\w*|http|rest|graphql|schnittstelle\w*|header)\b/],
  [
    'integration',
    /\b(?:integrat\w*|sync\w*|third[- ]party|connector\w*|crm|erp|anbind\w*|accounting software)\b/,
  ],
  [
    'reporting',
    /\b(?:report\w*|dashboard\w*|chart\w*|statistic\w*|bericht\w*|auswertung\w*|rapport\w*|tableau de bord|informe\w*|relatorio\w*|forecast\w*|breakdown)\b/,
  ],
  ['analytics', /\b(?:analytics|funnel|event tracking|telemetry|metrics|kpi\w*)\b/],
  ['search', /\b(?:search\w*|filter\w*|suche\w*|recherch\w*|busca\w*|buscar|pesquis\w*)\b/],
  [
    'localisation',
    /\b(?:translat\w*|locali[sz]\w*|languages?|ubersetz\w*|mehrsprach\w*|tradu\w*|langues?|idiomas?)\b/,
  ],
  [
    'data',
    /\b(?:database|schema|migrat\w*|backup\w*|datenbank\w*|table `|records?|base de donnees|base de datos|banco de dados)\b/,
  ],
  [
    'observability',
    /\b(?:logs?|logging|monitor\w*|metrics|trac(?:e|ing)|on call|protokoll\w*|journalis\w*)\b/,
  ],
  [
    'documentation',
    /\b(?:documentation|docs|changelog|api reference|user guide|help (?:page|article|center|centre)|handbuch|dokumentation|guide utilisateur|documentacion|documentacao)\b/,
  ],
  [
    'scheduling',
    /\b(?:schedul\w*|calendar|booking\w*|slots?|appointment\w*|termin\w*|buch\w*|reserv\w*|agenda\w*|cita\w*)\b/,
  ],
];

export function suggestLabels(candidate: Candidate): string[] {
  const head = fold(`${candidate.name ?? ''} ${candidate.text}`);
  const whole = fold(wholeText(candidate));
  const inHead = areas.filter(([, pattern]) => pattern.test(head)).map(([label]) => label);
  const below = areas
    .filter(([label, pattern]) => !inHead.includes(label) && pattern.test(whole))
    .map(([label]) => label);
  return [...inHead, ...below.slice(0, 1)].slice(0, 4);
}
