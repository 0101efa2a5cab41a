/** One request through guards and router to its operation, and its answer in the contract's form. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isWarifuError } from '../warifu-error.ts'
import { readIfMatch, writeEtag } from './etag.ts'
import { admit } from './guards.ts'
import type { Guards } from './guards.ts'
import { apiVersion } from './openapi.ts'
import { readBody } from './read-body.ts'
import { RestFailure, toRestFailure } from './rest-failure.ts'
import type { Answer, Call } from './route.ts'
import type { Found } from './router.ts'

export interface Operations {
  guards: Guards
  find: (method: string, path: string) => Found
  /** What nobody expected, with the reference that the caller is told. */
  onUnexpected: (reference: string, error: unknown) => void
}

/** Never fails: whatever goes wrong is answered. */
export const answerRequest = async (
  operations: Operations,
  request: IncomingMessage,
  response: ServerResponse,
  port: number,
): Promise<void> => {
  const reference = randomUUID()
  response.setHeader('x-ms-request-id', reference)
  response.setHeader('Cache-Control', 'no-store')
  response.setHeader('X-Content-Type-Options', 'nosniff')
  try {
    const { call, answer } = await carryOut(operations, request, port)
    send(response, answer, call.origin, request.method === 'HEAD')
  } catch (error) {
    const failure = failureOf(error, request, (unexpected) => {
      operations.onUnexpected(reference, unexpected)
    })
    for (const [name, value] of Object.entries(failure.headers)) response.setHeader(name, value)
    // What is left of a body that was refused is not read; the connection cannot be used again.
    if (!request.complete) response.setHeader('Connection', 'close')
    write(response, failure.status, { error: failure.detail }, request.method === 'HEAD')
  }
}

const carryOut = async ({ guards, find }: Operations, request: IncomingMessage, port: number) => {
  admit(guards, request.headers, port)
  const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s)
  const found = find(request.method ?? '', path)
  const call: Call = {
    params: found.params,
    service: found.service,
    query: new URLSearchParams(query),
    ifMatch: readIfMatch(request.headers['if-match']),
    body: found.route.request === undefined ? undefined : await readBody(request),
    origin: `http://${request.headers.host ?? ''}`,
    path,
  }
  if (found.service !== '') requireVersion(call.query.get('api-version'))
  if (found.route.ifMatch === 'required' && call.ifMatch === null) {
    throw new RestFailure(400, {
      code: 'MissingIfMatchHeader',
      message: "The header 'If-Match' is required.",
    })
  }
  return { call, answer: await found.route.handle(call) }
}

const requireVersion = (version: string | null): void => {
  if (version === apiVersion) return
  const code = version === null ? 'MissingApiVersionParameter' : 'InvalidApiVersionParameter'
  throw new RestFailure(400, { code, message: `The query must have api-version=${apiVersion}.` })
}

const failureOf = (
  error: unknown,
  request: IncomingMessage,
  onUnexpected: (error: unknown) => void,
): RestFailure => {
  if (error instanceof RestFailure) return error
  if (isWarifuError(error)) {
    const subject = (request.url ?? '').split('?')[0]?.split('/').at(-1) ?? ''
    const failure = toRestFailure(error.toFailure(), decodeURIComponent(subject))
    if (failure !== null) return failure
  }
  onUnexpected(error)
  return new RestFailure(500, {
    code: 'InternalServerError',
    message: 'The request failed; the log says more.',
  })
}

const send = (response: ServerResponse, answer: Answer, origin: string, head: boolean): void => {
  if (answer.etag !== undefined) response.setHeader('ETag', writeEtag(answer.etag))
  if (answer.location !== undefined) response.setHeader('Location', `${origin}${answer.location}`)
  write(response, answer.status, answer.body, head)
}

const write = (response: ServerResponse, status: number, body: unknown, head: boolean): void => {
  response.statusCode = status
  if (body === undefined) {
    response.end()
    return
  }
  const text = Buffer.from(JSON.stringify(body))
  response.setHeader('Content-Type', 'application/json; charset=utf-8')
  response.setHeader('Content-Length', text.length)
  response.end(head ? undefined : text)
}
