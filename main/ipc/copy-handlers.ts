/** Copying to another connection, as the window asks for it: from the service that is shown. */
import { endpointOf } from '../../preload/contract/connections.ts'
import type { CopyOutcome } from '../../preload/contract/copying.ts'
import type { Handlers } from '../../preload/contract/bridge.ts'
import type { Connections } from '../azure/connections.ts'
import { createCopying } from '../copy/copying.ts'
import type { CopyEnd } from '../copy/ends.ts'
import type { EmbeddedService } from '../management/service.ts'
import type { Shell } from './program-handlers.ts'

export function copyHandlers(
  workspace: EmbeddedService,
  connections: Pick<Connections, 'view' | 'serviceOf'>,
  shell: Pick<Shell, 'confirmCopy'>,
  onOutcome: (outcome: CopyOutcome) => void,
): Handlers['copying'] {
  const endAt = (id: string | null): CopyEnd => {
    if (id === null) return { kind: 'workspace', service: workspace }
    const service = connections.serviceOf(id)
    const connection = connections.view().connections.find((one) => one.id === id)
    const host = connection === undefined ? '' : new URL(endpointOf(connection.access)).host
    return { kind: 'connection', service, name: connection?.place.service ?? '', host }
  }
  const copying = createCopying({
    endsFor: (target) => ({ source: endAt(connections.view().chosen), target: endAt(target), workspace }),
    confirm: (names, to) => shell.confirmCopy({ names, ...to }),
    onOutcome,
  })
  return {
    plan: (request) => copying.plan(request),
    run: (planId) => copying.run(planId),
    cancel: () => copying.cancel(),
  }
}
