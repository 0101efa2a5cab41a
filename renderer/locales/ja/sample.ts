import type { sample as en } from '../en/sample.ts'
import type { Translated } from '../types.ts'

export const sample: Translated<typeof en> = {
  title: 'サンプル ワークスペース',
  lead: 'クライアント証明書を要求する本物のバックエンド、証明書、API を、このコンピューター上に用意します。一連の作業を 1 分ほどで試せます。',
  welcome: 'Warifu へようこそ',
  welcomeLead:
    'Warifu は、API がバックエンドに提示するクライアント証明書を管理します。お手元の .pfx ファイルから始めるか、まずサンプルでひととおりお試しください。',
  brings: '用意されるもの',
  parts: {
    authority: 'このコンピューターだけで使われる認証局',
    backend: 'その認証局の証明書がない呼び出しを拒否するバックエンド（127.0.0.1）',
    files:
      'パスワードのわかっている 4 つの .pfx ファイル（RSA、楕円曲線、有効期限切れ、バックエンドが信頼していないもの）',
    api: 'このバックエンドを呼び出す、ゲートウェイ上の API',
  },
  trace: 'あとで跡形なく削除できます。',
  install: 'サンプルをインストール',
  own: '自分の証明書をアップロード',
  remove: 'サンプルを削除…',
  removeTitle: 'サンプル ワークスペースを削除しますか？',
  removeText:
    'サンプルのバックエンド、API、ファイルと、そこからアップロードした証明書を削除します。ご自身の証明書と API はそのまま残ります。',
  removeYes: '削除する',
  removed: 'サンプルを削除しました。',
  installed: 'サンプルはインストールされています',
  running: 'バックエンドは {url} で動作しています',
  job: '作業の流れ',
  done: '完了',
  steps: {
    install: 'サンプルをインストールする',
    upload: '証明書をアップロードする',
    uploadText: '［クライアント証明書］の［証明書のアップロード］で、{file} を選択します。',
    choose: 'API で証明書を使用する',
    chooseText:
      '［セキュリティ］タブの［証明書を使用］で［相互証明書］を選び、証明書を選択して［保存］します。',
    call: 'API を呼び出す',
    callText:
      'バックエンドは、受け取った証明書の件名を返します。［なし］や、信頼されていない証明書でも試してみてください。',
  },
  go: { upload: 'アップロード', choose: 'セキュリティを開く', call: 'テスト呼び出し' },
  files: 'ファイル',
  file: 'ファイル',
  password: 'パスワード',
  what: '内容',
  backend: 'バックエンド',
  folder: 'フォルダー',
  openFolder: 'フォルダーを開く',
  copyPassword: 'パスワードをコピー',
}
