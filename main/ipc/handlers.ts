/** One handler for each channel of the contract. Each decides something; none only forwards to another. */
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Events } from '../../preload/contract/events.ts'
import type { Connections } from '../azure/connections.ts'
import type { ReadOpenApi } from '../operations/openapi/openapi-reader.ts'
import type { Program } from '../program.ts'
import { apiHandlers, policyHandlers } from './api-handlers.ts'
import { certificateHandlers } from './certificate-handlers.ts'
import { diagnosticsHandlers } from './diagnostics-handlers.ts'
import { chosenService } from './chosen-service.ts'
import { azureHandlers, connectionHandlers } from './connection-handlers.ts'
import { copyHandlers } from './copy-handlers.ts'
import type { HeldFiles } from './held-files.ts'
import { inspectionHandlers } from './inspection-handlers.ts'
import { managementApiHandlers } from './management-api-handlers.ts'
import { operationHandlers } from './operation-handlers.ts'
import {
  fileHandlers,
  gatewayHandlers,
  programHandlers,
  sampleHandlers,
  updateHandlers,
} from './program-handlers.ts'
import type { Shell } from './program-handlers.ts'
import { activityHandlers, binHandlers, workspaceHandlers } from './workspace-handlers.ts'

export function createHandlers(
  program: Program,
  shell: Shell,
  files: HeldFiles,
  connections: Connections,
  readOpenApi: ReadOpenApi,
  { onCopied, onListed }: { onCopied: Events['copied']; onListed: Events['certificatesListed'] },
): Handlers {
  const { decoder } = program
  const service = chosenService(program.service, () => connections.service())
  return {
    program: programHandlers(shell),
    files: fileHandlers(shell, files),
    certificates: certificateHandlers({ files, decoder, service, shell, onListed }),
    inspection: inspectionHandlers({ files, decoder, shell }),
    bin: binHandlers(program.service),
    activity: activityHandlers(program.service, shell),
    workspace: workspaceHandlers(program, shell, files),
    apis: apiHandlers({ files, service, now: () => new Date() }),
    operations: operationHandlers({ files, service, readOpenApi }),
    policies: policyHandlers({ service }),
    gateway: gatewayHandlers(program, shell),
    connections: connectionHandlers(connections),
    copying: copyHandlers(program.service, connections, shell, onCopied),
    azure: azureHandlers(service),
    managementApi: managementApiHandlers(program.managementApi, shell),
    diagnostics: diagnosticsHandlers(shell),
    updates: updateHandlers(shell),
    sample: sampleHandlers(program, shell, files),
  }
}
