// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { failure, type FakeBridge } from '../../test/fake-bridge.ts'
import { lockedKey, renewedPem } from '../../test/fake-inspections.ts'
import { startTest } from '../../test/start.ts'
import { useUploads } from './uploads.ts'
import UploadWizard from './UploadWizard.vue'

const Window = defineComponent({
  setup() {
    const uploads = useUploads()
    return () => h(TooltipProvider, () => (uploads.open ? h(UploadWizard, { key: uploads.round }) : 'closed'))
  },
})

let wrapper: VueWrapper
afterEach(() => wrapper.unmount())

const said = () => document.querySelector('[role="dialog"]')?.textContent ?? ''

async function press(name: string): Promise<void> {
  const buttons = [...document.querySelectorAll('button')]
  const button = buttons.find((one) => one.textContent.trim() === name)
  if (!button) throw new Error(`There is no button “${name}” in: ${said()}`)
  button.click()
  await flushPromises()
}

/** Fills the password fields in their order and sends the form. */
async function submit(...passwords: readonly string[]): Promise<void> {
  const inputs = document.querySelectorAll<HTMLInputElement>('#make-pfx-form input')
  expect(inputs).toHaveLength(passwords.length)
  for (const [place, input] of [...inputs].entries()) {
    input.value = passwords[place] ?? ''
    input.dispatchEvent(new Event('input'))
  }
  document.querySelector<HTMLFormElement>('#make-pfx-form')?.requestSubmit()
  await flushPromises()
}

/** The wizard with a locked key chosen, and the offer taken. */
async function begin(): Promise<FakeBridge> {
  const { bridge, pinia } = await startTest({
    chosen: { fileId: 'key', name: 'client.key', size: 1_700 },
    descriptions: { key: lockedKey(), pem: renewedPem() },
    failNext: { 'certificates.inspect': failure('not-a-pfx', { kind: 'encrypted-private-key' }) },
  })
  const routes = [{ path: '/:any(.*)*', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  wrapper = mount(Window, { attachTo: document.body, global: { plugins: [pinia, router] } })
  useUploads().begin()
  await flushPromises()
  await press('Browse…')
  await press('Make the .pfx here, from the private key and its certificate')
  return bridge
}

async function addCertificate(bridge: FakeBridge): Promise<void> {
  bridge.state.chosen = { fileId: 'pem', name: 'client.pem', size: 1_200 }
  await press('Add a file…')
}

test('a key is joined by its certificate, and the PFX of the two goes on to what is inside', async () => {
  const bridge = await begin()
  expect(said()).toContain('The certificate is missing.')
  await addCertificate(bridge)
  expect(said()).toContain('Key and certificate are there.')

  const makePfx = vi.spyOn(bridge.certificates, 'makePfx')
  const inspect = vi.spyOn(bridge.certificates, 'inspect')
  await submit('of the key', 'correct', 'correct')
  expect(makePfx).toHaveBeenCalledWith({
    fileIds: ['key', 'pem'],
    keyPassword: 'of the key',
    password: 'correct',
  })
  expect(inspect).toHaveBeenCalledExactlyOnceWith({ fileId: 'file-made', password: 'correct' })
  expect(said()).toContain('Nothing has been saved yet.')
  expect(bridge.state.released.toSorted()).toEqual(['key', 'pem'])
})

test('the new password is asked for twice', async () => {
  const bridge = await begin()
  await addCertificate(bridge)
  const makePfx = vi.spyOn(bridge.certificates, 'makePfx')
  await submit('of the key', '', '')
  expect(said()).toContain('Choose a password.')
  await submit('of the key', 'one', 'other')
  expect(said()).toContain('The two are not the same.')
  expect(makePfx).not.toHaveBeenCalled()
})

test('a wrong password of the key is said beside it, another failure above', async () => {
  const bridge = await begin()
  await addCertificate(bridge)
  bridge.state.failNext['certificates.makePfx'] = failure('wrong-password', {})
  await submit('wrong', 'new', 'new')
  expect(document.querySelector('#make-pfx-form [role="alert"]')?.textContent).toContain('is not right')

  bridge.state.failNext['certificates.makePfx'] = failure('key-mismatch', {})
  await submit('right', 'new', 'new')
  expect(said()).toContain('does not belong to its certificate')
})

test('a file that is dropped meanwhile is the other half, not the next upload', async () => {
  await begin()
  useUploads().queue([{ fileId: 'pem', name: 'client.pem', size: 1_200 }])
  await flushPromises()
  expect(useUploads().waiting).toHaveLength(1)
  expect(said()).toContain('one certificate')
})
