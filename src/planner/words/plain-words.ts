/** Short, slangy and foreign spellings of the words the planner knows, each as one plain English word. */
import { foreign } from './foreign-words.ts';

const short: Record<string, string> = {
  tickets: 'tix tkts tickts tiks fiches',
  ticket: 'tkt tickt fiche',
  please: 'pls plz plss kindly abeg',
  you: 'u ya',
  your: 'ur yr',
  are: 'r',
  and: 'n & nd',
  with: 'w/',
  without: 'w/o',
  them: "em 'em",
  because: 'bc cuz cos coz',
  before: 'b4',
  except: 'xcept excepting excepted',
  what: 'wat wut',
  "what's": 'whats wats wots',
  "who's": 'whos',
  "where's": 'wheres',
  "that's": 'thats',
  which: 'wich whch',
  should: 'shud shoud shld',
  have: 'hav',
  something: 'sth smth somthing',
  number: 'nr num nbr',
  the: 'da teh th',
  this: 'dis',
  reprioritise: 'reprio reprioritize reprioritised',
  change: 'changd chnge',
  biggest: 'bigest biggst biggset largest',
  split: 'brake splt spilt',
  from: 'fm',
  document: 'docu brd frd srs',
  requirements: 'reqs reqts',
  requirement: 'req',
  priority: 'prio prty',
  description: 'desc descr',
  acceptance: 'ac acs',
  duplicates: 'dupes dups dupe dup',
  dependency: 'dep',
  dependencies: 'deps',
  question: 'q',
  questions: 'qs qns',
  comment: 'cmt',
  everything: 'everythin evrything',
  generate: 'gen ticketize ticketise',
  regenerate: 'regen',
  approve: 'approv apprv aprv appr',
  approved: 'apprvd aprvd',
  reject: 'nack rej nok',
  delete: 'del',
  week: 'wk',
  count: 'qty',
  commands: 'cmd cmds',
  meeting: 'mtg',
  excluding: 'excl',
  yes: 'yep yeah yup yas yea yess yesss ye',
  no: 'nope nah nooo noo',
  okay: 'ok k kk oya',
  update: 'upd updt',
  message: 'msg',
  messages: 'msgs',
  production: 'prod',
  thanks: 'ty thx tks',
  about: 'abt',
  customer: 'cust',
  give: 'gimme',
};

const plain = new Map(
  [short, foreign].flatMap((words) =>
    Object.entries(words).flatMap(([word, spellings]) =>
      spellings
        .split(' ')
        .filter(Boolean)
        .map((spelling) => [spelling, word] as const),
    ),
  ),
);

/** The plain word for a spelling, or the spelling itself. */
export function plainWord(word: string): string {
  return plain.get(word) ?? word;
}
