/** What diagnostics say of the program, its settings and its workspace: numbers, states and versions, no names. */
import { app } from 'electron'
import { arch, release } from 'node:os'
import type { Environment } from '../../../preload/contract/preferences.ts'
import type { Program } from '../../program.ts'
import { isUnsigned } from '../about.ts'
import type { Log } from '../log.ts'
import { crashReports } from './crash-reports.ts'
import type { DiagnosticsSources } from './diagnostics.ts'

export const diagnosticsSources = (
  { workspace, gateway, managementApi, service }: Program,
  environment: () => Promise<Environment>,
  log: Log,
): DiagnosticsSources => ({
  program: () => ({
    version: app.getVersion(),
    packaged: app.isPackaged,
    signed: !isUnsigned(app.getAppPath()),
    system: `${process.platform} ${release()} ${arch()}`,
    systemLanguages: app.getPreferredSystemLanguages(),
    electron: process.versions.electron,
    chrome: process.versions.chrome,
    node: process.versions.node,
    runningForSeconds: Math.round(process.uptime()),
  }),
  settings: async () => {
    const { preferences, language, management, binDays } = await environment()
    return { preferences, language, binDays, management }
  },
  workspace: async () => ({
    keychain: await workspace.secrets.status(),
    certificates: (await service.certificates.list()).length,
    inBin: (await service.bin.list()).length,
    apis: (await service.apis.list()).length,
    recordBytes: workspace.recordBytes(),
    repairs: workspace.repairs.map(({ kind }) => kind),
    gateway: gateway.status,
    restApi: managementApi.status,
  }),
  crashes: () => crashReports(app.getPath('crashDumps')),
  log: () => log.read(),
})
