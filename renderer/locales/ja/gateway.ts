import type { gateway as en } from '../en/gateway.ts'
import type { Translated } from '../types.ts'

export const gateway: Translated<typeof en> = {
  status: {
    starting: 'ゲートウェイを起動しています…',
    running: 'ゲートウェイ稼働中 {address}',
    failed: 'ゲートウェイ停止中',
    label: 'ゲートウェイの状態',
    reasons: {
      'port-taken': 'ポート {port} は別のプログラムが使用しています。',
      'not-allowed':
        'ポート {port} の使用がシステムで許可されていません。1024 未満のポートには特別な権限が必要なことがあります。',
      'certificate-unusable': 'HTTPS の証明書を使用できません。',
      'worker-failed': 'ゲートウェイが予期せず終了し、再起動できませんでした。',
    },
    useOther: 'ポート {port} を使用する',
    tryAgain: '再試行',
    toSettings: 'ポートを選択',
    toRemedy: '対処方法を表示',
    moved: 'ゲートウェイのポートを {port} に変更しました。',
  },
  test: {
    lead: '現在有効な資格情報を使って、ゲートウェイ経由で実際に呼び出します。',
    method: 'メソッド',
    path: 'パス',
    pathHint: 'API のパスより後の部分です。クエリも指定できます。例：/1064?expand=lines',
    headers: 'ヘッダー',
    headerName: '名前',
    headerValue: '値',
    addHeader: 'ヘッダーの追加',
    removeHeader: 'ヘッダー {name} を削除',
    body: '本文',
    send: '送信',
    sending: '応答を待っています…',
    shortcut: 'Ctrl+Enter でも送信できます。',
    shortcutMac: '⌘ Enter でも送信できます。',
    notRunning: 'ゲートウェイが動作していないため、呼び出せません。',
    problems: {
      'header-name': 'ヘッダーの名前に使えるのは半角の英数字と - . _ などの記号です。空白は使えません。',
      'header-value': 'ヘッダーの値に改行は使えません。',
    },
  },
  answer: {
    title: '応答',
    none: '応答と、提示された証明書がここに表示されます。',
    milliseconds: '{n} ms',
    presented: '提示したクライアント証明書',
    presentedNone: '提示しませんでした。',
    presentedNoneWhy: 'この API は相互証明書に設定されていますが、バックエンドが証明書を要求しませんでした。',
    connection: 'バックエンドとの接続',
    plain: '暗号化なし（http://）',
    resumed: 'セッション再開',
    headersCount: 'ヘッダー {n} 件',
    body: '本文',
    bodyEmpty: '応答に本文はありません。',
    bodyBinary: '本文はテキストではありません（{size}）。',
    bodyCut: '先頭の一部だけを表示しています。本文全体は {size} です。',
    copyBody: '本文をコピー',
    raw: '受信したまま',
    fromGateway: 'バックエンドの応答が得られなかったため、ゲートウェイが応答しました。',
    technical: '報告された内容：{detail}',
  },
  errors: {
    MalformedRequest: {
      what: '呼び出しが HTTP として正しくありません。',
      todo: 'パスとヘッダーを確認してください。',
    },
    HttpsRequired: {
      what: 'http:// で呼び出されました。ゲートウェイは https:// で呼び出す設定です。',
      todo: 'https:// で呼び出してください。',
    },
    HostNotAllowed: {
      what: 'このゲートウェイのものではない名前で呼び出されました。',
      todo: '表示されているゲートウェイのアドレスで呼び出すか、［設定］の［ゲートウェイ］にその名前を追加してください。Web ページから到達できないように、ほかの名前での呼び出しは拒否します。',
    },
    RequestHeaderTooLarge: { what: 'ヘッダーが大きすぎます。', todo: 'ヘッダーを減らすか短くしてください。' },
    RequestBodyTooLarge: { what: '本文が大きすぎます。', todo: '本文を小さくしてください。' },
    RequestTimedOut: { what: '呼び出しが時間内に届きませんでした。', todo: 'もう一度送信してください。' },
    MethodNotSupported: {
      what: 'ゲートウェイはこのメソッドを引き渡しません。',
      todo: '別のメソッドを選択してください。',
    },
    HttpVersionNotSupported: {
      what: 'ゲートウェイはこのバージョンの HTTP に対応していません。',
      todo: 'HTTP/1.1 を使用してください。',
    },
    NoApiMatches: {
      what: 'このパスの API はありません。',
      todo: '［概要］タブで API のパスを確認してください。',
    },
    NoOperationMatches: {
      what: 'このメソッドとパスに対応する操作が API にありません。',
      todo: 'メソッドとパスを確認するか、［操作］タブで操作を追加してください。操作が 1 つもない API は、すべての呼び出しに応答します。',
    },
    LoopDetected: {
      what: '呼び出しがゲートウェイ自身に戻ってきました。',
      todo: 'バックエンドの URL がゲートウェイを指しています。バックエンド自身のアドレスを設定してください。',
    },
    ClientCertificateMissing: {
      what: 'ポリシーが指定している証明書がここにありません。',
      todo: 'その証明書をアップロードするか、［セキュリティ］タブで別の証明書を選んでください。',
    },
    ClientCertificateUnusable: {
      what: 'クライアント証明書を開けませんでした。',
      todo: 'キーチェーンのロックが解除されているか確認してください。解決しない場合は、証明書をもう一度アップロードしてください。',
    },
    PasswordMissing: {
      what: '基本認証のパスワードがキーチェーンにありません。',
      todo: '［セキュリティ］タブでもう一度入力してください。',
    },
    PolicyInvalid: {
      what: 'API のポリシーにエラーがあります。',
      todo: '［ポリシー］タブで箇所を確認してください。',
    },
    RewriteParameterMissing: {
      what: 'ポリシーの rewrite-uri が、操作の URL テンプレートにないパラメーターを使用しています。',
      todo: '［ポリシー］タブの rewrite-uri か、［操作］タブの URL テンプレートを修正してください。',
    },
    PolicyNotApplicable: {
      what: 'このゲートウェイでは適用できないアクセス制御がポリシーに含まれているため、この API は提供されません。',
      todo: '［ポリシー］タブに該当箇所が表示されます。不要であれば取り除いてください。',
    },
    AddressNotAllowed: {
      what: 'ポリシーの ip-filter が、このコンピューターのアドレスを許可していません。',
      todo: 'ここから試すには、127.0.0.1 をフィルターに追加してください。',
    },
    HeaderCheckFailed: {
      what: 'ポリシーの check-header が呼び出しを拒否しました。',
      todo: '要求されているヘッダーを付けて送信してください。',
    },
    BackEndNameNotResolved: {
      what: 'バックエンドのホスト名が見つかりません。',
      todo: 'バックエンドの URL のつづりと、このコンピューターの DNS で名前を解決できるかを確認してください。',
    },
    BackEndRefusedConnection: {
      what: 'バックエンドが接続を拒否しました。',
      todo: 'バックエンドが動作しているか、URL のポートが正しいかを確認してください。',
    },
    BackEndUnreachable: {
      what: 'ネットワーク経由でバックエンドに到達できません。',
      todo: 'ネットワーク、VPN、ファイアウォールを確認してください。',
    },
    BackEndTimedOut: {
      what: 'バックエンドが時間内に応答しませんでした。',
      todo: 'もう一度お試しください。続く場合は、バックエンドの管理者に問い合わせてください。',
    },
    BackEndClosedConnection: {
      what: '応答の前にバックエンドが接続を閉じました。',
      todo: 'バックエンドのログを確認してください。証明書を受け入れないときに、このように動作するサーバーもあります。',
    },
    BackEndProtocolError: {
      what: 'バックエンドの応答が HTTP として正しくありません。',
      todo: 'バックエンドの URL が HTTP サーバーを指しているか確認してください。',
    },
    BackEndBusy: {
      what: 'バックエンドへの呼び出しが混み合っています。',
      todo: 'しばらくしてからもう一度お試しください。',
    },
    BackEndIsNotTls: {
      what: 'このアドレスのバックエンドは TLS に対応していません。',
      todo: 'ポートを確認してください。証明書が不要な場合は http:// を使用してください。',
    },
    BackEndCertificateNotTrusted: {
      what: 'バックエンドの証明書を発行した認証局が、ここでは信頼されていません。',
      todo: 'API を編集して、その認証局の証明書ファイルを選択してください。',
    },
    BackEndCertificateExpired: {
      what: 'バックエンドの証明書の有効期限が切れています。',
      todo: 'バックエンド側で証明書を更新する必要があります。',
    },
    BackEndCertificateNotYetValid: {
      what: 'バックエンドの証明書はまだ有効になっていません。',
      todo: 'このコンピューターの時計とバックエンドの証明書を確認してください。',
    },
    BackEndNameMismatch: {
      what: 'バックエンドの証明書が別のホスト名のものです。',
      todo: 'バックエンドの URL に、証明書に記載された名前を使用してください。',
    },
    BackEndRequiresClientCertificate: {
      what: 'バックエンドはクライアント証明書を要求していますが、提示されませんでした。',
      todo: '［セキュリティ］タブで［相互証明書］と証明書を選択してください。',
    },
    BackEndRefusedCertificate: {
      what: 'バックエンドがクライアント証明書を受け入れませんでした。',
      todo: 'バックエンドが信頼する認証局を問い合わせ、証明書が期限切れや失効になっていないか確認してください。',
    },
    BackEndHandshakeFailed: {
      what: 'バックエンドと安全な接続を確立できませんでした。',
      todo: 'バックエンドが別の TLS バージョンや暗号、またはクライアント証明書を要求している可能性があります。',
    },
    GatewayFailed: {
      what: 'ゲートウェイ自体に問題が起きました。',
      todo: 'もう一度お試しください。再び起こる場合は、プログラムを再起動してください。',
    },
    unknown: { what: 'ゲートウェイが {code} と応答しました。', todo: '詳しくは本文を確認してください。' },
  },
}
