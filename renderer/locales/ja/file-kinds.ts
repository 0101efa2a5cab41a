import type { fileKinds as en } from '../en/file-kinds.ts'
import type { Translated } from '../types.ts'

const needed = '証明書と秘密キーの両方を含む .pfx（または .p12）ファイルが必要です。'

const withKey = `${needed}証明書を要求したコンピューターでエクスポートしてください。秘密キーのファイルをお持ちの場合は、ここで .pfx を作成できます。`
const withCertificate = '対応する証明書のファイルもお持ちの場合は、ここで .pfx を作成できます。'

export const fileKinds: Translated<typeof en> = {
  pfx: { what: 'PFX ファイルです。', todo: 'パスワードを入力してください。' },
  'pem-certificate': {
    what: 'これは PEM 形式の証明書です。秘密キーは含まれていません。',
    todo: withKey,
  },
  'pem-bundle': {
    what: 'これは複数の証明書またはキーを含む PEM ファイルです。',
    todo: '秘密キーとその証明書が含まれている場合は、ここで .pfx を作成できます。',
  },
  'pem-private-key': {
    what: 'これは PEM 形式の秘密キーです。証明書は含まれていません。',
    todo: withCertificate,
  },
  'der-certificate': {
    what: 'これは証明書だけのファイル（.cer または .crt）です。秘密キーは含まれていません。',
    todo: withKey,
  },
  'certificate-request': {
    what: 'これは証明書署名要求（CSR）です。証明書はまだ発行されていません。',
    todo: 'CSR を CA に送付してください。発行された証明書と、要求時に作成した秘密キーから .pfx を作成します。',
  },
  'certificate-list': { what: 'これは証明書失効リスト（CRL）です。', todo: needed },
  pkcs7: {
    what: 'これは PKCS#7 ファイル（.p7b）です。証明書のみで、秘密キーは含まれていません。',
    todo: `${needed}証明書を要求したコンピューターに .p7b を取り込んでから、.pfx としてエクスポートしてください。`,
  },
  'private-key': {
    what: 'これは秘密キーです。証明書は含まれていません。',
    todo: withCertificate,
  },
  'encrypted-private-key': {
    what: 'これは暗号化された秘密キーです。証明書は含まれていません。',
    todo: withCertificate,
  },
  'public-key': {
    what: 'これは公開キーだけのファイルです。証明書も秘密キーも含まれていません。',
    todo: withKey,
  },
  'java-keystore': {
    what: 'これは Java のキーストア（JKS、JCEKS または Bouncy Castle）です。',
    todo: '先に変換してください。例：keytool -importkeystore -srckeystore ファイル名 -destkeystore client.pfx -deststoretype PKCS12',
  },
  'certificate-store': {
    what: 'これは Windows の証明書ストア（.sst）です。証明書のみで、秘密キーは含まれていません。',
    todo: `${needed}Windows で［はい、秘密キーをエクスポートします］を選んで、もう一度エクスポートしてください。`,
  },
  'ssh-key': {
    what: 'これは SSH キーです。TLS には証明書が必要です。',
    todo: 'CA に、クライアント証明書を .pfx ファイルで発行してもらってください。',
  },
  pgp: {
    what: 'これは OpenPGP のキーまたはメッセージです。TLS には証明書が必要です。',
    todo: '.pfx が OpenPGP で暗号化されている場合は、先に復号してください。それ以外の場合は、CA に .pfx ファイルを発行してもらってください。',
  },
  base64: {
    what: 'これは Base64 のテキストです。ファイルがテキストとして送られた可能性があります。',
    todo: '元のファイルに戻してから選択してください。Windows の場合：certutil -decode ファイル名 client.pfx。その他の場合：base64 -d ファイル名 > client.pfx',
  },
  image: { what: 'これは画像ファイルです。', todo: needed },
  pdf: { what: 'これは PDF 文書です。', todo: needed },
  'office-document': {
    what: 'これは Office 文書です。',
    todo: `${needed}文書に埋め込まれている場合は、取り出して別のファイルに保存してください。`,
  },
  archive: {
    what: 'これは圧縮ファイルです。',
    todo: '展開してから、中にある .pfx ファイルを選択してください。',
  },
  program: { what: 'これはプログラムです。', todo: needed },
  html: {
    what: 'これは Web ページです。エラー画面やサインイン画面がファイルとして保存された可能性があります。',
    todo: 'ダウンロード元にサインインして、.pfx をもう一度ダウンロードしてください。',
  },
  json: { what: 'これは JSON ファイルです。', todo: needed },
  text: { what: 'これはテキスト ファイルです。', todo: needed },
  empty: {
    what: 'ファイルが空です。',
    todo: '転送が途中で切れた可能性があります。もう一度コピーまたはダウンロードしてください。',
  },
  unknown: { what: 'PFX ファイルではなく、ほかの種類の証明書ファイルでもありません。', todo: needed },
}
