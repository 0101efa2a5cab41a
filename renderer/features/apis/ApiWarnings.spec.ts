// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { defaultGatewaySettings, type Api, type Credentials } from '../../../preload/contract/apis.ts'
import type { OtherScopePolicy, Policy } from '../../../preload/contract/policies.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { exampleApis } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { apiRoutes } from './routes.ts'
import TlsPanel from './TlsPanel.vue'

const guarded: Policy = {
  scope: { kind: 'api', apiId: 'api-1' },
  etag: '1',
  text: '<policies />',
  credentials: { kind: 'none' },
  rules: [],
  problems: [
    {
      severity: 'warning',
      code: 'access-control-not-applied',
      subject: 'validate-jwt',
      ...{ line: 3, column: 5, offset: 30, length: 12 },
    },
  ],
}
const withSettings = (changes: Partial<typeof defaultGatewaySettings>): Api[] =>
  exampleApis().map((api) => ({ ...api, gateway: { ...defaultGatewaySettings, ...changes } }))

async function open(state: Partial<FakeState>) {
  const opened = await openPage(apiRoutes, '/apis/api-1/overview', { apis: exampleApis(), ...state })
  const press = async (words: string) => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === words)
    button?.click()
    await flushPromises()
  }
  return { ...opened, press }
}

describe('an API whose access control the gateway does not apply', () => {
  it('is served only when the administrator says so, and says so then', async () => {
    const { bridge, page, press } = await open({ policies: { 'api-1': guarded } })
    expect(page.text()).toContain('is not served: the gateway does not apply <validate-jwt>')
    await press('Serve it all the same…')
    expect(document.body.textContent).toContain('Calls that the policy would refuse')
    await press('Yes, serve it')
    expect(bridge.state.apis[0]?.gateway?.serveUnguarded).toBe(true)
    expect(page.text()).toContain('Served without <validate-jwt>')
    await press('Stop serving it')
    expect(bridge.state.apis[0]?.gateway?.serveUnguarded).toBe(false)
  })
})

describe('policies of other scopes', () => {
  const ofOperation = (credentials: Credentials, notApplied: readonly string[]): OtherScopePolicy => ({
    scope: { kind: 'operation', apiId: 'api-1', operationId: 'get-order' },
    displayName: 'Get order',
    ...{ credentials, notApplied },
  })
  const ofAllApis = (notApplied: readonly string[]): OtherScopePolicy => ({
    scope: { kind: 'all-apis' },
    displayName: '',
    credentials: { kind: 'other', reason: 'expression' },
    notApplied,
  })
  const links = () =>
    [...document.querySelectorAll('.places a')].map((link) => [
      link.textContent.trim(),
      link.getAttribute('href'),
    ])

  it('that keep operations from being served are named, and lead there', async () => {
    const { bridge, page, press } = await open({
      otherScopes: [ofOperation({ kind: 'none' }, ['validate-jwt', 'ip-filter'])],
    })
    expect(page.text()).toContain('Some operations of this API are not served')
    expect(page.text()).toContain('<validate-jwt> and <ip-filter>')
    expect(links()).toEqual([['Policy of “Get order”', '/apis/api-1/policy/operations/get-order']])
    await press('Serve it all the same…')
    await press('Yes, serve it')
    expect(bridge.state.apis[0]?.gateway?.serveUnguarded).toBe(true)
    expect(page.text()).toContain('Some operations of this API are served without')
  })

  it('keep the whole API from being served where they are all APIs’', async () => {
    const { page } = await open({ otherScopes: [ofAllApis(['validate-jwt'])] })
    expect(page.text()).toContain('This API is not served: the gateway does not apply <validate-jwt>')
    expect(links()).toEqual([['Policy of all APIs', '/apis/api-1/policy/all']])
  })

  it('that set credentials are named in the Security tab', async () => {
    const basic = ofOperation({ kind: 'basic', username: 'clerk' }, [])
    const { page, router } = await open({ otherScopes: [ofAllApis([]), basic] })
    expect(page.text()).not.toContain('not served')
    await router.push('/apis/api-1/security')
    await flushPromises()
    expect(page.text()).toContain('Other policies set credentials, too')
    expect(page.text()).toContain('It chooses the certificate by an expression.')
    expect(page.text()).toContain('clerk')
    expect(links()).toEqual([
      ['Policy of all APIs', '/apis/api-1/policy/all'],
      ['Policy of “Get order”', '/apis/api-1/policy/operations/get-order'],
    ])
  })
})

describe('the TLS settings', () => {
  it('warn on every tab while a check of the back end is off', async () => {
    const { page, router } = await open({ apis: withSettings({ verifyChain: false }) })
    const warning = 'The authority of the back end’s certificate is not checked'
    expect(page.text()).toContain(warning)
    await router.push('/apis/api-1/test')
    await flushPromises()
    expect(page.text()).toContain(warning)
  })

  it('are saved, and refuse a server name that is none', async () => {
    const { bridge, page } = await open({})
    const panel = page.getComponent(TlsPanel)
    await panel.get('input:not([type=checkbox])').setValue('192.0.2.1')
    expect(panel.text()).toContain('Enter a host name')
    await panel.get('form').trigger('submit')
    expect(bridge.state.apis[0]?.gateway).toBeUndefined()
    await panel.get('input:not([type=checkbox])').setValue('orders.example')
    await panel.get('form').trigger('submit')
    await flushPromises()
    expect(bridge.state.apis[0]?.gateway).toMatchObject({ serverName: 'orders.example', verifyName: true })
  })
})
