/** What can be called of an API: a method and a URL template each. */
import type { UrlTemplateFault } from './errors.ts'

export interface OperationProperties {
  displayName: string
  /** An HTTP method in upper case. */
  method: string
  /** Below the API's path, e.g. `/orders/{id}?expand={expand}`; `/*` or `/{*rest}` at the end stands for any rest. */
  urlTemplate: string
  description: string
}

export interface Operation extends OperationProperties {
  /** Unique in its API only. */
  id: string
  apiId: string
  etag: string
  /** Whether it has a policy of its own; absent where that is not known without asking for each. */
  hasPolicy?: boolean
}

/** An operation as another names it. */
export interface OperationReference {
  id: string
  displayName: string
}

/**
 * Of an OpenAPI document: it becomes no operation. `method` is empty where a whole path is meant. `elsewhere`: it lies
 * in another file, which is not fetched; `missing`: nothing is where its reference leads; `same-calls`: an earlier
 * one of the document matches the same calls.
 */
export interface LeftOutOperation {
  method: string
  path: string
  reason: UrlTemplateFault | 'elsewhere' | 'missing' | 'same-calls' | 'too-long'
}

/** What importing a document does to an API's operations. */
export interface ImportPreview {
  title: string
  /** Of OpenAPI, such as `3.0.3`. */
  version: string
  /** The document's `servers`, which an import leaves aside. */
  servers: readonly string[]
  added: readonly OperationProperties[]
  /** They keep their ids and policies. */
  changed: readonly { before: OperationProperties; after: OperationProperties }[]
  kept: readonly OperationProperties[]
  /** Of the API and not in the document; removed with their policies only if that is asked for. */
  absent: readonly Operation[]
  leftOut: readonly LeftOutOperation[]
  /** Of the API's operations as they are; an import asks for it. */
  etag: string
}

export interface OperationSaved extends Undoable {
  operation: Operation
}

/** How an act can be taken back; absent where the service cannot. */
export interface Undoable {
  undo?: string
}
