import type { policy as en } from '../en/policy.ts'
import type { Translated } from '../types.ts'

export const policy: Translated<typeof en> = {
  lead: 'ゲートウェイはポリシーに従って動作します。[セキュリティ] タブは、その資格情報の部分を表示したものです。',
  editor: 'ポリシー ドキュメント',
  loading: 'ポリシーを読み込んでいます…',
  save: '保存',
  discard: '変更を破棄',
  saved: '保存しました。{time} 以降の呼び出しに適用されます。',
  unsaved: '未保存の変更があります',
  undo: '元に戻す',
  redo: 'やり直す',
  find: '検索',
  compare: '変更箇所を表示',
  compareEnd: '編集に戻る',
  says: 'このドキュメントの内容',
  tabHint: '本文では Tab キーで字下げします。本文から出るには Esc、Tab の順に押します。',
  changed: {
    title: 'ポリシーは別の場所で変更されました',
    text: '入力した内容は残っていますが、まだ保存されていません。',
    theirs: '変更後の内容を読み込む',
    mine: '入力した内容で上書き保存',
  },
  problems: {
    title: '問題',
    none: '問題は見つかりませんでした。',
    count: '{n} 件の問題',
    place: '{line} 行 {column} 列',
    error: 'エラー',
    warning: '注意',
    codes: {
      'not-closed': '<{subject}> が閉じられていません。',
      'closed-without-opening': '</{subject}> に対応する開始タグがありません。',
      'malformed-tag': 'タグの書き方が正しくありません。',
      'malformed-attribute': '属性 {subject} の書き方が正しくありません。名前="値" の形で書いてください。',
      'duplicate-attribute': '属性 {subject} が重複しています。',
      'malformed-comment':
        'コメントの書き方が正しくありません。末尾は --> とし、途中に「--」を入れないでください。',
      'malformed-reference': '「&」をそのまま書くことはできません。&amp; と書いてください。',
      'expression-not-closed': '式が閉じられていません。かっこまたは引用符が足りません。',
      'root-missing': 'ポリシーは <policies> で始めてください。',
      'text-outside-root': '<policies> の外に文字があります。',
      'section-missing': 'セクション <{subject}> がありません。',
      'section-unknown':
        '<{subject}> というセクションはありません。使えるのは inbound、backend、outbound、on-error です。',
      'section-twice': 'セクション <{subject}> が重複しています。',
      'attribute-missing': '属性 {subject} がありません。',
      'value-invalid': '値「{subject}」はこのポリシーで使えません。',
      'certificate-unknown':
        '{subject} に当たる証明書がここにありません。アップロードするまで、この API の呼び出しは失敗します。',
      'thumbprint-malformed': '拇印は 16 進数 40 桁です。「{subject}」は拇印として正しくありません。',
      'literal-password':
        'パスワードがそのまま書かれています。[セキュリティ] タブで設定すると、キーチェーンに保管されます。',
      'not-applied': '<{subject}> は保存されますが、このゲートウェイでは適用されません。',
      'access-control-not-applied':
        '<{subject}> はアクセスを制御しますが、このゲートウェイでは適用できません。ポリシーに含まれている間、この API は提供されません。',
    },
  },
  hover: {
    base: '上位のスコープの内容をここに取り込みます。',
    'authentication-certificate':
      '拇印（thumbprint）または証明書 ID（certificate-id）で選んだクライアント証明書をバックエンドに提示します。最後のものが有効です。',
    'authentication-basic': 'ユーザー名とパスワードを Authorization ヘッダーでバックエンドに送ります。',
    'set-header': 'ヘッダーを設定、追加、または削除します。',
    'set-backend-service': '呼び出しを別のベース URL に引き渡します。',
    'rewrite-uri': 'バックエンドを呼び出すときのパスとクエリを置き換えます。',
    'check-header': 'ヘッダーがない、または値が異なる呼び出しを拒否します。',
    'return-response': 'バックエンドの代わりに応答します。',
    'ip-filter': '呼び出し元のアドレスによって許可または拒否します。',
  },
}
