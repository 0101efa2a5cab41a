import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../../management-api/openapi.ts'
import { operationRoutes } from '../../management-api/operations.ts'
import type { EmbeddedService } from '../../management/service.ts'
import { isWarifuError } from '../../warifu-error.ts'
import { createOpenApiReader } from './openapi-reader.ts'
import { readOpenApi } from './read-openapi.ts'
import { spawnWorkerFromSource } from './testing/spawn-worker.ts'

const read = (text: string) => readOpenApi(Buffer.from(text))
const failureOf = (text: string | Uint8Array) => {
  try {
    readOpenApi(typeof text === 'string' ? Buffer.from(text) : text)
  } catch (error) {
    if (isWarifuError(error)) return error.toFailure()
    throw error
  }
  throw new Error('It was read.')
}
const orders = readFileSync(new URL('testing/orders.yaml', import.meta.url))
const head = 'openapi: 3.0.3\ninfo: {title: T, version: "1"}\n'
const one = (path: string, item: unknown) =>
  read(JSON.stringify({ openapi: '3.0.3', info: { title: 'T' }, paths: { [path]: item } }))

describe('an OpenAPI document', () => {
  it('gives an operation for each method of each path, named as Azure names them', () => {
    const { title, version, servers, operations } = readOpenApi(orders)
    expect({ title, version, servers }).toEqual({
      title: 'Orders',
      version: '3.1.0',
      servers: ['https://orders.example/v2', 'https://test.orders.example/v2'],
    })
    expect(
      operations.map(({ method, urlTemplate, displayName }) => [method, urlTemplate, displayName]),
    ).toEqual([
      ['GET', '/orders?tenant={tenant}&status={status}', '注文の一覧'],
      ['POST', '/orders', 'createOrder'],
      ['GET', '/orders/{order_id}', 'GET - /orders/{order id}'],
      ['DELETE', '/orders/{order_id}', 'Orders_Delete!'],
      ['TRACE', '/orders/{order_id}', 'TRACE - /orders/{order id}'],
      ['GET', '/files/{*proxy}', 'getFile'],
      ['GET', '/health', 'health'],
    ])
    expect(operations[0]?.description).toBe('The newest first.')
  })

  it('says what of it becomes no operation, and why', () => {
    expect(readOpenApi(orders).leftOut).toEqual([
      { method: 'GET', path: '/orders/{number}', reason: 'same-calls' },
      { method: '', path: '/shared', reason: 'elsewhere' },
      { method: '', path: '/nowhere', reason: 'missing' },
      { method: '', path: '/circle', reason: 'missing' },
      { method: 'GET', path: '/a b', reason: 'character' },
    ])
  })

  it('is read as JSON, in UTF-16 and with a byte order mark all the same', () => {
    const document = openApiDocument(operationRoutes({} as EmbeddedService), {
      version: '1',
      url: 'http://x',
    })
    const text = JSON.stringify(document, null, '\t')
    const { operations } = read(text)
    expect(operations.map(({ method }) => method)).toEqual(['GET', 'GET', 'PUT', 'DELETE', 'HEAD', 'PATCH'])
    expect(operations[0]?.urlTemplate).toMatch(/\/operations\?api-version=\{api-version\}$/)
    expect(readOpenApi(Buffer.from(`\uFEFF${text}`)).operations).toEqual(operations)
    expect(readOpenApi(Buffer.from(`\uFEFF${text}`, 'utf16le')).operations).toEqual(operations)
  })

  it.each([
    ['/a/{id}', ['ID'], '/a/{id}?ID={ID2}'],
    ['/a/{$top}', ['$top', 'a&b'], '/a/{top}?%24top={top2}&a%26b={a_b}'],
    ['/{*path}', [], '/{*path}'],
    ['/{+path}', [], '/{*path}'],
    ['/x/*', [], '/x/*'],
    ['/find?kind=new', ['kind', 'q'], '/find?kind=new&q={q}'],
    ['/a/{x}/{x}', [], '/a/{x}/{x2}'],
    ['/report.{format}', [], '/report.{format}'],
  ])('makes a template of %s and %j', (path, required, urlTemplate) => {
    const parameters = required.map((name) => ({ name, in: 'query', required: true }))
    expect(one(path, { get: { parameters } }).operations).toMatchObject([{ urlTemplate }])
  })

  it('repeats what an anchor means, and merges it', () => {
    const text = `${head}x: &x {summary: Same}\npaths:\n  /a: {get: {<<: *x, operationId: a}}\n  /b: {get: *x}\n`
    expect(read(text).operations).toMatchObject([
      { operationId: 'a', displayName: 'Same' },
      { operationId: '', displayName: 'Same' },
    ])
  })

  it.each(['3.0', '3.1'])('may leave its version %s unquoted', (version) => {
    expect(read(`openapi: ${version}\npaths: {/a: {get: {}}}`).version).toBe(version)
  })

  it('without any path gives nothing', () => {
    expect(read(`${head}webhooks: {new: {post: {}}}\n`).operations).toEqual([])
  })
})

describe('a file that is no such document', () => {
  it.each([
    ['swagger: "2.0"\npaths: {}', 'swagger'],
    ['{"openapi": "4.0.0"}', 'other-version'],
    ['openapi: 3.2.0', 'other-version'],
    ['openapi: 4.0', 'other-version'],
    ['asyncapi: 3.0.0', 'other'],
    ['#%RAML 1.0\ntitle: T', 'other'],
    ['<!DOCTYPE html><title>Swagger UI</title>', 'html'],
    ['<?xml version="1.0"?><definitions/>', 'xml'],
    [
      '{"info": {"schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"}}',
      'postman',
    ],
    ['Dear all,', 'other'],
    ['[1, 2]', 'other'],
  ])('%j is told apart', (text, kind) => {
    expect(failureOf(text)).toMatchObject({ code: 'not-openapi', details: { kind } })
  })

  it('or no text at all', () => {
    expect(failureOf(Buffer.from([0x30, 0x82, 0xff, 0x00]))).toMatchObject({ details: { kind: 'other' } })
  })
})

describe('a damaged document', () => {
  it.each([
    [`${head}paths:\n  /a:\n    get: {}\n   /b:\n    get: {}\n`, 6, 1, 'indentation'],
    [`${head}paths:\n\t/a: {}\n`, 4, 1, 'tab'],
    [`${head}paths:\n  /a: {get: {}}\n  /b: {get: {}}\n  /a: {put: {}}\n`, 6, 3, 'key-twice'],
    [`${head}paths: *paths\n`, 3, 8, 'alias-unknown'],
    [`${head}---\nopenapi: 3.0.0\n`, 3, 1, 'several-documents'],
    ['{\n  "openapi": "3.0.3",\n  "paths": {"/a": {}', 3, 21, 'character-missing'],
    ['{\n  "openapi": "3.0.3"\n  "paths": {}\n}', 3, 3, 'character-missing'],
  ])('says where: %j', (text, line, column, reason) => {
    expect(failureOf(text)).toEqual({ code: 'openapi-damaged', details: { line, column, reason } })
  })

  it('cannot exhaust the reader', () => {
    const laughs = ['a: &a [x, x]']
    for (let level = 98; level < 118; level++) {
      const name = String.fromCharCode(level)
      const before = String.fromCharCode(level - 1)
      laughs.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`)
    }
    expect(failureOf(`${laughs.join('\n')}\n${head}paths: {}`)).toMatchObject({
      code: 'openapi-too-complex',
      details: { what: 'aliases' },
    })
    expect(failureOf(`${head}paths: ${'['.repeat(100_000)}`)).toMatchObject({
      code: 'openapi-too-complex',
      details: { what: 'nesting' },
    })
    const item = `{${['get', 'put', 'post', 'delete'].map((method) => `${method}: {}`).join(', ')}}`
    const paths = Array.from({ length: 6_000 }, (_, index) => `  /p${index}: *all`).join('\n')
    expect(failureOf(`${head}x: &all ${item}\npaths:\n${paths}\n`)).toMatchObject({
      code: 'openapi-too-complex',
      details: { what: 'operations' },
    })
  })
})

describe('what a document says of itself', () => {
  it('is cut to what the window shows and the record keeps', () => {
    const long = 'x'.repeat(2_000)
    const servers = Array.from({ length: 50 }, (_, index) => ({ url: `https://${index}.example/${long}` }))
    const document = {
      ...{ openapi: `3.0.3-${long}`, info: { title: `${'x'.repeat(299)}\u{1F600}` }, servers },
      paths: { [`/${long}`]: { get: { operationId: long } }, '/a': { get: { operationId: long } } },
    }
    const read = readOpenApi(Buffer.from(JSON.stringify(document)))
    expect(read.title).toBe('x'.repeat(299))
    expect(read.version).toHaveLength(30)
    expect(read.servers).toHaveLength(20)
    expect(read.servers.map((url) => url.length)).toEqual(Array(20).fill(300))
    expect(read.leftOut).toEqual([{ method: 'GET', path: `/${long}`.slice(0, 1_000), reason: 'too-long' }])
    expect(read.operations[0]?.operationId).toHaveLength(1_000)
  })

  it('counts toward the most operations where it becomes none', () => {
    const many = (item: object, count: number) =>
      JSON.stringify({
        ...{
          openapi: '3.0.3',
          all: Object.fromEntries(['get', 'put', 'post', 'head'].map((name) => [name, {}])),
        },
        paths: Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, item])),
      })
    const shared = { $ref: '#/all' }
    expect(read(many(shared, 5_000)).leftOut).toHaveLength(20_000)
    for (const text of [many(shared, 5_001), many({ $ref: '#/none' }, 20_001)]) {
      expect(failureOf(text)).toEqual({
        code: 'openapi-too-complex',
        details: { what: 'operations', limit: 20_000 },
      })
    }
  })
})

describe('the reader', () => {
  const readInThread = createOpenApiReader({ spawnWorker: spawnWorkerFromSource })

  it('reads in a thread of its own', async () => {
    expect(await readInThread(orders)).toEqual(readOpenApi(orders))
    await expect(readInThread(Buffer.from('swagger: "2.0"'))).rejects.toMatchObject({ code: 'not-openapi' })
  })

  it('stops when it is told to, and when it takes too long', async () => {
    const stop = new AbortController()
    const reading = readInThread(orders, stop.signal)
    stop.abort()
    await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    const hurried = createOpenApiReader({ spawnWorker: spawnWorkerFromSource, deadlineMs: 1 })
    await expect(hurried(orders)).rejects.toMatchObject({
      code: 'openapi-too-complex',
      details: { what: 'seconds' },
    })
  })
})
