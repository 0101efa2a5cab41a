/** 証明書と使用先のマップ。 */
import type { map as en } from '../en/map.ts'
import type { Translated } from '../types.ts'

export const map: Translated<typeof en> = {
  title: 'マップ',
  lead: 'どの証明書がどこで使われているかを表示します。ポイントすると、つながりが強調されます。',
  open: 'マップ',
  loading: '証明書と API を読み込んでいます…',
  certificates: 'クライアント証明書',
  places: 'API とその他の使用先',
  placesCount: '使用先 {n} か所',
  filter: 'マップの絞り込み',
  filterHint: '証明書または API',
  onlyProblems: '問題のあるものだけ',
  usageUnknown: 'どの証明書がどこで使われているかを調べています。',
  nothing: '表示するものがありません',
  nothingHint: 'この条件に一致する証明書も API もありません。',
  nothingWrong:
    '期限切れの証明書、まもなく期限が切れる証明書、弱い証明書、使用できない証明書、未使用の証明書はありません。',
  tooMany: '数が多すぎて表示できません',
  tooManyText:
    '表示できるのはそれぞれ {most} 件までです。証明書や API の名前、または問題の有無で絞り込んでください。',
  loose: 'つながりなし',
  boundToNothing: '未使用',
  presentsNothing: '証明書を提示しません',
  usedBy: '使用先：{names}',
  presents: '提示する証明書：{names}',
  problems: {
    unusable: '開けません',
    missing: '証明書がありません',
    weak: '強度不足',
    unused: '未使用',
  },
}
