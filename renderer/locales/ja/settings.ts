import type { settings as en } from '../en/settings.ts'
import type { Translated } from '../types.ts'

export const settings: Translated<typeof en> = {
  title: '設定',
  appearance: {
    title: '言語と外観',
    language: '言語',
    languageSystem: 'システムに合わせる',
    theme: 'テーマ',
    themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    density: '表の行間',
    densities: { comfortable: '標準', compact: 'コンパクト' },
  },
  gateway: {
    title: 'ゲートウェイ',
    port: 'ポート',
    portHint: '進行中の呼び出しは元のポートで完了します。',
    apply: 'ポートを変更',
    portInvalid: 'ポートは 1 から 65535 までの整数で入力してください。',
    portLow: '1024 未満のポートには特別な権限が必要なことがあります。',
  },
  restApi: {
    title: 'REST API',
    text: 'このコンピューター上のスクリプトから、Azure API Management の REST API で証明書、API、ポリシーを管理できます。変更はすべてアクティビティの記録に残ります。',
    off: 'オフ',
    running: 'オン：{url}',
    portHint:
      '127.0.0.1 で、このコンピューターからの要求だけを待ち受けます。どの要求にもトークンが必要です。',
    switchOn: 'オンにする',
    switchOff: 'オフにする',
    renew: '新しいトークンを作成…',
    renewTitle: '新しいトークンを作成しますか？',
    renewText: '現在のトークンを使用しているスクリプトは、以後拒否されます。',
    renewYes: '新しいトークンを作成',
    tokenOnce: 'このトークンは今だけ表示されます。スクリプトが読み取る場所に保管してください。',
    copyToken: 'トークンをコピー',
  },
  data: {
    title: 'データ',
    folder: '保存場所',
    folderHint: '証明書は暗号化して保存されます。このアカウントのキーチェーンがなければ開けません。',
    share: 'ネットワーク共有（{type}）',
    shareHint:
      'このフォルダーのワークスペースを開けるのは一度に 1 台だけです。データベースは、ネットワーク共有に適した方法で保存しています。このコンピューターのディスクにあるフォルダーのほうが、速く安全です。',
    copy: 'パスをコピー',
    keychain: 'キーチェーン',
    available: '使用できます：{name}',
    locked: 'ロックされています',
    lockedHint:
      'アカウントのキーチェーンのロックを解除して、もう一度確認してください。それまでは証明書を開くことも保存することもできません。',
    unavailable: '使用できません',
    unavailableHint:
      'キーチェーンがない間は証明書を保存しません。代わりに平文で書き込むことは決してありません。',
    how: {
      linux:
        'GNOME Keyring や KWallet などの Secret Service と、ライブラリ libsecret をインストールしてください。Debian や Ubuntu では apt install gnome-keyring libsecret-1-0 を実行し、ログインし直します。',
      darwin:
        '「キーチェーンアクセス」を開き、「ログイン」キーチェーンがあり、ロックが解除されているか確認してください。',
      win32: 'サービス「Credential Manager」が動作しており、ポリシーで禁止されていないか確認してください。',
    },
    reported: '報告された内容：{reason}',
    check: 'もう一度確認',
  },
  sample: {
    title: 'サンプル',
    text: 'クライアント証明書を要求するバックエンド、パスワードのわかっている PFX ファイル、それらを試すための API が含まれています。',
    open: 'サンプルを開く',
  },
  about: {
    title: 'このプログラムについて',
    version: 'Warifu {version}',
    text: 'API がバックエンドに提示するクライアント証明書を管理するコンソールです。',
  },
}
