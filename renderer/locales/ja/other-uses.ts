import type { otherUses as en } from '../en/other-uses.ts'
import type { Translated } from '../types.ts'

export const otherUses: Translated<typeof en> = {
  'all-apis': 'すべての API のポリシー',
  product: '製品「{name}」',
  fragment: 'ポリシー フラグメント「{name}」',
  'back-end': 'バックエンド「{name}」',
  idle: 'バックエンド「{name}」（効果なし）',
  idleTitle: 'バックエンドの証明書は使われていません',
  idleText:
    '{names} に呼び出しを送るポリシーがないため、この証明書は提示されません。API の［セキュリティ］タブでこの証明書を選ぶか、ポリシーの <set-backend-service> でバックエンドに呼び出しを送ってください。',
  gateway: 'ゲートウェイ「{name}」',
  'gateway-https': 'ゲートウェイ自身の HTTPS',
}
