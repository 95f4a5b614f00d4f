/** What headings and sentences say in Japanese, folded. */
import type { HeadingLexicon } from './heading-lexicon.ts';
import type { SpeechWords } from './speech-words.ts';

export const japaneseHeadings: HeadingLexicon = {
  out_of_scope: { phrases: '対象外|スコープ外|範囲外|やらないこと|非ゴール|実装しない|含まない' },
  future: {
    phrases:
      '将来(?:対応|的|の拡張|拡張|構想)|今後の(?:展望|課題|拡張|予定)|次期|フェーズ[2-9２-９]|拡張(?:案|予定|機能)|後回し',
  },
  done: { phrases: '実装済み|完了済み|対応済み' },
  question: {
    phrases:
      '未決(?:事項|定事項)|検討(?:事項|中)|確認(?:事項|が必要)|不明点|課題と質問|オープンな質問|要確認',
  },
  changelog: { phrases: '改訂履歴|変更履歴|更新履歴' },
  contents: { phrases: '^目次$' },
  acceptance: { phrases: '受け?入れ(?:条件|基準)|完了(?:条件|基準)|検収条件' },
  nfr: {
    phrases:
      '非機能|性能(?:要件)?|セキュリティ|可用性|保守性|信頼性|拡張性|運用(?:要件|・保守)?|アクセシビリティ|ユーザビリティ|移行性|品質要件',
  },
  alternatives: { phrases: '代替案|検討した案' },
  user_story: { phrases: 'ユーザーストーリー|ユースケース|利用シーン' },
  metrics: { phrases: '成功指標|評価指標|kpi|効果測定' },
  persona: {
    phrases:
      '想定ユーザー|ターゲット(?:ユーザー)?|対象ユーザー|ペルソナ|利用者|ユーザー(?:種別|区分|ロール)|アクター',
  },
  example: { phrases: '^例$|サンプル|具体例' },
  glossary: { phrases: '用語(?:集|定義|の定義)?' },
  reference: { phrases: '付録|参考(?:資料|文献)|関連資料' },
  risk: { phrases: 'リスク' },
  assumption: { phrases: '前提(?:条件)?|仮定' },
  constraint: { phrases: '制約(?:条件|事項)?|制限事項' },
  dependency: { phrases: '依存' },
  decision: { phrases: '決定事項' },
  action: { phrases: '次のステップ|todo|やること|アクション|タスク' },
  bug: { phrases: '既知の(?:問題|不具合)|不具合' },
  milestone: {
    phrases:
      'スケジュール|マイルストーン|開発(?:計画|フェーズ|工程|スケジュール)|ロードマップ|リリース計画|実装順序',
  },
  testing: { phrases: '^テスト(?:計画|方針|要件)?$' },
  requirement: {
    phrases:
      '機能(?:要件|一覧|要求|仕様|詳細)|業務要件|要件(?:一覧|定義)?|主要機能|必須機能|システム要件|画面要件|業務ルール|要求(?:事項|仕様)?',
    words: '機能|仕様',
  },
  technical: {
    phrases:
      '技術(?:要件|スタック|構成|選定|仕様)|システム(?:構成|アーキテクチャ)|データ(?:モデル|ベース|設計|構造|要件)|アーキテクチャ|api(?:仕様|設計)?|インターフェース(?:要件)?|外部連携|ディレクトリ構成|インフラ|テーブル(?:設計|定義)',
  },
  design: { phrases: '画面(?:設計|一覧|構成|遷移)|デザイン|ui' },
  solution: { phrases: '解決策|ソリューション|提案' },
  problem: { phrases: '課題|問題点|現状|背景と課題' },
  goal: { phrases: '目的|目標|ゴール|狙い|ビジョン' },
  people: { phrases: '関係者|体制|ステークホルダー|参加者|出席者' },
  overview: { phrases: '概要|はじめに|背景|プロジェクト概要|システム概要|サービス概要|本書について' },
  meta: { phrases: '文書情報|基本情報' },
};

export const japaneseSpeech: SpeechWords = {
  must: '必要がある|しなければならない|なければならない|すること|できること|必須|べき|てはならない|ではならない|できない(?:こと|ように)|禁止|のみ',
  should: '望ましい|したい|してほしい|推奨|希望',
  may: '任意|可能であれば|オプション',
  can: 'できる|可能|対応する|サポート|提供|れるように',
  will: '表示|送信|受信|保存|作成|登録|追加|削除|更新|計算|出力|取得|通知|生成|記録|遷移|入力|選択|検索|編集|確認|設定|管理|ログイン|自動|連携',
  done: '実装済み|完了済み|対応済み|既に',
  future: '将来|今後(?:の|対応|検討|追加)|次期|フェーズ[2-9２-９](?!:)|後日|別途検討',
  dropped: '対象外|スコープ外|範囲外|行わない|実装しない|含まない|対応しない|不要',
  past: '昨年|先月|でした|だった|調査(?:で|結果)',
  now: '現在(?:は|の)|現状|平均',
  limit: '以内|以上|以下|のみ|必ず|常に|最大|最小|まで',
  musing: 'と考える|と思う',
  goal: '目指す|を目標|まで(?:に)?(?:削減|向上|増加)',
  unknown: '未定|未決定|検討中|要確認|tbd',
  actor: 'システム|ユーザー|利用者|アプリ|サーバー|サービス|管理者|画面|サイト|担当者|全て|すべて|各',
};
