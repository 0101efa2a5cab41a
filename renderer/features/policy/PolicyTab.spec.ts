// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Policy } from '../../../preload/contract/policies.ts'
import type { FakeState } from '../../test/fake-bridge.ts'
import { failure } from '../../test/fake-bridge.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { apiRoutes } from '../apis/routes.ts'
import { keptEditors } from './kept-editors.ts'
import PolicyEditor from './PolicyEditor.vue'
import PolicyTab from './PolicyTab.vue'

beforeEach(() => keptEditors.clear())
afterEach(() => void vi.useRealTimers())

const text = '<policies>\r\n  <inbound />\r\n</policies>\r\n'
const policy: Policy = {
  scope: { kind: 'api', apiId: 'api-1' },
  etag: '1',
  text,
  problems: [],
  credentials: { kind: 'none' },
  rules: [],
}

async function openTab(changes: Partial<FakeState> = {}) {
  const { bridge, page } = await openPage(apiRoutes, '/apis/api-1/policy', {
    apis: exampleApis(),
    certificates: exampleCertificates(),
    policies: { 'api-1': policy },
    ...changes,
  })
  const tab = page.getComponent(PolicyTab)
  const write = async (next: string) => {
    tab.getComponent(PolicyEditor).vm.$emit('change', next)
    await flushPromises()
  }
  const press = async (name: string) => {
    await tab
      .findAll('button')
      .find((one) => one.text() === name)
      ?.trigger('click')
    await flushPromises()
  }
  /** The dialog that shows what Save would change loads on its own, and lies outside the page. */
  const pressInReview = async (name: string) => {
    const buttons = () => [...document.querySelectorAll<HTMLElement>('[role="dialog"] button')]
    await vi.waitUntil(() => buttons().some((one) => one.textContent.trim() === name))
    buttons()
      .find((one) => one.textContent.trim() === name)
      ?.click()
    await flushPromises()
  }
  return { bridge, tab, write, press, pressInReview }
}

describe('the Policy tab', () => {
  it('saves the text byte for byte', async () => {
    const { bridge, tab, write, press, pressInReview } = await openTab()
    const next = text.replace('<inbound />', '<inbound><base /></inbound>')
    await write(next)
    expect(tab.text()).toContain('Not saved yet')
    await press('Save')
    expect(bridge.state.policies['api-1']?.text).toBe(text)
    await pressInReview('Save')
    expect(bridge.state.policies['api-1']?.text).toBe(next)
    expect(tab.text()).toContain('It holds for every call from')
  })

  it('shows problems with their place while one types', async () => {
    vi.useFakeTimers()
    const { bridge, tab, write } = await openTab()
    bridge.policies.check = () =>
      Promise.resolve({
        ok: true,
        value: {
          credentials: { kind: 'none' },
          rules: null,
          problems: [
            {
              severity: 'error',
              code: 'not-closed',
              line: 2,
              column: 3,
              offset: 14,
              length: 7,
              subject: 'inbound',
            },
          ],
        },
      })
    await write(text.replace(' />', '>'))
    await vi.advanceTimersByTimeAsync(300)
    expect(tab.text()).toContain('Line 2, column 3')
    expect(tab.text()).toContain('<inbound> is not closed.')
  })

  it('says where the first error is when the service refuses', async () => {
    const refused = failure('policy-invalid', {
      line: 2,
      column: 3,
      problem: 'not-closed',
      subject: 'inbound',
    })
    const { tab, write, press, pressInReview } = await openTab({ failNext: { 'policies.save': refused } })
    await write('<policies>')
    await press('Save')
    await pressInReview('Save')
    expect(tab.text()).toContain('Not saved: the document has errors.')
    expect(tab.text()).toContain('Not saved yet')
  })

  it('keeps what is being written when the policy is changed elsewhere, and lets one choose', async () => {
    const { bridge, tab, write, press } = await openTab()
    await write('<policies />')
    const theirs = { ...policy, etag: '2', text: text.replace('<inbound />', '<outbound />') }
    bridge.state.policies['api-1'] = theirs
    bridge.emit('workspaceChanged', ['policies'])
    await flushPromises()
    expect(tab.text()).toContain('changed elsewhere')
    await press('Take the other version')
    expect(tab.text()).not.toContain('changed elsewhere')
    expect(tab.getComponent(PolicyEditor).props('saved')).toBe(theirs.text)
    expect(tab.text()).not.toContain('Not saved yet')
  })

  it('saves at once what only ends its lines otherwise', async () => {
    const { bridge, write, press } = await openTab()
    await write(text.replaceAll('\r\n', '\n'))
    await press('Save')
    expect(bridge.state.policies['api-1']?.text).toBe(text.replaceAll('\r\n', '\n'))
  })

  it('shows both versions when another door was faster, and saves the one that is chosen', async () => {
    const overtaken = failure('changed-meanwhile', {})
    const { bridge, write, press, pressInReview } = await openTab({
      failNext: { 'policies.save': overtaken },
    })
    await write('<policies />')
    bridge.state.policies['api-1'] = { ...policy, etag: '2', text: '<policies></policies>' }
    await press('Save')
    await pressInReview('Save')
    await pressInReview('Save mine over it')
    expect(bridge.state.policies['api-1'].text).toBe('<policies />')
    expect(document.querySelector('[role="dialog"]')).toBeNull()
  })
})
