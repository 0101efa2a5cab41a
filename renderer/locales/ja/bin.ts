import type { bin as en } from '../en/bin.ts'
import type { Translated } from '../types.ts'

export const bin: Translated<typeof en> = {
  title: 'ごみ箱',
  back: 'クライアント証明書',
  lead: '削除した証明書は、{n} 日以内であればパスワードとともに元に戻せます。その後は完全に削除されます。',
  leadOff: '削除した証明書を残さない設定です。ここにあるのは、その設定になる前に削除された証明書です。',
  openCount: 'ごみ箱（{n} 件）',
  loading: 'ごみ箱を読み込んでいます…',
  empty: 'ごみ箱は空です',
  emptyText: '削除した証明書は、後で必要になったときのために、しばらくここに残ります。',
  columns: {
    certificate: '証明書',
    deleted: '削除した日時',
    left: '残り',
    actions: '操作',
  },
  left: '{n} 日',
  leftToday: '1 日未満',
  restore: '元に戻す',
  restored: '{name} をクライアント証明書に戻しました。',
  purge: '完全に削除',
  purgeTitle: 'この証明書を完全に削除しますか？',
  purgeText:
    '{name}（…\u2060{last}）は元に戻せなくなります。もう一度使うには、.pfx ファイルとそのパスワードが必要です。この証明書を含む自動バックアップは、含まないバックアップを新しく作成してから削除します。',
  purged: '{name} を完全に削除しました。',
  emptyBin: 'ごみ箱を空にする',
  emptyTitle: 'ごみ箱を空にしますか？',
  emptyBinText: '{n} 件の証明書とそのパスワードを、自動バックアップからも完全に削除します。',
  emptied: 'ごみ箱を空にしました。',
}
