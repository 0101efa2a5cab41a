/** The sample workspace: a real back end that demands client certificates, and what one needs to call it. */
export type SamplePfxKind = 'rsa' | 'ec' | 'expired' | 'untrusted'

export interface SamplePfx {
  kind: SamplePfxKind
  fileName: string
  /** Known on purpose: these files protect nothing but the sample. */
  password: string
}

export interface SampleStatus {
  installed: boolean
  folder: string | null
  serviceUrl: string | null
  apiId: string | null
  files: readonly SamplePfx[]
}
