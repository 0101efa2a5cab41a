// @vitest-environment happy-dom
/** Whatever fails is told in both languages with its facts in place: what happened, and what to do. */
import { describe, expect, it } from 'vitest'
import type { ErrorCode, ErrorDetails, Failure } from '../../preload/contract/errors.ts'
import { showLanguage } from '../locales/text.ts'
import { describeFailure } from './failure.ts'

const api = { id: 'orders', displayName: 'Orders' }
const folder = 'C:\\Warifu'
const host = 'management.azure.com'

/** One of each code of the closed list. */
const samples: { [Code in ErrorCode]: ErrorDetails[Code] } = {
  'file-damaged': { kind: 'pem-certificate', where: 'serialNumber' },
  'file-empty': { name: 'orders.pfx' },
  'too-many-files-held': { most: 1_200 },
  'file-not-readable': { name: 'orders.pfx', reason: 'EACCES' },
  'file-not-writable': { name: 'orders.csv', reason: 'ENOSPC' },
  'own-file-not-writable': { name: 'known.jsonl', reason: 'EACCES' },
  'file-too-large': { bytes: 5_000_000, limit: 1_048_576 },
  'file-no-longer-held': {},
  'not-a-certificate-file': { kind: 'archive' },
  'algorithm-unsupported': { algorithm: 'RC5' },
  'certificate-invalid': { reason: 'serialNumber' },
  'decoder-failed': {},
  'key-mismatch': {},
  'key-type-unsupported': { keyType: 'DSA' },
  'no-certificate': {},
  'no-private-key': { certificates: 2 },
  'not-a-pfx': { kind: 'archive' },
  'pfx-damaged': { where: 'authSafe' },
  'pfx-too-complex': { what: 'bags', limit: 100 },
  'private-key-invalid': { reason: 'modulus' },
  'took-too-long': { seconds: 20 },
  'too-many-iterations': { iterations: 9_000_000, limit: 5_000_000 },
  'wrong-password': {},
  'backup-damaged': { reason: 'checksum' },
  'backup-newer': { version: 9, supported: 4 },
  'certificate-already-uploaded': { certificateId: 'orders', thumbprint: 'AB'.repeat(20) },
  'certificate-refused-by-tls': { reason: 'KEY_TOO_SMALL' },
  'certificate-in-use': { apis: [api], others: [{ kind: 'all-apis', id: '', displayName: '' }] },
  'changed-meanwhile': {},
  'data-folder-not-writable': { folder, reason: 'EACCES' },
  'disk-full': {},
  'keychain-item-missing': { certificateId: 'orders' },
  'keychain-locked': {},
  'keychain-unavailable': { reason: 'no-service' },
  'not-a-backup': {},
  'not-found': { what: 'api', id: 'orders' },
  'passphrase-too-short': { minimum: 12 },
  'password-too-long': { bytes: 5_000, limit: 1_024 },
  'sealed-certificate-damaged': { certificateId: 'orders' },
  'workspace-damaged': { folder },
  'workspace-in-use': { folder },
  'workspace-open-elsewhere': { folder, host: 'PC-2' },
  'workspace-newer': { version: 9, supported: 4 },
  'wrong-passphrase': {},
  'api-path-taken': { path: 'orders', api },
  'certificate-authority-invalid': { reason: 'no-certificate' },
  'operation-taken': { method: 'GET', urlTemplate: '/{id}', operation: { id: 'get', displayName: 'Get' } },
  'policy-invalid': { line: 3, column: 5, problem: 'not-closed', subject: 'inbound' },
  'service-url-invalid': { url: 'ftp://x' },
  'not-openapi': { kind: 'swagger', version: '2.0' },
  'openapi-damaged': { line: 3, column: 5, reason: 'tab' },
  'openapi-too-complex': { what: 'operations', limit: 1_000 },
  'url-template-invalid': { urlTemplate: 'x', reason: 'no-slash' },
  'gateway-address-missing': { address: '10.0.0.1' },
  'gateway-not-running': {},
  'gateway-port-taken': { port: 8400, suggestion: 8401 },
  'management-port-taken': { port: 8500 },
  'test-call-failed': { reason: 'ECONNREFUSED' },
  'azure-answer-unusable': { host, status: 200, reason: 'html' },
  'azure-busy': { host, seconds: 900 },
  'azure-refused': { status: 409, errorCode: 'Conflict', message: 'Another change is under way.' },
  'azure-right-missing': {
    action: 'Microsoft.ApiManagement/service/certificates/write',
    scope: '/subscriptions/s',
  },
  'azure-unavailable': { host, status: 503 },
  'azure-unreachable': { host, reason: 'ECONNREFUSED' },
  'azure-write-uncertain': {},
  'clock-wrong': { minutes: 61 },
  'not-offered-by-connection': {},
  'not-signed-in': {},
  'sign-in-failed': { reason: 'AADSTS50020' },
  'replacement-incomplete': { apis: [api], others: [] },
  'update-damaged': {},
  'update-list-invalid': { host },
  'update-not-signed': {},
  'update-server-unreachable': { host, reason: 'ENOTFOUND' },
  'managed-by-organisation': { setting: 'ExportAllowed' },
  cancelled: {},
  'request-invalid': { field: 'displayName' },
  unexpected: { reference: '7F3A' },
}

const failures = Object.entries(samples).map(([code, details]) => ({ code, details }) as Failure)
const untold = { code: 'azure-busy', details: { host, seconds: 0 } } satisfies Failure

describe.each(['en', 'ja'] as const)('in %s', (language) => {
  it.each([...failures, untold].map((failure) => [failure.code, failure] as const))(
    '%s says what happened and what to do',
    async (_code, failure) => {
      await showLanguage(language)
      const { what, todo } = describeFailure(failure)
      for (const sentence of [what, todo]) {
        // Examples of URL templates have braces of their own.
        expect(sentence.replaceAll(/\/\{\*?(?:id|path)\}/g, '')).not.toMatch(/[{}]|undefined|\[object/)
        // A key without a text would stand there as it is.
        expect(sentence).toMatch(
          language === 'ja' ? /[\u3040-\u30ff\u4e00-\u9fff].*。/s : /^\P{Ll}.*[.:]|[^ ]+ .*[.:]/su,
        )
      }
    },
  )
})
