/** What headings and sentences say in Korean, folded. */
import type { HeadingLexicon } from './heading-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';

export const koreanHeadings: HeadingLexicon = {
  out_of_scope: { phrases: '범위 ?(?:외|밖|제외)|제외(?: ?사항| ?범위)?|비목표|하지 않는|미포함' },
  future: { phrases: '향후(?: ?계획| ?과제| ?확장| ?개선)?|추후|차기|2차|확장 ?(?:기능|계획)|나중에' },
  done: { phrases: '완료(?: ?항목| ?사항| ?된)|구현 ?완료|기구현' },
  question: { phrases: '미결(?: ?사항)?|확인 ?필요|논의 ?(?:필요|사항)|질문|미정' },
  changelog: { phrases: '변경 ?이력|개정 ?이력|버전 ?이력' },
  contents: { phrases: '^목차$' },
  acceptance: { phrases: '인수 ?(?:조건|기준)|완료 ?(?:조건|기준)|수용 ?기준|승인 ?기준' },
  nfr: {
    phrases:
      '비기능|성능(?: ?요구사항)?|보안(?: ?요구사항)?|가용성|확장성|신뢰성|사용성|접근성|유지보수성|품질',
  },
  alternatives: { phrases: '대안' },
  user_story: { phrases: '사용자 ?스토리|유저 ?스토리|유스 ?케이스|사용 ?시나리오|시나리오' },
  metrics: { phrases: '성공 ?(?:지표|기준)|핵심 ?지표|성과 ?지표|kpi' },
  persona: { phrases: '대상 ?사용자|타겟 ?(?:사용자|고객)|페르소나|사용자 ?(?:유형|역할|그룹|정의)|이용자' },
  example: { phrases: '^예시$|^예$' },
  glossary: { phrases: '용어(?: ?정의| ?집)?' },
  reference: { phrases: '부록|참고(?: ?자료| ?문헌)?' },
  risk: { phrases: '리스크|위험' },
  assumption: { phrases: '가정|전제(?: ?조건)?' },
  constraint: { phrases: '제약(?: ?사항| ?조건)?|제한 ?사항' },
  dependency: { phrases: '의존' },
  decision: { phrases: '결정 ?사항' },
  action: { phrases: '다음 ?단계|할 ?일|액션|작업 ?목록|to-?do' },
  bug: { phrases: '알려진 ?(?:문제|이슈)|버그' },
  milestone: { phrases: '일정|마일스톤|로드맵|개발 ?(?:계획|단계|일정)|추진 ?계획' },
  testing: { phrases: '^테스트(?: ?계획)?$' },
  requirement: {
    phrases:
      '기능 ?(?:요구 ?사항|목록|명세|정의|상세|요건)|요구 ?사항(?: ?목록| ?정의| ?명세)?|주요 ?기능|핵심 ?기능|필수 ?기능|기본 ?기능|비즈니스 ?규칙',
    words: '기능|명세|요건',
  },
  technical: {
    phrases:
      '기술 ?(?:스택|요구사항|구성|명세)|시스템 ?(?:구성|아키텍처)|데이터(?: ?모델| ?베이스)?|아키텍처|api(?: ?명세| ?설계)?|인터페이스|erd|테이블',
  },
  design: { phrases: '화면(?: ?설계| ?구성| ?목록)?|디자인|ui' },
  solution: { phrases: '해결 ?(?:방안|책)|솔루션|제안' },
  problem: { phrases: '문제(?: ?점| ?정의)?|현황|현재 ?상황' },
  goal: { phrases: '목표|목적|비전|기대 ?효과' },
  people: { phrases: '이해관계자|참여자|팀|담당자|참석자' },
  overview: { phrases: '개요|소개|배경|서론|프로젝트 ?소개|시스템 ?개요' },
  meta: { phrases: '문서 ?정보' },
};

export const koreanSpeech: SpeechWords = {
  must: '해야|하여야|되어야|있어야|필수|반드시|금지|안 ?된다|안 ?됩니다|불가|없어야|않아야',
  should: '권장|원한다|원합니다|싶다|싶습니다|바랍니다',
  may: '선택 ?사항|가능하면|옵션',
  can: '수 ?있다|수 ?있습니다|수 ?있도록|수 ?있어야|가능하다|가능|지원|제공|허용',
  will: '표시|보여|전송|발송|수신|저장|생성|추가|삭제|수정|업데이트|계산|조회|출력|등록|알림|기록|이동|입력|선택|검색|확인|관리|로그인|자동',
  done: '구현 ?완료|이미 ?(?:구현|완료|존재)|완료됨',
  future: '향후|추후|차기|2차 ?(?:개발|릴리즈|오픈)|나중에|이번 ?버전에서는 제외',
  dropped: '범위 ?외|제외(?:한다|합니다|됨)?|하지 ?않는다|하지 ?않습니다|지원하지 ?않|포함하지 ?않',
  past: '작년|지난 ?달|지난 ?해|했었|설문',
  now: '현재는|현재 ?(?:상황|시스템)|평균',
  limit: '이내|이상|이하|최대|최소|항상|오직|까지|만 ?가능',
  musing: '생각한다|생각합니다',
  goal: '목표로|달성|까지 ?(?:감소|증가|향상)',
  unknown: '미정|확인 ?필요|논의 ?중|tbd',
  actor: '시스템|사용자|유저|관리자|서버|서비스|앱|회원|고객|화면|페이지|모든|각',
};
