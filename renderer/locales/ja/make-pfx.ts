import type { makePfx as en } from '../en/make-pfx.ts'
import type { Translated } from '../types.ts'

export const makePfx: Translated<typeof en> = {
  offer: '秘密キーと証明書からここで .pfx を作成する',
  lead: '秘密キーと証明書を 1 つの .pfx ファイルにまとめます。1 つのファイルに両方が入っていても、2 つに分かれていてもかまいません。',
  complete: '秘密キーと証明書がそろいました。',
  missingKey: '秘密キーがありません。秘密キーのファイル（.key や .pem など）を追加してください。',
  missingCertificate: '証明書がありません。証明書のファイル（.cer、.crt、.pem など）を追加してください。',
  holds: { certificates: '証明書 {n} 件', keys: '秘密キー', lockedKeys: '秘密キー（ロックされています）' },
  nothing: '使用できるものはありません',
  add: 'ファイルを追加…',
  remove: '「{name}」を外す',
  keyPassword: '秘密キーのパスワード',
  password: '.pfx の新しいパスワード',
  passwordHint: '証明書とともにキーチェーンに保存されます。',
  again: '新しいパスワード（確認）',
  empty: 'パスワードを入力してください。',
  different: '2 つのパスワードが一致しません。',
  go: '作成して次へ',
}
