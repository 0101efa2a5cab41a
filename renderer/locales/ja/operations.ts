import type { operations as en } from '../en/operations.ts'
import type { Translated } from '../types.ts'

export const operations: Translated<typeof en> = {
  loading: '操作を読み込んでいます…',
  add: '操作を追加',
  edit: '{name} を編集',
  remove: '{name} を削除',
  onlyThese: 'ゲートウェイはこれらの操作だけを公開します。それ以外の呼び出しには 404 を返します。',
  ownPolicy: '独自のポリシー',
  inheritedPolicy: 'API と同じ',
  none: {
    title: '操作はありません',
    text: 'ゲートウェイは、API のパス以下のすべての呼び出しに応答します。特定の操作だけを公開する場合や、操作ごとにポリシーを設定する場合は、操作を追加してください。',
  },
  columns: {
    method: 'メソッド',
    urlTemplate: 'URL テンプレート',
    name: '表示名',
    policy: 'ポリシー',
    actions: '操作',
  },
  form: {
    addTitle: '操作を追加',
    editTitle: '操作を編集',
    name: '表示名',
    method: 'メソッド',
    urlTemplate: 'URL テンプレート',
    urlTemplateHint:
      'API のパスに続く部分です。波かっこで囲んだ名前は 1 つのセグメントを、末尾の * は残りのすべてを表します。',
    description: '説明',
    missing: '入力してください。',
    add: '追加',
    save: '保存',
  },
  deletion: {
    title: '操作「{name}」を削除しますか？',
    text: 'この操作のポリシーも削除されます。削除後は、ほかの操作に一致しない限り、この呼び出しには 404 を返します。',
    lastText:
      'この操作のポリシーも削除されます。最後の操作なので、削除後は API のパス以下のすべての呼び出しに応答します。',
    yes: 'はい、削除します',
  },
  done: {
    added: '操作「{name}」を追加しました。',
    saved: '操作「{name}」を保存しました。',
    removed: '操作「{name}」を削除しました。',
  },
  scope: {
    label: 'ポリシーの対象',
    allApis: 'すべての API',
    api: 'この API：{name}',
    operation: '{name}（{method} {urlTemplate}）',
    allApisHint: 'ポリシーに <base /> を含む、このワークスペースのすべての API に適用されます。',
    none: 'この対象にはまだ保存されていません。表示しているのは、保存されていない場合に適用される内容です。',
    remove: 'このポリシーを削除',
    removal: {
      title: 'このポリシーを削除しますか？',
      text: '次の呼び出しから、ほかの対象のポリシーだけが適用されます。テキストは保存されません。',
      yes: 'はい、削除します',
    },
  },
  templateFaults: {
    'no-slash': '先頭に「/」が必要です。',
    character: 'URL に使用できない文字が含まれています。',
    braces: '波かっこが対になっていません。',
    'parameter-name': 'パラメーター名に使用できるのは、文字、数字、「_」、「-」、「.」だけです。',
    'parameter-twice': '同じパラメーターが 2 回使われています。',
    'wildcard-not-last': '「*」は最後のセグメントにしか使用できません。',
    query: '「?」の後は name={name} の形で指定してください。',
  },
}
