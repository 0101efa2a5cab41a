/** The embedded management REST API, as the window shows it. */
export type ManagementApiStatus = { state: 'off' } | { state: 'running'; port: number; url: string }
