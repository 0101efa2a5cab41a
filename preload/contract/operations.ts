/** What can be called of an API: a method and a URL template each. */

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
