import { describe, expect, it } from 'vitest'
import type { TestCallAnswer } from '../../../preload/contract/gateway.ts'
import { gatewayError, headerProblem, indentJson, sentHeaders, shownBody } from './test-call.ts'

const answer = (changes: Partial<TestCallAnswer>): TestCallAnswer => ({
  url: 'http://127.0.0.1:8080/orders',
  status: 200,
  statusText: 'OK',
  headers: [],
  body: '',
  bodyBytes: 0,
  durationMs: 1,
  presented: null,
  tls: null,
  ...changes,
})

describe('a body of JSON', () => {
  it('is indented', () => {
    expect(indentJson('{"a":[1,{"b":"x, y: {z}"}],"c":{}}')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b": "x, y: {z}"\n    }\n  ],\n  "c": {}\n}',
    )
  })

  it('keeps long numbers, repeated keys and escapes as they were sent', () => {
    expect(indentJson('{"n":12345678901234567890,"n":1e400,"s":"\\u0041\\""}')).toBe(
      '{\n  "n": 12345678901234567890,\n  "n": 1e400,\n  "s": "\\u0041\\""\n}',
    )
  })

  it('means the same afterwards', () => {
    const text = ' [ ] '
    expect(JSON.parse(indentJson(text))).toEqual([])
    expect(indentJson('  "only text"\n')).toBe('"only text"')
  })

  it('is shown as it is when it is cut or not JSON at all', () => {
    const headers = [['Content-Type', 'application/problem+json; charset=utf-8']] as const
    expect(shownBody(answer({ headers, body: '{"a":' }))).toBe('{"a":')
    expect(shownBody(answer({ headers, body: '{"a":1}' }))).toBe('{\n  "a": 1\n}')
    expect(shownBody(answer({ headers: [['content-type', 'text/plain']], body: '{"a":1}' }))).toBe('{"a":1}')
    expect(shownBody(answer({ body: null }))).toBeNull()
  })
})

describe('the gateway’s own answer', () => {
  it('is known by its header and tells the detail and the alert', () => {
    const body = JSON.stringify({
      error: { code: 'BackEndRefusedCertificate', message: '', detail: '127.0.0.1:9', alert: 'unknown_ca' },
    })
    const headers = [['Warifu-Error', 'BackEndRefusedCertificate']] as const
    expect(gatewayError(answer({ headers, body }))).toEqual({
      code: 'BackEndRefusedCertificate',
      detail: '127.0.0.1:9',
      alert: 'unknown_ca',
    })
    const unheardOf = JSON.stringify({ error: { alert: 'unheard_of' } })
    expect(gatewayError(answer({ headers, body: unheardOf }))?.alert).toBeNull()
  })

  it('is not confused with an error of the back end', () => {
    expect(gatewayError(answer({ status: 502, body: '{"error":{"code":"x"}}' }))).toBeNull()
  })
})

describe('headers of a test call', () => {
  it('are not sent while empty', () => {
    expect(
      sentHeaders([
        { name: '', value: '' },
        { name: 'Accept', value: '*/*' },
      ]),
    ).toEqual([['Accept', '*/*']])
    expect(headerProblem({ name: '', value: '' })).toBeNull()
  })

  it('must have a name that HTTP allows', () => {
    expect(headerProblem({ name: 'X Y', value: '1' })).toBe('header-name')
    expect(headerProblem({ name: '', value: '1' })).toBe('header-name')
    expect(headerProblem({ name: 'X', value: 'a\r\nb: c' })).toBe('header-value')
  })
})
