/** Titles in languages where an order shows as soon as the frame around it is taken off: Dutch, Russian, Chinese, Japanese, Korean. */

type Rule = readonly [RegExp, string];

/** Where the frame ends the order; the first rule that fits a statement applies. */
const frames: Record<FramedLanguage, readonly Rule[]> = {
  nl: [
    [
      /^(?:het|de|een)?\s*[\p{L}-]*(?:systeem|app|applicatie|platform|website|portaal|dienst|server|gebruikers?|beheerders?|klant(?:en)?|medewerkers?)\s+(?:moet(?:en)?|kan|kunnen|mag|mogen|dient te|zal|zullen)\s+(?!niet|geen)(?:ook\s+)?(.+\p{Ll}en)$/iu,
      '$1',
    ],
  ],
  ru: [
    [
      /^(?:систем[аы]|приложени[ея]|сервис|сервер|бот|сайт|платформа|модуль|программа|пользовател[ьи]|администратор\p{L}*|клиент\p{L}*|менеджер\p{L}*)\s+(?:должн[аоы]?|должен|обязан[аыо]?|может|могут|сможет)\s+(?:иметь возможность\s+)?(\p{Ll}+(?:ть|ти|чь|ться|тись)(?=\s|$).*)$/iu,
      '$1',
    ],
    [/^(?:необходимо|требуется|нужно|следует)\s+(\p{Ll}+(?:ть|ти|чь|ться)(?=\s|$).*)$/iu, '$1'],
    [/^(?:должна быть|должна иметься|предоставить|есть)\s+возможность\s+(.+)$/iu, 'Возможность $1'],
  ],
  zh: [
    [
      /^(?:本?系统|平台|应用|软件|小程序|后台|服务端?)(?:应该|应当|应|必须|需要|需|要|可以|可|能够|能)(?:能够|能|可以|可)?(?=支持|提供|允许)(.+)$/u,
      '$1',
    ],
    [
      /^(?:本?系统|平台|应用|软件|小程序|后台|服务端?)(?:应该|应当|应|必须|需要|需|要|可以|可|能够|能)(?:能够|能|可以|可)?(.+)$/u,
      '$1',
    ],
    [
      /^((?:用户|管理员|客户|商家|员工|学生|教师|老师|医生|患者|会员)\p{L}{0,4}?)(?:可以|可|能够|能|应能)(.+)$/u,
      '支持$1$2',
    ],
  ],
  ja: [
    [
      /^(?:本?システム|アプリ|サービス|サーバー|ユーザー|利用者|管理者)(?:は|が)、?(.+?)(?:しなければならない|する必要がある|すること|するものとする)$/u,
      '$1する',
    ],
    [
      /^(?:本?システム|アプリ|サービス|サーバー|ユーザー|利用者|管理者)(?:は|が)、?(.+?)(?:できること|できる)$/u,
      '$1できるようにする',
    ],
    [/^(.+)(?:できること)$/u, '$1できるようにする'],
    [/^(.+)(?:すること)$/u, '$1する'],
  ],
  ko: [
    [
      /^(?:(?:본 ?)?시스템|사용자|유저|관리자|서버|앱|회원|고객)(?:은|는|이|가)\s+(.+?)(?:할|될) 수 (?:있다|있습니다|있어야 (?:한다|합니다|함))$/u,
      '$1하기',
    ],
    [
      /^(?:(?:본 ?)?시스템|사용자|유저|관리자|서버|앱|회원|고객)(?:은|는|이|가)\s+(.+?)(?:해야|하여야) (?:한다|합니다|함)$/u,
      '$1하기',
    ],
    [/^(.+?)(?:해야|하여야) (?:한다|합니다|함)$/u, '$1하기'],
  ],
};

const stories: Record<FramedLanguage, RegExp> = {
  nl: /\bals\b.+?,?\s*(?:wil|kan|moet) ik\s+(?:dat\s+)?(.+?)(?:,?\s+(?:zodat|om)\s.*)?$/iu,
  ru: /(?:^|\s)как\s.+?,?\s*я (?:хочу|могу|должен|должна)\s*,?\s*(?:чтобы\s+)?(.+?)(?:,?\s+чтобы\s.*)?$/iu,
  zh: /作为.+?[,，]\s*我(?:希望|想要?|需要|可以|能够|要)(?:能够|能|可以)?(.+?)(?:[,，]\s*(?:以便|从而|这样|以|让).*)?$/u,
  ja: /(?:として|である私は)[、,]?\s*(.+?)(?:したい|できるようにしたい|が欲しい)(?:.*)$/u,
  ko: /(?:로서|으로서),?\s*(?:나는\s+)?(.+?)(?:하고 싶다|하고 싶습니다|하기를 원한다|할 수 있다)(?:.*)$/u,
};

export type FramedLanguage = 'nl' | 'ru' | 'zh' | 'ja' | 'ko';

/** What is left of a statement without its frame; null when it has none. */
export function orderFromFrame(statement: string, language: FramedLanguage): string | null {
  const text = withoutStop(statement);
  const rule = frames[language].find(([pattern]) => pattern.test(text));
  return rule ? text.replace(rule[0], rule[1]) : text === statement ? null : text;
}

/** A story's wish; null for a text that is no story. */
export function orderFromFramedStory(story: string, language: FramedLanguage): string | null {
  return stories[language].exec(withoutStop(story))?.[1] ?? null;
}

/** The first sentence, or of a long one in characters the first clause. */
function withoutStop(text: string): string {
  const first = text.split(/(?<=[。！？])/u)[0]!.replace(/[。！；;]\s*$/u, '');
  return /\p{Script=Han}|\p{Script=Hiragana}/u.test(first) && first.length > 45
    ? first.split(/[，；;（(]/u)[0]!
    : first;
}
