// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { failure, type FakeBridge, type FakeState } from '../../test/fake-bridge.ts'
import { fakeFacts } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import { useUploads } from './uploads.ts'
import UploadWizard from './UploadWizard.vue'

const Window = defineComponent({
  setup() {
    const uploads = useUploads()
    return () =>
      h(TooltipProvider, () => (uploads.open ? h(UploadWizard, { key: uploads.round }) : h('p', 'closed')))
  },
})

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

async function open(changes: Partial<FakeState> = {}): Promise<FakeBridge> {
  const { bridge, pinia } = await startTest(changes)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  await router.push('/certificates')
  wrapper = mount(Window, { attachTo: document.body, global: { plugins: [pinia, router] } })
  useUploads().begin()
  await flushPromises()
  return bridge
}

const dialog = () => document.querySelector('[role="dialog"]')
const said = () => dialog()?.textContent ?? ''
const password = () => document.querySelector<HTMLInputElement>('#password-form input')

async function press(name: string): Promise<void> {
  const buttons = [...document.querySelectorAll('button')]
  const button = buttons.find((one) => one.textContent.trim().startsWith(name))
  if (!button) throw new Error(`There is no button “${name}” in: ${said()}`)
  button.click()
  await flushPromises()
}

async function submit(text: string): Promise<void> {
  const input = password()
  if (!input) throw new Error(`No password is asked for: ${said()}`)
  input.value = text
  input.dispatchEvent(new Event('input'))
  document.querySelector<HTMLFormElement>('#password-form')?.requestSubmit()
  await flushPromises()
}

describe('the upload', () => {
  test('goes from the file over its password and contents to the kept certificate', async () => {
    const bridge = await open()
    await press('Browse…')
    expect(said()).toContain('orders-client.pfx')
    await submit('correct')
    expect(said()).toContain('Nothing has been saved yet')
    expect(said()).toContain('CN=orders-client')
    expect(bridge.state.unsaved).toBe('changes')
    await press('Upload')
    expect(said()).toContain('The certificate was uploaded')
    expect(bridge.state.unsaved).toBeNull()
    expect(bridge.state.certificates).toHaveLength(1)
    await press('Finish')
    expect(dialog()).toBeNull()
    expect(bridge.state.released).toEqual(['file-1'])
  })

  test('tells why a file could not be taken without showing the one before it', async () => {
    const bridge = await open()
    await press('Browse…')
    bridge.state.failNext['files.choose'] = failure('file-too-large', { bytes: 30_000_000, limit: 1_048_576 })
    await press('Choose another file')
    expect(said()).toContain('The file has 30 MB')
    expect(said()).not.toContain('orders-client.pfx')
    expect(document.activeElement?.textContent).toContain('Browse…')
    bridge.state.chosen = { fileId: 'file-2', name: 'orders-client.pfx', size: 3_412 }
    await press('Browse…')
    expect(said()).not.toContain('30 MB')
    expect(password()).not.toBeNull()
  })

  test('keeps file and password after a wrong one, and selects what was typed', async () => {
    await open()
    await press('Browse…')
    const select = vi.spyOn(HTMLInputElement.prototype, 'select')
    await submit('wrong')
    expect(said()).toContain('The password is not right for this file.')
    expect(password()?.value).toBe('wrong')
    expect(select).toHaveBeenCalled()
    await submit('correct')
    expect(said()).toContain('Nothing has been saved yet')
  })

  test('empties the password when it is of no more use', async () => {
    const bridge = await open()
    await press('Browse…')
    bridge.state.failNext['certificates.inspect'] = failure('no-private-key', { certificates: 1 })
    await submit('correct')
    expect(said()).toContain('there is no private key in it')
    expect(password()?.value).toBe('')
  })

  test('tells at once that a file is not a PFX, without asking for a password', async () => {
    const bridge = await open()
    bridge.state.failNext['certificates.inspect'] = failure('not-a-pfx', { kind: 'java-keystore' })
    await press('Browse…')
    expect(said()).toContain('This is a Java key store')
    expect(password()).toBeNull()
  })

  test('asks for no password where the file has none', async () => {
    await open({ password: '' })
    await press('Browse…')
    expect(said()).toContain('Nothing has been saved yet')
  })

  test('stays where it is when the file dialog is closed without a choice', async () => {
    await open({ chosen: null })
    await press('Browse…')
    expect(said()).toContain('Choose the .pfx file')
  })

  test('cannot keep a certificate that is already there', async () => {
    const leaf = fakeFacts(1)
    await open({
      identities: [
        { leaf, chain: [], findings: [{ code: 'already-uploaded', certificateId: 'x', sameFile: true }] },
      ],
    })
    await press('Browse…')
    await submit('correct')
    const upload = [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Upload')
    expect(upload?.getAttribute('aria-disabled')).toBe('true')
    expect(said()).toContain('has already been uploaded')
  })

  test('lets one choose among several certificates with keys', async () => {
    const bridge = await open({
      identities: [1, 2].map((seed) => ({ leaf: fakeFacts(seed), chain: [], findings: [] })),
    })
    await press('Browse…')
    await submit('correct')
    const second = document.querySelectorAll<HTMLInputElement>('input[type="radio"]')[1]
    second?.click()
    await flushPromises()
    await press('Upload')
    expect(bridge.state.certificates.map((one) => one.commonName)).toEqual(['client-2.contoso.example'])
  })

  test('says why keeping failed and lets one try again', async () => {
    const bridge = await open()
    await press('Browse…')
    await submit('correct')
    bridge.state.failNext['certificates.upload'] = failure('keychain-locked', {})
    await press('Upload')
    expect(said()).toContain('The keychain is locked.')
    await press('Upload')
    expect(said()).toContain('The certificate was uploaded')
  })

  test('can be cancelled while a file is being opened, and the late answer changes nothing', async () => {
    const bridge = await open()
    await press('Browse…')
    let answer: ((value: Awaited<ReturnType<typeof bridge.certificates.inspect>>) => void) | undefined
    const cancel = vi.spyOn(bridge.certificates, 'cancel')
    vi.spyOn(bridge.certificates, 'inspect').mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    await submit('correct')
    expect(said()).toContain('Opening the file…')
    await press('Cancel')
    expect(cancel).toHaveBeenCalledWith('file-1')
    answer?.({ ok: false, error: failure('pfx-damaged', { where: 'x' }) })
    await flushPromises()
    expect(said()).not.toContain('damaged')
    expect(password()).not.toBeNull()
  })

  test('takes a file of the sample with its password shown', async () => {
    const bridge = await open()
    await bridge.sample.install()
    await flushPromises()
    await press('sample-ec.pfx')
    expect(said()).toContain('割符')
  })
})

describe('several files', () => {
  test('dropped on a wizard at work are gone through one after the other', async () => {
    const bridge = await open()
    await useUploads().drop([new File(['1'], 'one.pfx')])
    await useUploads().drop([new File(['2'], 'two.pfx')])
    await flushPromises()
    expect(said()).toContain('one.pfx')
    expect(said()).toContain('one more file waiting')
    await press('Cancel')
    expect(said()).toContain('two.pfx')
    expect(bridge.state.released).toEqual(['file-one.pfx'])
    await press('Cancel')
    expect(dialog()).toBeNull()
  })

  test('a file that cannot be held is explained', async () => {
    const bridge = await open()
    bridge.state.failNext['dropFile'] = failure('file-too-large', { bytes: 5_000_000, limit: 1_048_576 })
    await useUploads().drop([new File(['1'], 'huge.pfx')])
    await flushPromises()
    expect(said()).toContain('The file has 5 MB')
  })
})
