// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { refusedCheck } from '../../test/fake-checks.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import Select from '../../ui/Select.vue'
import CertificateChooser from './CertificateChooser.vue'
import { apiRoutes } from './routes.ts'
import SecurityTab from './SecurityTab.vue'

async function openTab(id: string, changes: Partial<FakeState> = {}) {
  const { bridge, router, page } = await openPage(apiRoutes, `/apis/${id}/security`, {
    apis: exampleApis(),
    certificates: exampleCertificates(),
    ...changes,
  })
  const tab = page.getComponent(SecurityTab)
  const choose = async (kind: string) => {
    tab.getComponent(Select).vm.$emit('update:modelValue', kind)
    await flushPromises()
  }
  const save = async () => {
    await tab.get('form').trigger('submit')
    await flushPromises()
  }
  return { bridge, router, tab, choose, save }
}

describe('the Security tab', () => {
  it('shows the certificate in use, saves another, and says when it took effect', async () => {
    const { bridge, tab, save } = await openTab('api-1')
    expect(tab.getComponent(CertificateChooser).text()).toContain('orders-gateway')
    tab.getComponent(CertificateChooser).vm.$emit('update:modelValue', 'certificate-5')
    await flushPromises()
    expect(tab.text()).toContain('Not saved yet')
    expect(bridge.state.unsaved).toBe('changes')
    await save()
    expect(tab.text()).toContain('In effect since')
    expect(bridge.state.unsaved).toBeNull()
    expect(bridge.state.apis[0]?.credentials).toMatchObject({
      kind: 'mutual',
      certificateId: 'certificate-5',
    })
  })

  it('forgets the Basic password as soon as it was sent', async () => {
    const { bridge, tab, choose, save } = await openTab('api-1')
    await choose('basic')
    const [username, password] = tab.findAll('input')
    await username?.setValue('gateway')
    await password?.setValue('hunter2')
    await save()
    expect(bridge.state.apis[0]?.credentials).toEqual({ kind: 'basic', username: 'gateway' })
    expect(tab.html()).not.toContain('hunter2')
    expect(tab.get<HTMLInputElement>('input[type=password]').element.value).toBe('')
    expect(tab.text()).toContain('Leave empty to keep the password')
  })

  it('follows a change made elsewhere while nothing is being chosen', async () => {
    const { bridge, tab } = await openTab('api-1')
    await bridge.apis.saveSecurity({ id: 'api-1', policyEtag: '1', choice: { kind: 'none' } })
    await flushPromises()
    expect(tab.getComponent(Select).text()).toBe('None')
    expect(tab.text()).not.toContain('changed elsewhere')
  })

  it('keeps what is being chosen when the API is changed elsewhere, and reads again on request', async () => {
    const { bridge, tab, choose } = await openTab('api-1')
    await choose('basic')
    await bridge.apis.saveSecurity({ id: 'api-1', policyEtag: '1', choice: { kind: 'none' } })
    await flushPromises()
    expect(tab.getComponent(Select).text()).toBe('Basic')
    expect(tab.text()).toContain('changed elsewhere')
    await tab.get('[role=alert] button').trigger('click')
    expect(tab.getComponent(Select).text()).toBe('None')
  })

  it('explains a save that was overtaken, also when the newer policy was read already', async () => {
    const { tab, choose, save } = await openTab('api-1', {
      failNext: { 'apis.saveSecurity': failure('changed-meanwhile', {}) },
    })
    await choose('none')
    await save()
    expect(tab.text()).toContain('changed elsewhere')
    expect(tab.getComponent(Select).text()).toBe('None')
  })

  it('does not ask when what was changed is just being saved', async () => {
    const { router, tab, choose } = await openTab('api-1')
    await choose('none')
    await Promise.all([tab.get('form').trigger('submit'), router.push('/apis/api-1/overview')])
    expect(router.currentRoute.value.path).toBe('/apis/api-1/overview')
  })

  it('tells a refusal and keeps the choice', async () => {
    const { tab, choose, save } = await openTab('api-1', {
      failNext: { 'apis.saveSecurity': failure('keychain-locked', {}) },
    })
    await choose('none')
    await save()
    expect(tab.find('[role=alert]').exists()).toBe(true)
    expect(tab.getComponent(Select).text()).toBe('None')
  })

  it('asks before unsaved changes are left', async () => {
    const { router, choose } = await openTab('api-1')
    await choose('none')
    const leaving = router.push('/apis/api-1/overview')
    await flushPromises()
    expect(document.body.textContent).toContain('Leave without saving?')
    const stay = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Stay here'))
    stay?.click()
    await leaving
    expect(router.currentRoute.value.path).toBe('/apis/api-1/security')
  })

  it('leads to the upload where there is no certificate yet', async () => {
    const { tab, choose } = await openTab('api-4', { certificates: [] })
    await choose('mutual')
    expect(tab.text()).toContain('There is no client certificate yet.')
    expect(tab.text()).toContain('Upload certificate')
  })

  it('says when the policy holds more than the form can show', async () => {
    const credentials = { kind: 'other', reason: 'conditional' } as const
    const { tab } = await openTab('api-1', {
      policies: {
        'api-1': {
          scope: { kind: 'api', apiId: 'api-1' },
          etag: '1',
          text: '<policies />',
          problems: [],
          rules: [],
          credentials,
        },
      },
    })
    expect(tab.text()).toContain('The policy says more than this form can show')
    expect(tab.get('a[href="/apis/api-1/policy"]').text()).toBe('Open the policy')
  })
})

describe('Save, which proves itself', () => {
  const button = (tab: Awaited<ReturnType<typeof openTab>>['tab'], words: string) => {
    const found = tab.findAll('button').find((one) => one.text() === words)
    if (!found) throw new Error(`No button ${words}`)
    return found
  }
  const openRefused = async () => {
    const opened = await openTab('api-1', { check: refusedCheck() })
    opened.tab.getComponent(CertificateChooser).vm.$emit('update:modelValue', 'certificate-5')
    await flushPromises()
    return opened
  }

  it('shows the handshake and saves what the back end accepts', async () => {
    const { tab, choose, save, bridge } = await openTab('api-1')
    await choose('none')
    await save()
    expect(tab.text()).toContain('The back end accepted the certificate')
    expect(bridge.state.apis[0]?.credentials).toEqual({ kind: 'none' })
  })

  it('stops before a choice that the back end refuses, says why, and saves it all the same on request', async () => {
    const { tab, save, bridge } = await openRefused()
    await save()
    expect(tab.text()).toContain('Not saved yet: with this choice calls would fail')
    expect(tab.text()).toContain('The server does not know the authority that issued the certificate.')
    expect(bridge.state.apis[0]?.credentials).toMatchObject({ certificateId: 'certificate-1' })
    await button(tab, 'Save all the same').trigger('click')
    await flushPromises()
    expect(bridge.state.apis[0]?.credentials).toMatchObject({ certificateId: 'certificate-5' })
    expect(tab.text()).toContain('In effect since')
  })

  it('forgets a refusal when another choice is made', async () => {
    const { tab, choose, save } = await openRefused()
    await save()
    await choose('none')
    expect(tab.text()).not.toContain('Save all the same')
  })

  it('does not wait for a check that is skipped', async () => {
    const { tab, bridge, choose } = await openTab('api-1')
    bridge.gateway.checkBackEnd = () => new Promise(() => undefined)
    await choose('none')
    await tab.get('form').trigger('submit')
    await button(tab, 'Save without waiting').trigger('click')
    await flushPromises()
    expect(bridge.state.apis[0]?.credentials).toEqual({ kind: 'none' })
    expect(tab.text()).toContain('In effect since')
  })

  it('says so when the check cannot be made, and still lets one save', async () => {
    const { tab, choose, save } = await openTab('api-1', {
      failNext: { 'gateway.checkBackEnd': failure('gateway-not-running', {}) },
    })
    await choose('none')
    await save()
    expect(tab.text()).toContain('the check could not be made')
    await button(tab, 'Save all the same').trigger('click')
    await flushPromises()
    expect(tab.text()).toContain('In effect since')
  })

  it('saves at once for who has turned the check off', async () => {
    const { tab, save, bridge } = await openRefused()
    const first = tab.get<HTMLInputElement>('input[type=checkbox]')
    await first.setValue(false)
    await save()
    expect(bridge.state.apis[0]?.credentials).toMatchObject({ certificateId: 'certificate-5' })
    await first.setValue(true)
  })
})
