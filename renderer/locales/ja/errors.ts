import type { errors as en } from '../en/errors.ts'
import type { Translated } from '../types.ts'
import { azureErrors, azureReasons, patience } from './azure-errors.ts'

export const errors: Translated<typeof en> = {
  things: { certificate: '証明書', api: 'API', operation: '操作', policy: 'ポリシー', connection: '接続' },
  patience,
  reasons: {
    ...azureReasons,
    EACCES: 'アクセスが許可されていません',
    EBUSY: 'ほかのプログラムが使用しています',
    EISDIR: 'フォルダーか、通常のファイルではないものです',
    ENAMETOOLONG: '名前が長すぎます',
    ENOENT: 'すでにありません',
    ENOSPC: 'ディスクに空きがありません',
    EPERM: 'アクセスが許可されていません',
    EROFS: '読み取り専用のディスクです',
    ERR_UPDATER_CHANNEL_FILE_NOT_FOUND: '更新プログラムの一覧がありません',
    ERR_NAME_NOT_RESOLVED: '名前を解決できません',
    ERR_CONNECTION_REFUSED: '接続が拒否されました',
    ERR_CONNECTION_TIMED_OUT: '時間内に応答がありません',
    ERR_INTERNET_DISCONNECTED: 'ネットワークに接続されていません',
    ERR_PROXY_CONNECTION_FAILED: 'プロキシが応答しません',
    ERR_CERT_AUTHORITY_INVALID: '証明書が信頼されていません',
    ERR_CERT_COMMON_NAME_INVALID: '証明書が別の名前のものです',
    ERR_CERT_DATE_INVALID: '証明書の有効期間外です',
    certificate: '読み取れない証明書が含まれています',
    damaged: 'ファイルが壊れています',
    'does-not-sign': '証明書に対する署名ができません',
    nesting: '入れ子が深すぎます',
    'no-certificate': '証明書が 1 つも含まれていません',
    'not-pkcs8': 'PKCS #8 の形式ではありません',
    'alias-unknown': 'エイリアス（*名前）に対応するアンカー（&名前）がそれより前にありません',
    'character-missing': 'かっこ、コンマ、コロン、引用符のいずれかが不足しています',
    indentation: 'インデントが前後と合っていません',
    'key-twice': '同じマッピングに同じキーが 2 つあります',
    'several-documents': 'ここから 2 つ目のドキュメントが始まっています',
    syntax: 'ここに置けない文字があります',
    tab: 'インデントにタブが使われています（空白だけを使用できます）',
  },
  codes: {
    ...azureErrors,
    'algorithm-unsupported': {
      what: 'このファイルは、Warifu が対応していない方式（{algorithm}）で保護されています。',
      todo: '提供元で、AES-256 と SHA-256（Windows の場合は「AES256-SHA256」）を選んで、もう一度エクスポートしてください。',
    },
    'api-path-taken': {
      what: 'パス「{path}」は、API「{api}」がすでに使用しています。',
      todo: '別のパスを指定してください。パスは API ごとに異なっている必要があります。',
    },
    cancelled: { what: 'キャンセルしました。', todo: '何も変更されていません。いつでもやり直せます。' },
    'backup-damaged': {
      what: 'パスフレーズは正しいものの、バックアップの内容に問題があります（{reason}）。何も復元していません。',
      todo: '別のバックアップを使うか、元のコンピューターで作成し直してください。',
    },
    'backup-newer': {
      what: 'このバックアップは、より新しい Warifu で作成されています（形式 {version}、対応している形式 {supported}）。',
      todo: '新しいバージョンの Warifu をインストールしてから、復元してください。',
    },
    'certificate-already-uploaded': {
      what: 'この証明書は、すでにアップロードされています。',
      todo: '一覧にある証明書を使用してください。ファイルまたはパスワードを変更するには、その証明書で［置き換え］を選択します。',
    },
    'certificate-authority-invalid': {
      what: 'このファイルには、使用できる認証局の証明書がありません（{reason}）。',
      todo: 'バックエンドの証明書を発行した CA の証明書（PEM または DER 形式）を選択してください。',
    },
    'certificate-in-use': {
      what: 'この証明書は {apis} で使用されているため、削除しませんでした。',
      todo: '各 API の［セキュリティ］タブで別の証明書または［なし］を選択するか、ポリシーや設定から証明書の指定を削除してから、証明書を削除してください。',
    },
    'certificate-refused-by-tls': {
      what: 'この証明書は HTTPS に使用できません。このコンピューターの TLS が受け付けませんでした（{reason}）。',
      todo: '現在の方式の署名（SHA-256）とキーを持つ証明書を選択してください。',
    },
    'certificate-invalid': {
      what: 'ファイルに含まれる証明書を読み取れません（{reason}）。',
      todo: '提供元から、ファイルをもう一度受け取ってください。',
    },
    'changed-meanwhile': {
      what: '作業中に、ほかの操作によって内容が変更されました。',
      todo: '現在の内容を読み込んで確認してから、もう一度変更してください。',
    },
    'data-folder-not-writable': {
      what: 'データ フォルダー {folder} に書き込めません（{reason}）。',
      todo: 'お使いのアカウントに書き込みの権限を付与してから、Warifu を起動し直してください。',
    },
    'decoder-failed': {
      what: '証明書ファイルを読み取る処理が途中で停止しました。ほかのデータに影響はありません。',
      todo: 'もう一度お試しください。同じファイルで繰り返し発生する場合は、提供元でエクスポートし直してください。',
    },
    'disk-full': {
      what: 'ディスクの空き容量がないため、保存できませんでした。これまでのデータはそのまま残っています。',
      todo: '空き容量を増やしてから、もう一度お試しください。',
    },
    'file-empty': {
      what: '「{name}」は空のファイルです。',
      todo: '転送が途中で切れた可能性があります。もう一度コピーまたはダウンロードしてください。',
    },
    'too-many-files-held': {
      what: 'すでに {most} 個のファイルを開いているため、これ以上開けません。',
      todo: 'アップロード、検査、復元の画面を完了するか閉じてから、このファイルをもう一度選択してください。',
    },
    'file-damaged': {
      what: 'ファイルが壊れています（{where}）。',
      todo: 'もう一度コピーまたはダウンロードしてください。それでも開けない場合は、提供元に新しいファイルを依頼してください。',
    },
    'file-no-longer-held': {
      what: '選択したファイルの内容は、すでに破棄されています。',
      todo: 'ファイルをもう一度選択してください。',
    },
    'file-not-readable': {
      what: '「{name}」を読み取れません（{reason}）。',
      todo: 'ファイルが存在すること、お使いのアカウントに読み取りの権限があることを確認してください。',
    },
    'file-not-writable': {
      what: '「{name}」に書き込めません（{reason}）。',
      todo: '別のフォルダーか、お使いのアカウントで書き込めるフォルダーを選んでください。',
    },
    'own-file-not-writable': {
      what: 'このプログラム自身のファイル「{name}」に書き込めませんでした（{reason}）。',
      todo: 'そのフォルダーに書き込む権限があること、ほかのプログラムがファイルを使用していないことを確認して、やり直してください。',
    },
    'file-too-large': {
      what: 'ファイルのサイズは {bytes} です。読み取れる上限は {limit} です。',
      todo: '正しいファイルを選択したか確認してください。通常の .pfx は数 kB、OpenAPI ドキュメントは大きくても数 MB です。',
    },
    'gateway-address-missing': {
      what: '{address} は、現在このコンピューターのアドレスではありません。ゲートウェイは変更前の場所で待ち受けています。',
      todo: 'ネットワークに接続されていることを確認するか、別のアドレスを選択してください。',
    },
    'gateway-not-running': {
      what: 'ゲートウェイが動作していません。',
      todo: 'ウィンドウの下部で状態を確認し、空いているポートで開始してください。',
    },
    'gateway-port-taken': {
      what: 'ポート {port} は、別のプログラムが使用しています。',
      todo: '代わりにポート {suggestion} を使用するか、別のプログラムを終了してください。',
    },
    'update-damaged': {
      what: 'ダウンロードしたファイルが更新サーバーの一覧と一致しません。途中で切断されたか、改変されています。ファイルは削除され、何もインストールされていません。',
      todo: 'もう一度ダウンロードしてください。繰り返す場合は IT 部門に知らせてください。',
    },
    'update-list-invalid': {
      what: '{host} の更新プログラムの一覧を使用できません。破損しているか、チェックサムがないか、別のサーバーを指しています。',
      todo: 'IT 部門に知らせてください。現在のバージョンは引き続き使用できます。',
    },
    'update-not-signed': {
      what: '更新プログラムの署名が、このプログラムの署名者のものではありません。ファイルは削除され、何もインストールされていません。',
      todo: 'すぐに IT 部門に知らせてください。サーバー上のファイルが差し替えられた可能性があります。',
    },
    'update-server-unreachable': {
      what: '更新サーバー {host} に接続できませんでした：{reason}。',
      todo: 'ネットワークとプロキシを確認してから、もう一度確認してください。現在のバージョンは引き続き使用できます。',
    },
    'managed-by-organisation': {
      what: '「{setting}」は組織によって管理されているため、実行できません。',
      todo: '必要な場合は IT 部門に問い合わせてください。管理されている設定は［設定］で確認できます。',
    },
    'management-port-taken': {
      what: 'REST API はポート {port} を使用できません。別のプログラムが使用しています。',
      todo: '別のポートを選ぶか、そのプログラムを終了してください。',
    },
    'key-mismatch': {
      what: 'ファイルの秘密キーと証明書が対応していません。',
      todo: '証明書を要求したときの秘密キーを使って、ファイルを作り直してください。',
    },
    'key-type-unsupported': {
      what: 'この証明書のキー（{keyType}）は、TLS のクライアント認証に使用できません。',
      todo: '2048 ビット以上の RSA、P-256・P-384・P-521、または Ed25519 のキーで、証明書を発行し直してもらってください。',
    },
    'keychain-item-missing': {
      what: 'この証明書のパスワードがキーチェーンにありません。ほかのプログラムまたは人によって削除されています。',
      todo: '証明書をもう一度アップロードしてください。使用している API の設定はそのまま残ります。',
    },
    'keychain-locked': {
      what: 'キーチェーンがロックされています。',
      todo: 'ロックを解除して（通常はログイン パスワードを入力します）、もう一度お試しください。',
    },
    'keychain-unavailable': {
      what: 'OS のキーチェーンを利用できません（{reason}）。パスワードを安全に保管できないため、何も保存しませんでした。',
      todo: '不足しているものと入手方法を、［設定］で確認してください。',
    },
    'no-certificate': {
      what: 'ファイルは開けましたが、証明書が含まれていません。',
      todo: '証明書を含めて、もう一度エクスポートしてください。',
    },
    'no-private-key': {
      what: 'ファイルは開けましたが、秘密キーが含まれていないため、認証に使用できません。',
      todo: '証明書を要求したコンピューターで「はい、秘密キーをエクスポートします」を選んで、もう一度エクスポートしてください。',
    },
    'not-a-certificate-file': {
      what: 'このファイルには、証明書、キー、またはそれに類するデータが含まれていません。',
      todo: '証明書のファイル（.pfx、.cer、.crt、.pem、.p7b、.csr、.crl、.key）を選んでください。',
    },
    'not-a-backup': {
      what: 'このファイルは Warifu のワークスペースのバックアップではありません。',
      todo: '「ワークスペースのバックアップ」で作成したファイルを選んでください。',
    },
    'not-a-pfx': {
      what: 'PFX 形式のファイルではありません。',
      todo: '証明書と秘密キーを含む .pfx または .p12 ファイルを選択してください。',
    },
    'not-found': {
      what: '{what}が見つかりません。',
      todo: 'すでに削除された可能性があります。一覧に戻って確認してください。',
    },
    'passphrase-too-short': {
      what: 'パスフレーズが短すぎます。ファイルを手に入れた人に推測されるおそれがあります。',
      todo: '{minimum} 文字以上にしてください。複数の単語をつなげるのも良い方法です。',
    },
    'password-too-long': {
      what: 'パスワードの長さは {bytes} です。この OS のキーチェーンに保存できる上限は {limit} です。',
      todo: '短いパスワードを設定して、もう一度エクスポートしてください。',
    },
    'pfx-damaged': {
      what: 'ファイルが壊れています。パスワードの誤りではありません。',
      todo: 'もう一度コピーまたはダウンロードしてください。解決しない場合は、提供元にエクスポートし直してもらってください。提供元に伝える箇所：{where}',
    },
    'pfx-too-complex': {
      what: '通常の PFX にはない構造（{what}、上限 {limit}）のため、開きませんでした。',
      todo: 'ファイルの入手元を確認し、エクスポートし直してもらってください。',
    },
    'not-openapi': {
      what: 'OpenAPI ドキュメントではありません。',
      todo: 'JSON または YAML の OpenAPI 3.0 または 3.1 のドキュメントを選択してください。',
    },
    'openapi-damaged': {
      what: 'ドキュメントの {line} 行 {column} 列を読み取れません（{reason}）。',
      todo: 'テキスト エディターで修正するか、ダウンロードし直してから、もう一度選択してください。',
    },
    'openapi-too-complex': {
      what: 'ドキュメントを読み取りませんでした。{what}。',
      todo: '入手元に確認してください。ドキュメントを分割して、順番にインポートすることもできます。',
    },
    'operation-taken': {
      what: '{method} {urlTemplate} は、操作「{operation}」がすでに使用しています。',
      todo: '別のメソッドまたは URL テンプレートを指定するか、その操作を変更してください。',
    },
    'policy-invalid': {
      what: 'ポリシーの {line} 行 {column} 列に誤りがあります。{problem}',
      todo: '［ポリシー］タブで修正してから、もう一度保存してください。',
    },
    'private-key-invalid': {
      what: 'ファイルの秘密キーが壊れています（{reason}）。',
      todo: '壊れた秘密キーは修復できません。提供元でエクスポートし直してください。',
    },
    'request-invalid': {
      what: '「{field}」の値が正しくありません。',
      todo: '値を修正して、もう一度お試しください。',
    },
    'sealed-certificate-damaged': {
      what: '保存されている証明書のデータが壊れていて、開けません。',
      todo: '証明書をもう一度アップロードしてください。使用している API の設定はそのまま残ります。',
    },
    'service-url-invalid': {
      what: '「{url}」は、バックエンドの URL として正しくありません。',
      todo: 'https://orders.example.com や https://orders.example.com:8443/v1 のように、省略せずに入力してください。',
    },
    'test-call-failed': {
      what: '応答がありませんでした（{reason}）。',
      todo: 'パスと、ゲートウェイが動作していることを確認してください。',
    },
    'too-many-iterations': {
      what: 'このファイルを開くには、キー導出の反復が {iterations} 回必要です（上限は {limit} 回です）。',
      todo: '標準の設定でエクスポートし直してください。60 万回で十分に安全です。',
    },
    'took-too-long': {
      what: '{seconds} 秒以内に終わらなかったため、読み取りを中止しました。',
      todo: 'コンピューターの負荷が下がってからもう一度お試しになるか、反復回数を減らしてエクスポートし直してください。',
    },
    unexpected: {
      what: '予期しない問題が発生しました（参照番号 {reference}）。',
      todo: 'もう一度お試しください。解決しない場合は、参照番号を Warifu の管理担当者にお知らせください。詳細はログに記録されています。',
    },
    'url-template-invalid': {
      what: '「{urlTemplate}」は URL テンプレートとして正しくありません。{reason}',
      todo: '/orders、/orders/{id}、/files/{*path} のように入力してください。',
    },
    'workspace-damaged': {
      what: '{folder} のワークスペースが壊れていて、開けません。ファイルはそのまま残しています。',
      todo: 'フォルダーのコピーを保管したうえで、バックアップから復元するか、新しいフォルダーで始めてください。',
    },
    'workspace-in-use': {
      what: '{folder} のワークスペースは、ほかのプログラムが開いています。',
      todo: '先に、ほかのプログラムを終了してください。',
    },
    'workspace-open-elsewhere': {
      what: 'コンピューター {host} の Warifu が、{folder} のワークスペースを開いています。ネットワーク共有のワークスペースを開けるのは、互いの変更を上書きしないよう、一度に 1 台だけです。',
      todo: '{host} で Warifu を終了してから、ここでもう一度起動してください。故障や入れ替えなどにより {host} でもう動いていないことが確かな場合は、このフォルダーのファイル workspace.owner を削除してください。',
    },
    'workspace-newer': {
      what: 'このワークスペースは、より新しい Warifu で作成されています（形式 {version}、対応している形式 {supported}）。内容は変更していません。',
      todo: '新しいバージョンの Warifu をインストールしてください。',
    },
    'wrong-passphrase': {
      what: 'バックアップを開けません。パスフレーズが正しくないか、ファイルが壊れています。',
      todo: '大文字と小文字に注意して、パスフレーズをもう一度入力してください。間違いがない場合は、ファイルの別のコピーを使ってください。',
    },
    'wrong-password': {
      what: 'パスワードが正しくありません。',
      todo: '大文字と小文字に注意して、もう一度入力してください。ファイルを選び直す必要はありません。',
    },
  },
}
