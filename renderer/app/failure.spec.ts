// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest'
import type { ErrorCode, ErrorDetails } from '../../preload/contract/errors.ts'
import type { FileKind } from '../../preload/contract/files.ts'
import { fileKinds } from '../locales/en/file-kinds.ts'
import { errors } from '../locales/en/errors.ts'
import { showLanguage } from '../locales/text.ts'
import { failure } from '../test/fake-bridge.ts'
import { describeFailure } from './failure.ts'

beforeEach(() => showLanguage('en'))

const details = <Code extends ErrorCode>(code: Code, facts: ErrorDetails[Code]) =>
  describeFailure(failure(code, facts))

test('a failure is told with its facts in place', () => {
  const api = { id: 'a', displayName: 'Orders' }
  expect(details('algorithm-unsupported', { algorithm: 'RC5' }).what).toContain('RC5')
  expect(details('certificate-in-use', { apis: [api, { id: 'b', displayName: 'Billing' }] }).what).toContain(
    'Orders and Billing',
  )
  expect(details('api-path-taken', { path: 'orders', api }).what).toContain('Orders')
  expect(details('file-too-large', { bytes: 5_000_000, limit: 1_048_576 }).what).toMatch(/5 MB.*1 MB/)
  expect(details('too-many-iterations', { iterations: 9_000_000, limit: 5_000_000 }).what).toContain(
    '9,000,000',
  )
  expect(details('gateway-port-taken', { port: 8400, suggestion: 8401 }).todo).toContain('8401')
  expect(details('not-found', { what: 'certificate', id: 'x' }).what).toBe(
    'The certificate is no longer there.',
  )
})

test('the same failure is told in Japanese', async () => {
  await showLanguage('ja')
  expect(details('wrong-password', {}).what).toBe('パスワードが正しくありません。')
  expect(details('not-found', { what: 'certificate', id: 'x' }).what).toBe('証明書が見つかりません。')
})

test('a reason that is a code is told in plain words, any other as it was reported', async () => {
  expect(details('file-not-readable', { name: 'orders', reason: 'EISDIR' }).what).toBe(
    '“orders” cannot be read: it is a folder or no ordinary file.',
  )
  expect(details('certificate-invalid', { reason: 'tbsCertificate.serialNumber' }).what).toContain(
    'tbsCertificate.serialNumber',
  )
  await showLanguage('ja')
  expect(details('certificate-authority-invalid', { reason: 'no-certificate' }).what).toBe(
    'このファイルには、使用できる認証局の証明書がありません（証明書が 1 つも含まれていません）。',
  )
})

test('every kind of file that is not a PFX has sentences of its own', () => {
  const told = (Object.keys(fileKinds) as FileKind[]).map((kind) => details('not-a-pfx', { kind }).what)
  expect(new Set(told).size).toBe(told.length)
})

test('no two outcomes of an upload are told alike', () => {
  const told = Object.values(errors.codes).map(({ what }) => what)
  expect(new Set(told).size).toBe(told.length)
})
