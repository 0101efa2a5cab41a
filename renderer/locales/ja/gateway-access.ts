import type { gatewayAccess as en } from '../en/gateway-access.ts'
import type { Translated } from '../types.ts'

export const gatewayAccess: Translated<typeof en> = {
  label: '呼び出しを受け付ける範囲',
  choices: {
    loopback: 'このコンピューターのみ（{address}）',
    address: '{address}（{interfaceName}）',
    all: 'このコンピューターのすべてのアドレス',
    missing: '{address}（使用できません）',
  },
  apply: '範囲を変更',
  hosts: 'このコンピューターの別名',
  hostsHint:
    '1 行に 1 つずつ入力します。例：gateway.example.com。{hostName} と IP アドレスへの呼び出しは、入力しなくても受け付けます。',
  hostsInvalid: '「{name}」はホスト名ではありません。https:// とポートを付けずに入力してください。',
  hostsTooMany: '入力できる名前は {most} 個までです。',
  warning: {
    title: 'ほかのコンピューターからゲートウェイを呼び出せます',
    who: 'ネットワーク経由でこのコンピューターに到達できる人は誰でも API を呼び出せ、バックエンドにはお使いのクライアント証明書が提示されます。ゲートウェイは呼び出し元を認証しません。ip-filter ポリシーまたはファイアウォールで、許可するアドレスを限定してください。',
    plain:
      'ゲートウェイへの呼び出しは暗号化されない HTTP です。ネットワーク上の第三者に読み取られたり、改変されたりするおそれがあります。',
    names:
      'ほかの名前への呼び出しは拒否します。名前の指す先をこのコンピューターに変えた Web ページ（DNS リバインディング）から、バックエンドに到達できないようにするためです。',
  },
  question: {
    title: 'ほかのコンピューターからの呼び出しを許可しますか？',
    text: 'ネットワーク経由で {address} に到達できる人は誰でも、お使いのクライアント証明書で呼び出せるようになります。',
    textAll:
      'ネットワーク経由でこのコンピューターに到達できる人は誰でも、お使いのクライアント証明書で呼び出せるようになります。',
    plain: '呼び出しは暗号化されません。',
    yes: '許可する',
  },
  saved: '呼び出しを受け付ける範囲を保存しました。',
  missing: {
    title: '{address} は、現在このコンピューターのアドレスではありません',
    text: '代わりに 127.0.0.1 で待ち受けているため、ほかのコンピューターからは呼び出せません。次回の起動時に {address} をもう一度試します。別のアドレスを選択することもできます。',
    short: '{address} は使用できません',
  },
  everywhere: 'すべてのアドレス、ポート {port}',
}
