/**
 * A window.warifu without a main process, for component specs and pictures. Derived from `Bridge`, so it cannot
 * drift from the contract; it holds its state in memory and does no cryptography. Each feature has a file of its own
 * in `bridge/`, with the state that it keeps and what it answers.
 */
import type { Bridge } from '../../preload/contract/bridge.ts'
import { activityState, fakeActivity } from './bridge/activity.ts'
import { apisState, fakeApis } from './bridge/apis.ts'
import { binState, fakeBin } from './bridge/bin.ts'
import { certificatesState, fakeCertificates } from './bridge/certificates.ts'
import { diagnosticsState, fakeDiagnostics } from './bridge/diagnostics.ts'
import { connectionsState, fakeAzure, fakeConnections } from './bridge/connections.ts'
import { copyingState, fakeCopying } from './bridge/copying.ts'
import { fakeFiles, filesState } from './bridge/files.ts'
import { fakeGateway, gatewayState } from './bridge/gateway.ts'
import { fakeInspection, inspectionState } from './bridge/inspection.ts'
import { fakeManagementApi, managementApiState } from './bridge/management-api.ts'
import { fakeOperations, operationsState } from './bridge/operations.ts'
import { fakePolicies, policiesState } from './bridge/policies.ts'
import { fakeProgram, programState } from './bridge/program.ts'
import { fakeSample, sampleState } from './bridge/sample.ts'
import { fakeUpdates, updatesState } from './bridge/updates.ts'
import { fakeWorkspace, workspaceState } from './bridge/workspace.ts'
import { createWorld, failuresState, type Emit } from './bridge/world.ts'

export { failure } from './bridge/results.ts'

export const emptyState = () => ({
  ...programState(),
  ...filesState(),
  ...certificatesState(),
  ...inspectionState(),
  ...binState(),
  ...activityState(),
  ...workspaceState(),
  ...apisState(),
  ...operationsState(),
  ...policiesState(),
  ...gatewayState(),
  ...connectionsState(),
  ...copyingState(),
  ...managementApiState(),
  ...sampleState(),
  ...diagnosticsState(),
  ...updatesState(),
  ...failuresState(),
})

export type FakeState = ReturnType<typeof emptyState>

export interface FakeBridge extends Bridge {
  state: FakeState
  emit: Emit
}

export function createFakeBridge(changes: Partial<FakeState> = {}): FakeBridge {
  const world = createWorld({ ...emptyState(), ...changes })
  return {
    state: world.state,
    emit: world.emit,
    events: world.events,
    ...fakeFiles(world),
    program: fakeProgram(world),
    certificates: fakeCertificates(world),
    inspection: fakeInspection(world),
    bin: fakeBin(world),
    activity: fakeActivity(world),
    workspace: fakeWorkspace(world),
    apis: fakeApis(world),
    operations: fakeOperations(world),
    policies: fakePolicies(world),
    gateway: fakeGateway(world),
    connections: fakeConnections(world),
    azure: fakeAzure(world),
    copying: fakeCopying(world),
    managementApi: fakeManagementApi(world),
    sample: fakeSample(world),
    diagnostics: fakeDiagnostics(world),
    updates: fakeUpdates(world),
  }
}
