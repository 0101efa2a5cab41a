import type { thresholds as en } from '../en/thresholds.ts'
import type { Translated } from '../types.ts'

export const thresholds: Translated<typeof en> = {
  title: '有効期限',
  label: '証明書の有効期限が切れる何日前に知らせるか',
  days: '{n} 日前 | {n} 日前',
  remove: '「{days}」を外す',
  number: '日数',
  add: '追加',
  hint: 'ホームと証明書の一覧は、この日数に従います。',
  notify: 'このコンピューターの通知でも知らせる（1 日 1 回まで）',
  reset: '既定の日数に戻す',
  problems: {
    number: '1 から {longest} までの整数で日数を入力してください。',
    there: 'この日数はすでにあります。',
    full: '登録できるのは {most} 件までです。先にいずれかを外してください。',
  },
}
