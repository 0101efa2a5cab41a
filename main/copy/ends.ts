/** From where to where is copied. */
import type { AzureService } from '../azure/azure-service.ts'
import type { EmbeddedService } from '../management/service.ts'

export type CopyEnd =
  | { kind: 'workspace'; service: EmbeddedService }
  /** `name` and `host` are for the record. */
  | { kind: 'connection'; service: AzureService; name: string; host: string }

export interface CopyEnds {
  source: CopyEnd
  target: CopyEnd
  /** Has the files, whichever the source is. */
  workspace: EmbeddedService
}
