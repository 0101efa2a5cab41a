import type { home as en } from '../en/home.ts'
import type { Translated } from '../types.ts'

export const home: Translated<typeof en> = {
  title: 'ホーム',
  loading: '証明書と API を確認しています…',
  holds: '証明書 {certificates}、{apis}',
  apis: 'API {n} 件 | API {n} 件',
  well: {
    title: '問題はありません',
    next: '次に有効期限が切れるのは {name} です（{date}、{days}）。',
    none: '証明書を使用している API はありません。',
  },
  urgency: { now: '今すぐ対応', soon: '近いうちに対応', sometime: '時間のあるときに' },
  urgencyHint: {
    now: '呼び出しが失敗しているか、数日のうちに失敗します。',
    soon: '計画しておきましょう。',
    sometime: '一覧を整理できます。',
  },
  more: 'さらに {n} 件表示 | さらに {n} 件表示',
  matters: {
    'gateway-stopped': 'ゲートウェイが停止しているため、どの API も呼び出せません。',
    'keychain-not-available': 'キーチェーンを使用できないため、証明書を開けません。',
    failing: '直近の呼び出しが失敗しました。{reason} | 直近の {n} 回の呼び出しが失敗しました。{reason}',
    answered: 'バックエンドが {status} を返しました。',
    'certificate-missing': 'ポリシーが指定している証明書がここにありません。呼び出しはすべて失敗します。',
    unchecked: '{what}。バックエンドになりすました相手に呼び出しが届くおそれがあります。',
    expired: 'バックエンドに拒否されます。',
    expiredUnused: '使用している API はありません。削除できます。',
    expiring: 'CA に更新を依頼し、届いたら置き換えてください。',
    'not-yet-valid': 'それまではバックエンドに拒否されます。',
    unused: '使用している API はありません。',
    replaced:
      '置き換え済みです。元に戻せるように残してあります。新しい証明書で問題がなければ削除してください。',
  },
  program: { gateway: 'ゲートウェイ', keychain: 'キーチェーン' },
  stops: '停止している API',
  willStop: '停止する API',
  acts: {
    settings: '設定を開く',
    check: 'バックエンドを確認',
    calls: '呼び出しモニター',
    choose: '証明書を選択',
    switchOn: '検証の設定を変更',
    replace: '置き換え…',
    upload: 'もう一度アップロード',
    use: 'API で使用する',
    delete: '削除…',
  },
  timeline: {
    title: '有効期限のタイムライン',
    label: '有効期限順の証明書',
    lead: {
      chart:
        'どの証明書がいつ期限切れになり、どの API が停止するかを示します。縦線は今日、中抜きのバーは停止する API がない証明書です。',
      table: 'どの証明書がいつ期限切れになり、どの API が停止するかを示します。',
    },
    zoom: '表示する期間',
    zooms: { weeks: '6 週間', months: '6 か月', year: '2 年', years: '10 年' },
    view: '表示形式',
    views: { chart: 'タイムライン', table: '表' },
    columns: {
      certificate: '証明書',
      from: '有効期間の開始',
      to: '有効期間の終了',
      apis: 'API',
    },
    today: '今日',
    life: '{from}から {to}まで有効',
    nobody: '停止する API なし',
  },
}
