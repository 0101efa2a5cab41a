import type { app as en } from '../en/app.ts'
import type { Translated } from '../types.ts'

export const app: Translated<typeof en> = {
  cannotStart: 'Warifu を起動できません',
  dropHere: 'ファイルをここにドロップしてください',
  dropHint: '確認するまで何も保存されません。',
  navigation: {
    label: 'メイン メニュー',
    activity: 'アクティビティ',
    apis: 'API',
    calls: '呼び出しモニター',
    certificates: 'クライアント証明書',
    home: 'ホーム',
    help: 'ヘルプ',
    inspect: '検査',
    sample: 'サンプル',
    security: 'セキュリティ',
    settings: '設定',
  },
}
