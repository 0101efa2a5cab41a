import type { copying as en } from '../en/copying.ts'
import type { Translated } from '../types.ts'

export const copying: Translated<typeof en> = {
  open: '別の接続にコピー…',
  title: '別の接続にコピー',
  way: '{from} → {to}',
  choose: {
    target: 'コピー先',
    pick: '接続を選んでください',
    signIn: '{name} にサインインしていません。ここで選んだ内容はそのまま残ります。',
    certificates: '証明書',
    lead: 'この時点では何もコピーしません。先に計画を表示します。',
    all: 'すべての証明書（{n}）',
    allFound: '見つかったものすべて（{n}）',
    allBindings: '使用する API の設定も含める（{n}）',
    bindings: 'コピー先で次の API にも設定：',
    more: 'ほかに {n} 件あります。絞り込んでください。',
    none: 'コピーできる証明書はありません。',
    go: '計画を表示',
  },
  planning: '{name} の内容を読み込んでいます…',
  plan: {
    label: '計画',
    back: '戻る',
    go: 'コピー',
    lead: 'まだ何も変更していません。次の内容だけを行います。',
    nothing: '行うことはありません。',
    certificates: '証明書',
    bindings: 'API が提示するもの',
    added: '追加します',
    set: '設定します',
    kept: 'すでにあるため、そのままにします',
    impossible: 'コピーできません',
    addedAs: 'ID は {id} です。',
    addedInstead: 'ID は {id} になります（{taken} は別の証明書が使用中のため）。',
    workspaceFile:
      'サービスは秘密キーを開示しません。同じ証明書がこのコンピューターのワークスペースにあるため、そのファイルを送信します。',
    keyVault:
      '{name} が Key Vault（{secret}）から直接取得します。それには、この Key Vault のシークレットを読み取れる、システム割り当てのマネージド ID が必要です。',
    keptAs: '同じ証明書（拇印が一致）があります。ID は {id} です。',
    because: {
      'key-not-told':
        'サービスは秘密キーを開示せず、この証明書はこのコンピューターのワークスペースにもありません。{name} にファイルをアップロードしてください。',
      'not-in-workspace':
        'サービスは秘密キーを開示しません。この証明書のファイルをワークスペースにアップロードしてください。',
      'keychain-item-missing':
        'パスワードがキーチェーンにありません。ファイルをワークスペースにもう一度アップロードしてください。',
      'sealed-certificate-damaged':
        '保存されたファイルが壊れています。ファイルをワークスペースにもう一度アップロードしてください。',
      'no-such-api': '{name} には、ID またはパスが同じ API がありません。先に API を追加してください。',
      'no-certificate': 'この API は、ここで確認できる証明書を提示していません。',
      'certificate-not-copied': 'この API が提示する証明書をコピーできません。',
      'policy-not-plain':
        'コピー先の API のポリシーは、条件または式で決まります。コピー先のポリシーで変更してください。',
    },
    now: '現在：{now}',
    then: '変更後：{certificate}',
    basic: 'ユーザー名 {username}',
    none: 'なし',
    unknown: 'コピー先にない証明書（…\u2060{end}）',
    certificate: '{name}（…\u2060{end}）',
    there: 'コピー先：{name}（/{path}）',
  },
  run: {
    working: 'コピーしています（{done}/{total}）',
    stop: 'キャンセル',
    stopping: '開始した処理を完了しています…',
    done: '完了',
    failed: '未完了',
    notBegun: '未実行',
    anotherVersion:
      'Key Vault には現在、別のバージョンがあり、そのバージョンが取得されました（拇印の末尾 {thumbprint}、有効期限 {until}）。',
    withoutCertificate: '証明書をコピーできませんでした。',
    allDone: '計画の内容はすべて完了しました',
    allDoneText: 'これからの {name} への呼び出しで使用されます。',
    allDoneUnbound: '証明書を {name} に追加しました。API が提示する証明書は変わりません。',
    someDone: '{total} 件のうち {done} 件が完了しました',
    someDoneText:
      '完了していないものには理由を表示しています。計画を作り直すと、残りを確認できます。二重にはコピーしません。',
    again: '計画を作り直す',
  },
}
