/** PEM armour (RFC 7468) around DER. */

export interface PemBlock {
  /** e.g. `CERTIFICATE`, `ENCRYPTED PRIVATE KEY`. */
  label: string
  /** Headers of the old OpenSSL form, e.g. `Proc-Type: 4,ENCRYPTED`; empty in RFC 7468. */
  headers: Readonly<Record<string, string>>
  der: Buffer
}

export const derToPem = (label: string, der: Uint8Array): string => {
  const lines = Buffer.from(der.buffer, der.byteOffset, der.byteLength)
    .toString('base64')
    .match(/.{1,64}/g)
  return [`-----BEGIN ${label}-----`, ...(lines ?? []), `-----END ${label}-----`, ''].join('\n')
}

/**
 * Every PEM block of a text, in order. Text around the blocks is passed over, and so is whatever mail and
 * editors did to line ends; a block without its end or with foreign characters is left out.
 */
export const pemBlocks = (text: string): PemBlock[] => {
  const blocks: PemBlock[] = []
  for (const match of text.matchAll(
    /-----BEGIN ([A-Z0-9 ]{1,64})-----((?:[^-]|-(?!----))*)-----END \1-----/g,
  )) {
    const [, label = '', body = ''] = match
    const { headers, base64 } = splitHeaders(body)
    if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) continue
    blocks.push({ label, headers, der: Buffer.from(base64, 'base64') })
  }
  return blocks
}

const splitHeaders = (body: string): Pick<PemBlock, 'headers'> & { base64: string } => {
  const lines = body.split(/\r\n|\r|\n/)
  const headers = Object.fromEntries(
    lines.flatMap((line) => {
      const header = /^([A-Za-z0-9-]+):\s*(.*)$/.exec(line.trim())
      return header ? [[header[1] ?? '', header[2] ?? '']] : []
    }),
  )
  return {
    headers,
    base64: lines
      .filter((line) => !line.includes(':'))
      .join('')
      .replace(/\s/g, ''),
  }
}

/** The certificates of a text, as DER, in order. */
export const certificatesFromPem = (text: string): Buffer[] =>
  pemBlocks(text)
    .filter(({ label }) => /^(X509 |TRUSTED )?CERTIFICATE$/.test(label))
    .map(({ der }) => der)
