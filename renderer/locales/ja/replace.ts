import type { replace as en } from '../en/replace.ts'
import type { Translated } from '../types.ts'

export const replace: Translated<typeof en> = {
  title: '証明書の置き換え',
  action: '置き換え…',
  replacing: '置き換える証明書',
  lead: 'すべての API でこの証明書の代わりに使う .pfx ファイルを選んでください。',
  switches: '{n} 件の API がすぐにこの証明書に切り替わります（{apis}）。',
  switchesPlaces: '次の使用先がすぐにこの証明書に切り替わります：{places}。',
  switchesNone: '{name} を使用している API はないため、切り替わる API はありません。',
  kept: '古い証明書は削除するまで残るため、ワンクリックで元に戻せます。',
  notKept:
    'サービスでは同じ ID のまま新しい証明書に置き換えられ、古い証明書は残りません。必要になる場合は、古い .pfx ファイルを保管しておいてください。',
  go: '置き換え',
  renewal: {
    title: '更新された証明書のようです',
    text: '{name}（…\u2060{last}）と件名および発行者が同じで、有効期間がより長い証明書です。',
    replace: '古い証明書を置き換える',
    beside: '別の証明書として追加',
  },
  there: { show: '一覧で表示' },
  same: {
    title: 'この証明書は、別のファイルからすでにアップロードされています',
    text: '{name} は、別のファイルまたは別のパスワードで保存されています。保存されている内容を、このファイルとパスワードに置き換えることができます。',
    stays: '証明書自体は同じものなので、使用している API に影響はありません。',
    go: '保存済みのファイルを置き換える',
    doneTitle: '保存済みのファイルを置き換えました',
    doneText: '証明書は、このファイルとパスワードで保存されています。使用している API の設定は変わりません。',
  },
  done: {
    title: '証明書を置き換えました',
    switched: '{n} 件の API が新しい証明書を提示するようになりました（{apis}）。',
    switchedPlaces: '次の使用先が新しい証明書を提示するようになりました：{places}。',
    switchedNone: '古い証明書を使用している API はなかったため、切り替わった API はありません。',
    immediate: 'これ以降に始まる呼び出しに使用されます。進行中の呼び出しは古い証明書のまま完了します。',
  },
  replaced: '置き換え済み',
  replacedBy: '{date}に {name}（…\u2060{last}）に置き換えられました。',
  replacedByGone: '{date}に置き換えられましたが、置き換え先の証明書はすでにありません。',
  tookPlace: '{date}に {name}（…\u2060{last}）を置き換えました。',
  rollBack: '元に戻す',
  rolledBack: '{name} を元に戻しました。',
}
