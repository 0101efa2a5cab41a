import { describe, expect, it } from 'vitest'
import type { Api, Credentials } from '../../preload/contract/apis.ts'
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { CopyFacts, SourceBinding, SourceCertificate } from './facts.ts'
import { planCopy } from './plan.ts'

const thumbprintOf = (letter: string) => letter.repeat(40)

const source = (id: string, letter: string, origin?: SourceCertificate['origin']): SourceCertificate => ({
  certificate: { id, commonName: `${id} ${letter}`, thumbprint: thumbprintOf(letter) } as Certificate,
  origin: origin ?? { kind: 'workspace', certificateId: id },
})
const named = (id: string, letter: string) => ({ id, thumbprint: thumbprintOf(letter), commonName: id })

const mutual = (certificateId: string | null, value = certificateId ?? 'gone'): Credentials => ({
  ...{ kind: 'mutual', certificateId },
  reference: { by: 'certificate-id', value },
})
const api = (id: string, credentials: Credentials) => ({ id, displayName: id, path: id, credentials }) as Api
const orders = (there: SourceBinding['there'], credentials: Credentials = mutual('a')): SourceBinding => ({
  api: api('orders', credentials),
  there,
})
const there = (credentials: Credentials): SourceBinding['there'] => ({
  api: { id: 'orders', displayName: 'orders', path: 'orders' },
  ...{ etag: '1', credentials },
})

const plan = (facts: Partial<CopyFacts>) =>
  planCopy({ to: 'connection', certificates: [], there: [], bindings: [], ...facts })
const fates = (facts: Partial<CopyFacts>) => plan(facts).certificates.map(({ fate }) => fate)
const bindingFate = (facts: Partial<CopyFacts>) => plan(facts).bindings[0]?.fate

describe('a certificate', () => {
  it('is added under its own id', () => {
    const from = { kind: 'workspace', certificateId: 'a' }
    expect(fates({ certificates: [source('a', 'A')] })).toEqual([
      { kind: 'added', id: 'a', taken: null, from },
    ])
  })

  it('gets an id after its name where its own is one that the workspace made', () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e'
    const one = source(id, 'A')
    const certificate = { ...one.certificate, commonName: 'Orders (2026)' }
    expect(fates({ certificates: [{ ...one, certificate }] })).toMatchObject([{ id: 'Orders-2026' }])
  })

  it('is kept where it is there, under whichever id', () => {
    const certificates = [source('a', 'A')]
    expect(fates({ certificates, there: [named('other', 'A')] })).toEqual([{ kind: 'kept', id: 'other' }])
  })

  it('never takes the place of another one: not at the target, not within the plan', () => {
    const certificates = [source('a', 'A'), source('A', 'C'), source('a-3', 'D')]
    expect(fates({ certificates, there: [named('A', 'B')] })).toMatchObject([
      { kind: 'added', id: 'a-2', taken: 'a' },
      { kind: 'added', id: 'A-3', taken: 'A' },
      { kind: 'added', id: 'a-3-2', taken: 'a-3' },
    ])
  })

  it.each(['key-not-told', 'keychain-item-missing', 'sealed-certificate-damaged'] as const)(
    'is not copied without a file (%s)',
    (because) => {
      const certificates = [source('a', 'A', { kind: 'none', because })]
      expect(fates({ certificates })).toEqual([{ kind: 'impossible', because }])
    },
  )

  it('comes out of a Key Vault by its address alone', () => {
    const from = { kind: 'key-vault', secretIdentifier: 'https://v.vault.azure.net/secrets/a' } as const
    expect(fates({ certificates: [source('a', 'A', from)] })).toMatchObject([{ kind: 'added', from }])
  })

  it('never comes to the workspace, which may have it already', () => {
    const certificates = [source('a', 'A'), source('b', 'B')]
    expect(fates({ to: 'workspace', certificates, there: [named('x', 'B')] })).toEqual([
      { kind: 'impossible', because: 'not-in-workspace' },
      { kind: 'kept', id: 'x' },
    ])
  })
})

describe('a binding', () => {
  const certificates = [source('a', 'A')]

  it.each<[string, Credentials, object]>([
    ['nothing', { kind: 'none' }, { kind: 'none' }],
    ['a user name', { kind: 'basic', username: 'me' }, { kind: 'basic', username: 'me' }],
    ['another certificate', mutual('b'), { kind: 'mutual', commonName: 'b', reference: thumbprintOf('B') }],
    ['a certificate that is gone', mutual(null), { kind: 'mutual', commonName: null, reference: 'gone' }],
  ])('is set, and says that the API presents %s now', (_name, credentials, now) => {
    const facts = { certificates, there: [named('b', 'B')], bindings: [orders(there(credentials))] }
    expect(bindingFate(facts)).toEqual({
      ...{ kind: 'set', now, certificateId: 'a' },
      api: { id: 'orders', displayName: 'orders', path: 'orders' },
    })
  })

  it('is kept where the API presents the same certificate, under whichever id', () => {
    const bindings = [orders(there(mutual('x')))]
    expect(bindingFate({ certificates, there: [named('x', 'A')], bindings })).toMatchObject({ kind: 'kept' })
  })

  it.each<[string, SourceBinding]>([
    ['no-such-api', orders(null)],
    ['policy-not-plain', orders(there({ kind: 'other', reason: 'conditional' }))],
    ['no-certificate', orders(there({ kind: 'none' }), { kind: 'none' })],
    ['no-certificate', orders(there({ kind: 'none' }), mutual(null))],
  ])('is not set: %s', (because, binding) => {
    expect(bindingFate({ certificates, bindings: [binding] })).toEqual({ kind: 'impossible', because })
  })

  it('is not set without its certificate', () => {
    const unreadable = [source('a', 'A', { kind: 'none', because: 'key-not-told' })]
    const bindings = [orders(there({ kind: 'none' }))]
    const because = 'certificate-not-copied'
    expect(bindingFate({ certificates: unreadable, bindings })).toEqual({ kind: 'impossible', because })
  })
})
