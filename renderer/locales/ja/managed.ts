import type { managed as en } from '../en/managed.ts'
import type { Translated } from '../types.ts'

export const managed: Translated<typeof en> = {
  note: '組織によって管理されています',
  notAllowed: '組織の設定により使用できません',
  panel: {
    title: '組織によって管理されています',
    lead: '次の設定は IT 部門によって固定されています。支障がある場合は IT 部門に問い合わせてください。',
    problems: 'ポリシーの一部は適用されませんでした',
    problemsTodo: 'IT 部門に知らせてください。正しい設定は有効です。',
  },
  values: { true: '許可', false: 'オフ', days: '{n} 日', none: 'なし' },
  problems: {
    'unknown-setting': '{place}：設定「{name}」はありません。',
    'wrong-value': '{place}：「{name}」の値の形式が正しくありません。',
    'not-protected': '{place}：root 以外のユーザーが書き込める状態です。',
    unreadable: '{place}：読み取れません。',
  },
  settings: {
    UpdatesAllowed: {
      name: '更新',
      meaning: 'オフにすると、更新プログラムを確認しません。更新は組織のツールで配布します。',
    },
    UpdateUrl: {
      name: '更新サーバー',
      meaning:
        '更新プログラムを置いたフォルダーの https アドレス。指定しない場合、更新プログラムを確認しません。',
    },
    UpdateChannel: {
      name: '更新チャネル',
      meaning: 'latest はリリース版のみ、beta はリリース前のバージョンも対象です。',
    },
    Language: { name: '言語', meaning: 'ウィンドウの表示言語。ja または en。' },
    AllowedConnections: {
      name: '許可する接続先',
      meaning:
        '接続を許可する管理サービスのホスト名。たとえば management.azure.com。空の一覧では接続できません。指定しない場合、制限しません。',
    },
    RestApiAllowed: { name: 'REST API', meaning: 'オフにすると、REST API をオンにできません。' },
    GatewayAddress: {
      name: 'ゲートウェイのアドレス',
      meaning:
        'ゲートウェイが待ち受ける IP アドレス。「all」ではすべてのアドレスで待ち受けます。127.0.0.0/8 のアドレスでは、1 台のサーバーの複数のユーザーが同じポートを使用できます。それ以外では、ほかのコンピューターから呼び出せます（HTTPS の証明書を選択していなければ、暗号化されない HTTP です）。指定しない場合は、ユーザーが変更しない限り 127.0.0.1 です。',
    },
    GatewayPort: {
      name: 'ゲートウェイのポート',
      meaning: 'ゲートウェイが待ち受けるポート (1 から 65535)。',
    },
    PasswordSavingAllowed: {
      name: 'パスワードの保存',
      meaning:
        'オフにすると、入力されたパスワードを保存しません。証明書はランダムなパスワードで保存し、基本認証は設定できません。',
    },
    ExportAllowed: {
      name: 'エクスポート',
      meaning: 'オフにすると、秘密キーをファイルに書き出せません。ワークスペースのバックアップもできません。',
    },
    BinDays: {
      name: 'ごみ箱の保存日数',
      meaning:
        '削除した証明書を元に戻せる日数。0 にするとすぐに完全に削除します。指定しない場合は 30 日です。',
    },
    ExpiryThresholds: {
      name: '有効期限のしきい値',
      meaning: '証明書の期限切れを通知する残り日数。最も大きい値から、期限切れが近いと表示します。',
    },
    AuditFile: {
      name: '監査ファイル',
      meaning: 'アクティビティの記録を JSON で追記するファイルの完全なパス。',
    },
  },
}
