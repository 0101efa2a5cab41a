import type { diagnostics as en } from '../en/diagnostics.ts'
import type { Translated } from '../types.ts'

export const diagnostics: Translated<typeof en> = {
  title: '診断情報',
  text: 'サポート担当者に渡すための、読みやすい 1 つのテキスト ファイルです。保存する前に内容を表示します。自動で送信されることはありません。',
  open: '診断情報の保存…',
  lead: '渡す前に、ファイルの内容を確認してください。次の情報が含まれます。',
  parts: {
    program: 'プログラムとシステムのバージョン',
    settings: '設定、および組織によって管理されている設定',
    workspace: '証明書と API の件数、キーチェーンとゲートウェイの状態',
    crashes: '異常終了した日時。メモリの内容は含みません',
    log: '問題を記録したログ',
  },
  removed: '取り除いた情報',
  removedNothing: '取り除く必要のある情報はありませんでした。',
  kinds: {
    key: 'キーまたは証明書 {n} 件',
    password: 'パスワード {n} 件',
    token: 'トークン {n} 件',
    'home-folder': 'ユーザー フォルダーの名前 {n} か所',
  },
  never: '含まれない情報',
  neverText: '証明書、秘密キー、パスワード、API の名前とアドレス、ポリシー、アクティビティの記録。',
  save: '保存…',
  saved: '保存しました：{name}',
}
