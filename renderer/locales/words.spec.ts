/** The tables beside the program that uses them: no text that nothing shows, no English left in the Japanese. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { en, ja } from './all.ts'

type Table = { readonly [key: string]: string | Table }

const flat = (table: Table, path = ''): (readonly [path: string, text: string])[] =>
  Object.entries(table).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as const] : flat(value, `${path}${key}.`),
  )

const renderer = fileURLToPath(new URL('..', import.meta.url))
const source = ['app', 'features', 'ui']
  .flatMap((folder) =>
    readdirSync(join(renderer, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      join(renderer, folder, name),
    ),
  )
  .filter((name) => /\.(?:vue|ts)$/u.test(name) && !name.endsWith('.spec.ts'))
  .map((name) => readFileSync(name, 'utf8'))
  .join('\n')

/** Keys that are put together, such as `errors.codes.${code}.what`, as patterns. */
const patterns = [...source.matchAll(/`([a-z][\w-]*\.[^`\n]*\$\{[^`\n]*)`/giu)].map(([, key = '']) => {
  const fixed = key.split(/\$\{[^}]*\}/u).map((part) => part.replace(/[.*+?^()|[\]\\{}$]/gu, '\\$&'))
  return new RegExp(`^${fixed.join('.+')}$`, 'u')
})

/** Shown elsewhere: scripts/policy-templates writes them into the templates for administrators. */
const elsewhere = /^managed\.settings\.\w+\.meaning$/u

test('every text is shown somewhere', () => {
  expect(patterns.length).toBeGreaterThan(20)
  const unused = flat(en)
    .map(([path]) => path)
    .filter((path) => !["'", '"', '`'].some((quote) => source.includes(`${quote}${path}${quote}`)))
    .filter((path) => !patterns.some((pattern) => pattern.test(path)) && !elsewhere.test(path))
  expect(unused).toEqual([])
})

/** Names of products, standards, formats, commands and keys: Japanese writes them in Latin letters as well. */
const names = new Set(
  `API APIs Authorization Azure Base64 Bouncy Castle CA CRL CSR CSV Certificate Credential DER DNS Debian Delta EFS
  Ed25519 Entra GET GNOME HTTP HTTPS ID IKE IP IPsec IT JCEKS JKS JSON Java KWallet Keyring Lines MAC Management Manager
  Microsoft Netscape OCSP OS Office OpenPGP PDF PEM PFX PKCS REST RFC RSA SSH Secret Service TLS Transparency URI URL
  Ubuntu VPN Warifu Web Windows kB ms HTTP/1.1 HTTP/2 AES-256 AES256-SHA256 SHA-1 SHA-256 P-256 P-384 P-521 PKCS12 S/MIME
  PKCS#7 PKCS#12 BEGIN BASE Caps Lock Ctrl+Enter Enter Esc Tab http https localhost cer crl crt csr ics key p12 p7b pem pfx
  sst client.pfx amp apt install certutil decode base64 d gnome-keyring keytool importkeystore srckeystore destkeystore
  deststoretype libsecret libsecret-1-0 root ja en beta latest backend base inbound outbound on-error policies
  check-header ip-filter rewrite-uri authentication-certificate expand lines workspace.owner thumbprint certificate-id name path orders orders/ files/ top v1 management.azure.com
  orders.example orders.example/v1 orders.example.com status.azure.com gateway.example.com
  all OpenAPI YAML Swagger Editor Postman HTML XML WSDL WADL MB openapi openapi.json openapi.yaml
  organizations Vianet Key Vault set-backend-service allow append delete forbid override skip true false`.split(
    /\s+/u,
  ),
)

/** Never shown: what else the command palette answers to, in English as well as in Japanese. */
const searched = /^palette\.words\./u

test('no English is left in the Japanese but names', () => {
  const shown = flat(ja).filter(([path]) => !searched.test(path))
  const left = shown.flatMap(([path, text]) =>
    (text.replace(/\{\w+\}|\u2060/gu, '').match(/[A-Za-z][\w.+#/-]*/gu) ?? [])
      .map((word) => word.replace(/[.-]+$/u, ''))
      .filter((word) => !names.has(word))
      .map((word) => `${path}: ${word}`),
  )
  expect(left).toEqual([])
})

test('punctuation amid Japanese is full-width, and no blank stands beside it', () => {
  const letter = String.raw`[々\u3041-\u9fff]`
  const [opening, closing] = ['[［（「]', '[］）」：、。]']
  const wrong = new RegExp(
    [
      String.raw`(?:${letter}|${closing})(?:[,:!?;()]|[.](?![a-z]))`,
      String.raw`[[(]${letter}`,
      `${letter} ${opening}`,
      `${closing} (?:${letter}|${opening})`,
      String.raw`\{(?:date|until|from|to|when)\} ${letter}`,
    ].join('|'),
    'u',
  )
  expect(flat(ja).filter(([, text]) => text.split(' | ').some((form) => wrong.test(form)))).toEqual([])
})
