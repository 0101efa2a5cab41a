// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test, vi } from 'vitest'
import { h } from 'vue'
import { failure, type FakeBridge, type FakeState } from '../../test/fake-bridge.ts'
import { lockedPfx, renewedPem, requestPem } from '../../test/fake-inspections.ts'
import { startTest } from '../../test/start.ts'
import InspectPage from './InspectPage.vue'

let page: VueWrapper
afterEach(() => page.unmount())

async function show(changes: Partial<FakeState> = {}): Promise<FakeBridge> {
  const descriptions = { 'file-1': lockedPfx(), 'file-2': renewedPem(), 'file-text': requestPem() }
  const { bridge, pinia } = await startTest({ descriptions, ...changes })
  page = mount(TooltipProvider, {
    attachTo: document.body,
    slots: { default: () => h(InspectPage) },
    global: { plugins: [pinia] },
  })
  await flushPromises()
  return bridge
}

async function press(name: string): Promise<void> {
  const button = [...document.querySelectorAll('button')].find(
    (one) => one.textContent.trim().startsWith(name) || one.getAttribute('aria-label') === name,
  )
  if (!button) throw new Error(`There is no button “${name}”.`)
  button.click()
  await flushPromises()
}

async function unlock(password: string): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('.shown input[type="password"]')
  if (!input) throw new Error('No password is asked for.')
  input.value = password
  input.dispatchEvent(new Event('input'))
  input.form?.requestSubmit()
  await flushPromises()
}

const shown = () => document.querySelector('.shown')?.textContent ?? ''
const tree = () => document.querySelector('nav')?.textContent ?? ''

test('a PFX shows what is visible of it, and with its password what is in it', async () => {
  await show()
  await press('Choose a file')
  expect(shown()).toContain('Protected by a password')
  expect(shown()).toContain('pbeWithSHAAnd40BitRC2-CBC, 2,048 iterations')

  await unlock('wrong')
  expect(shown()).toContain('The password is not right')

  await unlock('correct')
  expect(tree()).toContain('Contoso Issuing CA 2')
  expect(tree()).toContain('Not in the file: Contoso Root CA')
  expect(shown()).toContain('Authenticating a client (TLS)')
  expect(shown()).toContain('Extension 1.3.6.1.4.1.99999.7')

  await press('Private key')
  expect(shown()).toContain('RSA, 2048 bits')
})

test('the certificate or its chain is saved as the administrator chooses', async () => {
  const bridge = await show()
  await press('Choose a file')
  await unlock('correct')
  const save = vi.spyOn(bridge.inspection, 'save')
  const trigger = [...document.querySelectorAll('button')].find((one) => one.textContent.includes('Save as'))
  trigger?.focus()
  trigger?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
  await flushPromises()
  const items = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')]
  expect(items.map((item) => item.textContent.trim())).toEqual([
    'Certificate, PEM',
    'Certificate, DER',
    'Chain, PEM',
    'Chain, PKCS #7 (DER)',
  ])
  items[3]?.click()
  await flushPromises()
  const [request] = save.mock.calls[0] ?? []
  expect(request?.format).toBe('pkcs7')
  expect(request?.pem.match(/BEGIN CERTIFICATE/g)).toHaveLength(2)
})

test('two certificates are compared fact by fact', async () => {
  const bridge = await show()
  await press('Choose a file')
  await unlock('correct')
  await press('Compare')
  expect(shown()).toContain('Now choose the other certificate')

  bridge.state.chosen = { fileId: 'file-2', name: 'renewed.pem', size: 1_200 }
  await press('Choose a file')
  const differing = [...document.querySelectorAll('tr.differs th')].map((cell) => cell.textContent.trim())
  expect(differing.some((label) => label.startsWith('Key '))).toBe(true)
  expect(differing).not.toContain('Issuer')

  await press('End the comparison')
  expect(shown()).toContain('EC P-256')
})

test('pasted text is inspected like a file', async () => {
  const bridge = await show()
  const hold = vi.spyOn(bridge.inspection, 'holdText')
  await press('Paste text')
  const text = document.querySelector('textarea')
  if (!text) throw new Error('There is nowhere to paste.')
  text.value = '-----BEGIN CERTIFICATE REQUEST-----'
  text.dispatchEvent(new Event('input'))
  document.querySelector<HTMLFormElement>('#paste-form')?.requestSubmit()
  await flushPromises()
  expect(hold).toHaveBeenCalledOnce()
  expect(shown()).toContain('Certificate request')
  expect(document.querySelector('textarea')).toBeNull()
})

test('a file that cannot be looked at says why, and is let go when it is closed', async () => {
  const bridge = await show({ failNext: { 'inspection.open': failure('took-too-long', { seconds: 20 }) } })
  await press('Choose a file')
  expect(shown()).toContain('stopped after 20 seconds')
  await press('Close “orders-client.pfx”')
  expect(bridge.state.released).toEqual(['file-1'])
  expect(document.querySelector('nav')).toBeNull()
})
