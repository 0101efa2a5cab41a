import type { ui as en } from '../en/ui.ts'
import type { Translated } from '../types.ts'

export const ui: Translated<typeof en> = {
  cancel: 'キャンセル',
  capsLock: 'Caps Lock がオンになっています。',
  close: '閉じる',
  copied: 'コピーしました',
  copy: 'コピー',
  hidePassword: 'パスワードを隠す',
  notification: '通知',
  notifications: '通知（{hotkey}）',
  unknown: '不明',
  sentences: '{what}{todo}',
  retry: '再試行',
  showPassword: 'パスワードを表示する',
  undo: '元に戻す',
}
