import { describe, expect, it } from 'vitest'
import { defaultGatewaySettings, type Api } from '../../../preload/contract/apis.ts'
import { exampleApis } from '../../test/fake-facts.ts'
import { draftWith, isServerName, settingsFrom, tlsFormOf, uncheckedOf } from './gateway-settings.ts'

const withSettings = (changes: Partial<typeof defaultGatewaySettings>): Api => {
  const [api] = exampleApis()
  if (!api) throw new Error('No example')
  return { ...api, gateway: { ...defaultGatewaySettings, ...changes } }
}

describe('the TLS settings of an API', () => {
  it('come back from their form as they went in, with what the form does not show', () => {
    const api = withSettings({ serverName: 'orders.example', verifyChain: false, serveUnguarded: true })
    expect(settingsFrom(tlsFormOf(api), api)).toEqual(api.gateway)
    expect(settingsFrom({ ...tlsFormOf(api), serverName: '  ' }, api).serverName).toBeNull()
  })

  it('are saved without touching anything else of the API', () => {
    const api = withSettings({})
    expect(draftWith(api, defaultGatewaySettings)).toEqual({
      displayName: api.displayName,
      path: api.path,
      serviceUrl: api.serviceUrl,
      gateway: defaultGatewaySettings,
    })
  })

  it('tell which check of the back end is off', () => {
    expect(uncheckedOf(withSettings({}))).toBeNull()
    expect(uncheckedOf(withSettings({ verifyName: false }))).toBe('name')
    expect(uncheckedOf(withSettings({ verifyChain: false }))).toBe('chain')
    expect(uncheckedOf(withSettings({ verifyChain: false, verifyName: false }))).toBe('both')
  })
})

describe('a server name', () => {
  it.each(['', 'orders.example', ' a_b.example ', 'host'])('may be %j', (name) => {
    expect(isServerName(name)).toBe(true)
  })
  it.each(['192.0.2.1', 'a b', 'https://a', 'a:443', '-a', 'a..b'])('may not be %j', (name) => {
    expect(isServerName(name)).toBe(false)
  })
})
