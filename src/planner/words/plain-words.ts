/** Short, slangy and foreign spellings of the words the planner knows, each as one plain English word. */

const groups: Record<string, string> = {
  tickets: 'tix tkts tickts tiks fiches vorgänge тикеты задачи тикетов 工单 任务 チケット',
  ticket: 'tkt tickt fiche vorgang',
  please: 'pls plz plss bitte please',
  you: 'u ya',
  your: 'ur yr',
  are: 'r',
  and: 'n und et & nd',
  with: 'w/ avec mit',
  without: 'w/o sans ohne sin',
  them: "em 'em",
  because: 'bc cuz cos coz weil porque',
  before: 'b4',
  except: 'xcept excl sauf außer excepto',
  what: 'wat wut',
  the: 'da teh der die das den dem le la les el los las os',
  this: 'dis',
  not: 'nicht',
  reprioritise: 'reprio reprioritize reprioritised',
  change: 'changd chnge',
  my: 'mes mis meus meine mein',
  from: 'fm aus depuis desde from из 从 から',
  document: 'docu dokument documento',
  documents: 'docs dokumente documentos',
  requirements: 'reqs reqts anforderungen exigences requisitos',
  requirement: 'req',
  priority: 'prio prty priorität priorité prioridad prioridade',
  description: 'desc descr',
  acceptance: 'ac acs',
  duplicates: 'dupes dups dupe dup doublons duplicados duplikate',
  dependency: 'dep',
  dependencies: 'deps',
  question: 'q',
  questions: 'qs qns',
  comment: 'cmt',
  everything: 'everythin alles tout tudo evrything',
  all: 'alle toutes tous todos todas',
  generate:
    'gen generier generiere genere genera generar générer génère gere gerar erstelle erstell erzeuge crée créer crea crear cria criar ticketize ticketise сгенерируй создай 生成 创建 作成 生成して',
  regenerate: 'regen regenerier regeneriere régénère regenera regénère',
  push: 'pushe pousse envoie envoyer envía envia enviar empuja sende schick schicke übertrage publie publica publicar manda suba отправь 推送 推送到',
  approve:
    'approv apprv aprv genehmige genehmigen genehmig freigeben aprueba apruebe aprobar approuve approuver aprova aprove aprovar утверди одобри 批准 承認',
  approved:
    'apprvd aprvd genehmigten genehmigte genehmigt freigegebenen freigegebene approuvés approuvées approuvé approuvée aprobados aprobadas aprobado aprovados aprovadas aprovado 已批准 утверждённые',
  blocked: 'bloqués bloquées bloqué bloqueados bloqueadas bloqueado blockiert blockierten blockierte',
  reject: 'nack rejet ablehnen rejette rechaza rejeita',
  delete: 'удали 删除 lösche löschen löschst supprime supprimer elimina eliminar borra exclua apaga apagar',
  show: 'покажи 显示 zeig zeige montre affiche afficher muestra muestrame muéstrame mostrar mostre mostra',
  list: 'liste lista lister listar auflisten',
  assign: 'zuweisen weise assigne asigna atribua atribui',
  sync: 'synchronize synchronise synchronisiere synchroniser sincroniza sincronizar',
  help: 'hilfe aide ayuda ajuda',
  why: 'warum pourquoi',
  which: 'welche welcher quels quelles quel quelle cuáles cuales quais',
  is: 'ist est é',
  be: 'sein être ser',
  in: 'im dans en',
  to: 'nach vers à zu zum hacia ao',
  yes: 'yep yeah yup yas ja oui sí sim jup',
  no: 'nope nah nein não',
  okay: 'ok k kk',
  rename: 'umbenennen renomme renombra renomeia',
  only: 'nur seulement solo sólo apenas',
  update: 'upd updt',
  message: 'msg',
  production: 'prod',
  thanks: 'ty thx tks merci danke gracias obrigado obrigada',
};

const plain = new Map(
  Object.entries(groups).flatMap(([word, spellings]) =>
    spellings
      .split(' ')
      .filter(Boolean)
      .map((spelling) => [spelling, word] as const),
  ),
);

/** The plain word for a spelling, or the spelling itself. */
export function plainWord(word: string): string {
  return plain.get(word) ?? word;
}
