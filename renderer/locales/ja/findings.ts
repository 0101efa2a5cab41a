import type { findings as en } from '../en/findings.ts'
import type { Translated } from '../types.ts'

export const findings: Translated<typeof en> = {
  'already-uploaded': 'この証明書は、すでにアップロードされています。',
  'chain-incomplete':
    '発行者 {issuer} の証明書がファイルに含まれていません。この発行者を知らないバックエンドには拒否されます。',
  expired: '{date}に有効期限が切れています。バックエンドに拒否されます。',
  'expires-soon': 'あと {n} 日で有効期限が切れます。CA に更新を依頼してください。',
  'is-a-certificate-authority': '認証局（CA）の証明書です。クライアント証明書として使うものではありません。',
  'key-type-unsupported': 'キー（{key}）は、TLS のクライアント認証に使用できません。',
  'keychain-item-missing':
    'パスワードまたはキーがキーチェーンにないため、この証明書を使用できません。同じファイルをもう一度アップロードしてください。',
  'no-client-authentication-usage':
    'クライアント認証の用途で発行されていません（用途：{usages}）。厳格なバックエンドには拒否されます。',
  'no-digital-signature-usage': 'キー使用法に、TLS で必要なデジタル署名が含まれていません。',
  'not-yet-valid': '{date}から有効になります。それまではバックエンドに拒否されます。',
  'password-not-needed':
    'このファイルはパスワードなしで開けます。ファイルを入手した人は誰でも秘密キーを使えます。',
  'renewal-of': 'すでにある {subject} を更新した証明書と思われます。',
  'sealed-certificate-damaged':
    'ワークスペース内のファイルが壊れているため、この証明書を使用できません。同じファイルをもう一度アップロードしてください。',
  'self-signed': '自己署名証明書です。バックエンド側で、この証明書そのものを信頼する必要があります。',
  'weak-encryption':
    'ファイルの暗号化方式（{algorithm}）は、現在では強度が不足しています。アップロードしたものは AES-256 で暗号化して保管されます。',
  'weak-key': 'キー（{key}）が短く、安全とはいえません。',
  'weak-signature-algorithm':
    '署名アルゴリズム（{algorithm}）は、多くのバックエンドで受け入れられなくなっています。',
}
