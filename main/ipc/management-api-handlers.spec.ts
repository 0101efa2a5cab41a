import { expect, it } from 'vitest'
import { serveWorkspace } from '../management-api/testing/serve-workspace.ts'
import type { ManagementApiSetting } from '../shell/preferences.ts'
import { managementApiHandlers } from './management-api-handlers.ts'

it('switches the REST API on and off, remembers that, and gives a token out when it makes one', async () => {
  const served = await serveWorkspace()
  try {
    await served.api.stop()
    await served.temporary.secrets.delete('management-api:token')
    let setting: ManagementApiSetting = { on: false, port: 18_444 }
    const handlers = managementApiHandlers(served.api, {
      managementApi: () => setting,
      rememberManagementApi: (changed) => (setting = changed),
    })
    expect(handlers.status()).toEqual({ status: { state: 'off' }, port: 18_444 })

    const { status, port, token } = await handlers.switchOn(0)
    expect(status).toMatchObject({ state: 'running', port })
    expect(token).toMatch(/^warifu_/)
    expect(setting).toEqual({ on: true, port })

    expect(await handlers.switchOff()).toEqual({ status: { state: 'off' }, port })
    expect(setting).toEqual({ on: false, port })
    expect(await handlers.switchOn(port)).toMatchObject({ token: null })
    expect(await handlers.renewToken()).not.toBe(token)
  } finally {
    await served.stop()
  }
})
