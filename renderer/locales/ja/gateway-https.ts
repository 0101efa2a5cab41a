import type { gatewayHttps as en } from '../en/gateway-https.ts'
import type { Translated } from '../types.ts'

export const gatewayHttps: Translated<typeof en> = {
  label: '呼び出しのプロトコル',
  certificate: 'HTTPS に使用する証明書',
  apply: 'プロトコルを変更',
  noCertificates: 'HTTPS には、このワークスペースの証明書が必要です。先に証明書をアップロードしてください。',
  from: {
    http: '変更後は http:// で呼び出します。通信は暗号化されません。',
    https: '変更後は https:// で呼び出します。http:// での呼び出しにはエラーを返します。',
  },
  saved: 'ゲートウェイの呼び出し先が {url} になりました。',
  place: '{address}（HTTPS）',
  warnings: {
    title: 'クライアントがこの証明書を拒否する可能性があります',
    expired:
      '{date}に有効期限が切れました。証明書を置き換えると、ゲートウェイはすぐに新しい証明書を使用します。',
    'not-yet': '{date}より前は有効ではありません。',
    usage: 'サーバー用の証明書ではありません。拡張キー使用法に「サーバー認証」が含まれていません。',
    names:
      'ゲートウェイの呼び出しに使う名前が証明書にありません：{names}。クライアントは名前を照合し、一致しなければ呼び出しを中止します。',
  },
  unusable: {
    title: 'HTTPS の証明書を使用できないため、ゲートウェイは呼び出しに応答していません',
    text: '下で別の証明書を選択することもできます。クライアントは暗号化を前提にしているため、ゲートウェイが自動的に HTTP に切り替わることはありません。',
  },
}
