/** The embedded management REST API, as the window shows it. */
export type ManagementApiStatus = { state: 'off' } | { state: 'running'; port: number; url: string }

export interface ManagementApiView {
  status: ManagementApiStatus
  /** Where it listens, or would. */
  port: number
}

/** `token` is there when one had to be made: it can be shown now and never again. */
export interface ManagementApiSwitchedOn extends ManagementApiView {
  token: string | null
}
