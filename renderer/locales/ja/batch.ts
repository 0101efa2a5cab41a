/** 複数のファイルのアップロード。 */
import type { Translated } from '../types.ts'
import type { batch as en } from '../en/batch.ts'

export const batch: Translated<typeof en> = {
  title: '証明書の一括アップロード',
  lead: 'まだ何も保存していません。パスワードでファイルを開き、準備のできた証明書をまとめてアップロードしてください。',
  files: 'ファイル',
  none: 'このフォルダーには .pfx または .p12 ファイルがありません',
  noneText: '中にあるフォルダーは検索されません。',
  omitted: '{n} 個のファイルは読み込まれていません',
  omittedText:
    'ここにあるのは先頭の {most} 個です。残りは別のフォルダーに移してから、続けてアップロードしてください。',
  password: '共通のパスワード',
  passwordHint: '開いていない {n} 個のファイルで試します。',
  try: '{n} 個のファイルで試す',
  openedSome: '{n} 個のファイルが開きました。',
  openedNone:
    'このパスワードで開くファイルはありません。入力内容を確認するか、ファイルごとのパスワードを入力してください。',
  passwordOf: '{name} のパスワード',
  ownPassword: 'このファイルのパスワード',
  open: '開く',
  wrong: 'このファイルのパスワードではありません。',
  states: {
    waiting: '未確認',
    opening: '開いています…',
    ready: '準備完了',
    failed: '未アップロード',
    uploading: 'アップロード中…',
    present: '登録済み',
    alone: '個別に確認',
    unusable: '使用不可',
    uploaded: 'アップロード済み',
  },
  alone: {
    several: '秘密キー付きの証明書が複数入っています。後で選択します。',
    'other-file': '同じ証明書が別のファイルから登録されています。どちらを残すかは後で選択します。',
    ingredient: '.pfx ではありませんが、これから .pfx を作成できます。後で確認します。',
  },
  renewalOf: '{name}（…\u2060{last}）の更新',
  willReplace: '{name}（…\u2060{last}）と置き換えます',
  notLongest:
    '同じ証明書を更新するファイルがほかにもあります。有効期限が最も遅いファイルと置き換え、このファイルは並べて登録します。',
  replaced: '{name} と置き換えました。',
  replaces: '更新された {n} 件の証明書を、元の証明書と置き換える',
  replacesHint:
    'すべての API ですぐに有効になります。置き換えない場合は元の証明書と並べて登録し、API は変更しません。',
  openingAll: 'ファイルを開いています（{n} / {all}）',
  uploadingAll: 'アップロードしています（{n} / {all}）',
  uploadedCount: 'アップロード済み {n} 件',
  readyCount: '準備完了 {n} 件',
  waitingCount: '未確認 {n} 件',
  lockedCount: 'パスワード待ち {n} 件',
  presentCount: '登録済み {n} 件',
  aloneCount: '個別に確認 {n} 件',
  unusableCount: '使用不可 {n} 件',
  openRest: '残りの {n} 個を開く',
  upload: '{n} 件の証明書をアップロード',
  goOn: '個別の確認に進む（{n} 件）',
  leave: {
    title: 'アップロードせずに閉じますか？',
    text: '{n} 件の証明書がまだアップロードされていません。閉じると、ファイルの選択とパスワードの入力をやり直すことになります。',
    yes: '閉じる',
    no: '続ける',
  },
}
