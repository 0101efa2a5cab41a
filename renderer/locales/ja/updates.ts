import type { updates as en } from '../en/updates.ts'
import type { Translated } from '../types.ts'

export const updates: Translated<typeof en> = {
  title: '更新',
  off: {
    'managed-off': '新しいバージョンは、組織のツールで配布されます。',
    'no-server': '組織が更新サーバーを指定していないため、更新プログラムを確認しません。',
    'not-installed': 'ソースから実行しているため、自動では更新されません。',
    unsigned:
      'このプログラムには署名がないため、更新プログラムが本物かどうかを確認できません。新しいバージョンは手動でインストールしてください。',
    'other-tool':
      '更新は、インストールに使用したツールで行います。パッケージ マネージャーを使用するか、IT 部門に問い合わせてください。',
  },
  never: '1 日に 1 回、新しいバージョンを確認します。指示があるまで、何もダウンロードしません。',
  current: '最新のバージョンです。最終確認：{when}',
  checking: '更新サーバーに問い合わせています…',
  available: 'バージョン {version} を利用できます。',
  availableText: 'ダウンロードして検証し、Warifu の終了時にインストールします。',
  downloading: 'バージョン {version} をダウンロードしています',
  percent: '{percent}%',
  ready: 'バージョン {version} をダウンロードし、検証しました。',
  readyText: 'Warifu の終了時にインストールします。証明書、API、設定はそのまま残ります。',
  check: '更新プログラムの確認',
  download: 'ダウンロード',
  installNow: '終了してインストール',
}
