import type {
  azureErrors as errors,
  azureReasons as reasons,
  patience as patienceWords,
} from '../en/azure-errors.ts'
import type { Translated } from '../types.ts'

export const azureErrors: Translated<typeof errors> = {
  'azure-answer-unusable': {
    what: '{host} から Azure のものではない応答を受け取りました（状態コード {status}）。{reason}。',
    todo: 'プロキシ、またはネットワークのサインイン ページが間にある可能性があります。ブラウザーで任意のページを開いてみて、解決しない場合はネットワークの管理者に確認してください。',
  },
  'azure-busy': {
    what: '{host} が混み合っています（{patience}）。',
    todo: 'しばらく待ってから、もう一度お試しください。同じサービスを利用するほかのプログラムの要求も影響します。入力した内容は失われません。',
  },
  'azure-refused': {
    what: 'サービスが要求を受け付けませんでした（状態コード {status}、サービスからのメッセージ：{message}）。',
    todo: '示された内容を修正して、もう一度お試しください。',
  },
  'azure-right-missing': {
    what: 'お使いのアカウントには、{scope} に対する権限「{action}」がありません。',
    todo: 'Azure サブスクリプションの管理者に、この権限を含むロール（「API Management サービス共同作成者」など）の割り当てを依頼してください。割り当て後は、サインインし直すと有効になります。',
  },
  'azure-unavailable': {
    what: '{host} でエラーが続いています（状態コード {status}）。',
    todo: '時間をおいて、もう一度お試しください。入力した内容は失われません。Azure の状態は status.azure.com で確認できます。',
  },
  'azure-unreachable': {
    what: '{host} に接続できません（{reason}）。',
    todo: 'ネットワークとプロキシの設定を確認して、もう一度お試しください。入力した内容は失われません。',
  },
  'azure-write-uncertain': {
    what: '変更の途中で接続が切れ、変更が行われたかどうかをサービスに確認できません。',
    todo: '接続が回復したら現在の内容を読み込み、確認してから、もう一度お試しください。',
  },
  'clock-wrong': {
    what: 'このコンピューターの時計が {minutes} 分ずれているため、サインインの情報がサービスに受け付けられません。',
    todo: 'システムの設定で時刻を自動的に合わせてから、もう一度サインインしてください。',
  },
  'not-offered-by-connection': {
    what: '選択している接続では、この操作を行えません。サービスがこの機能を提供していないためです。',
    todo: 'Azure ポータルで操作するか、内蔵のワークスペースを選択してください。',
  },
  'replacement-incomplete': {
    what: '証明書は置き換えましたが、まだ以前の証明書を指定している API があります（{apis}）。',
    todo: '同じファイルでもう一度置き換えてください。完了している部分はそのまま残ります。',
  },
  'sign-in-failed': {
    what: 'サインインできませんでした。{reason}',
    todo: 'もう一度お試しください。設定や同意に関するメッセージの場合は、Microsoft Entra ID の管理者に確認してください。',
  },
  'not-signed-in': {
    what: 'このサービスにサインインしていないか、サインインの期限が切れています。',
    todo: 'サインインしてから、もう一度お試しください。入力した内容は失われません。',
  },
}

export const patience: Translated<typeof patienceWords> = {
  told: '{seconds} 秒待つように求めています',
  untold: '待ち時間は示されていません',
}

export const azureReasons: Translated<typeof reasons> = {
  CERT_HAS_EXPIRED: 'サーバーまたは途中のプロキシの証明書の有効期限が切れています',
  DEPTH_ZERO_SELF_SIGNED_CERT: '証明書が自己署名です',
  EAI_AGAIN: '名前を一時的に解決できません',
  ECONNREFUSED: '接続を受け付けるプログラムがありません',
  ECONNRESET: '接続が切断されました',
  EHOSTUNREACH: 'このネットワークからの経路がありません',
  ENETUNREACH: 'コンピューターがネットワークに接続されていません',
  ENOTFOUND: 'このネットワークでは名前を解決できません',
  ERR_TLS_CERT_ALTNAME_INVALID: '証明書の名前が一致しません',
  ETIMEDOUT: '時間内に応答がありませんでした',
  SELF_SIGNED_CERT_IN_CHAIN: 'プロキシの証明書が、このコンピューターでは信頼されていません',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: '証明書を発行した認証局が、このコンピューターでは信頼されていません',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: '証明書を発行した認証局が、このコンピューターでは信頼されていません',
  UND_ERR_CONNECT_TIMEOUT: '時間内に接続できませんでした',
  UND_ERR_SOCKET: '接続が切断されました',
  nobody: '10 分以内にサインインが行われませんでした',
  html: '応答が Web ページです',
  'not-json': '応答が JSON ではありません',
  'other-shape': '応答の内容に不足があるか、種類が異なります',
  redirected: '別の場所に転送されています',
  'too-large': '応答が大きすぎます',
  'foreign-link': '一覧の続きが別のアドレスを指しています',
}
