import type { otherUses as en } from '../en/other-uses.ts'
import type { Translated } from '../types.ts'

export const otherUses: Translated<typeof en> = {
  'all-apis': 'すべての API のポリシー',
  product: '製品「{name}」',
  fragment: 'ポリシー フラグメント「{name}」',
  'back-end': 'バックエンド「{name}」',
  gateway: 'ゲートウェイ「{name}」',
  'gateway-https': 'ゲートウェイ自身の HTTPS',
}
