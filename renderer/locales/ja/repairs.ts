import type { repairs as en } from '../en/repairs.ts'
import type { Translated } from '../types.ts'

export const repairs: Translated<typeof en> = {
  mendedTitle: '起動時に問題を修復しました',
  attentionTitle: 'ワークスペースに確認が必要な点があります',
  dismiss: '確認しました',
  show: '表示',
  upload: '証明書のアップロード',
  sentences: {
    'act-undone':
      '変更が途中で中断されていました（{act}: {name}）。取り消して元の状態に戻しましたので、もう一度操作してください。',
    'act-finished': '変更が途中で中断されていました（{act}: {name}）。最後まで完了しました。',
    'act-waits-for-keychain':
      '変更が途中で中断されていました（{act}: {name}）。キーチェーンに接続でき次第、修復します。失われたデータはありません。',
    'keychain-item-missing':
      '証明書 {name} を開くための情報がキーチェーンにないため、提示できません。同じファイルをもう一度アップロードしてください。この証明書を使用する API の設定はそのまま残ります。',
    'basic-password-missing':
      '{name} がバックエンドにサインインするためのパスワードがキーチェーンにありません。［セキュリティ］タブでもう一度入力してください。',
    'sealed-certificate-damaged':
      '証明書 {name} の保存ファイルが破損しているため、提示できません。同じファイルをもう一度アップロードしてください。この証明書を使用する API の設定はそのまま残ります。',
    'sealed-certificate-mended':
      '証明書 {name} の保存ファイルが破損していましたが、自動バックアップから修復しました。失われたデータはありません。',
    'keychain-item-left-over':
      'このワークスペースのどこからも参照されていない項目が、キーチェーンに {n} 件あります。破損したデータベースに関係する可能性があるため、そのまま残しています。',
    'database-set-aside': 'データベースが破損していました。破損したファイルは {file} に保管しました。',
    'database-restored':
      '{date} の自動バックアップからワークスペースを復元しました。それより後の変更は失われています。証明書と API を確認してください。',
    'database-started-empty':
      '使用できる自動バックアップがないため、空のワークスペースで開始しました。バックアップのファイルをお持ちの場合は、今すぐ復元してください。',
  },
  gone: '（すでにありません）',
}
