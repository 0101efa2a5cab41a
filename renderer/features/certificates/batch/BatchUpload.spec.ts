// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { describe, expect, test, vi } from 'vitest'
import { h, nextTick } from 'vue'
import type { IdentityFacts } from '../../../../preload/contract/certificates.ts'
import { offeredFilesMost } from '../../../../preload/contract/files.ts'
import { failure, type FakeBridge, type FakeState } from '../../../test/fake-bridge.ts'
import {
  exampleCertificates,
  fakeFacts,
  renewedIdentities,
  sameIdentities,
} from '../../../test/fake-facts.ts'
import { startTest } from '../../../test/start.ts'
import ConfirmDialog from '../../../ui/ConfirmDialog.vue'
import { useCertificates } from '../store.ts'
import { useUploads } from '../uploads.ts'
import { useToasts } from '../../../ui/toasts.ts'
import BatchUpload from './BatchUpload.vue'

const identity = (seed: number, findings: IdentityFacts['findings'] = []): IdentityFacts => ({
  leaf: fakeFacts(seed),
  chain: [],
  findings,
})

/** Files by name: what opens each, and what is in it. */
type Contents = Record<string, readonly [password: string, ...identities: IdentityFacts[]]>

async function drop(contents: Contents, changes: Partial<FakeState> = {}): Promise<FakeBridge> {
  const { bridge, pinia } = await startTest({
    certificates: exampleCertificates(),
    contents: Object.fromEntries(
      Object.entries(contents).map(([name, [password, ...identities]]) => [
        `file-${name}`,
        { password, identities },
      ]),
    ),
    ...changes,
  })
  const uploads = useUploads()
  await useCertificates().load()
  const Window = () =>
    h(TooltipProvider, () => [
      uploads.batch && h(BatchUpload),
      uploads.open && h('p', 'wizard'),
      h(ConfirmDialog),
    ])
  mount(Window, { attachTo: document.body, global: { plugins: [pinia] } })
  await uploads.drop(Object.keys(contents).map((name) => new File(['x'], name)))
  await flushPromises()
  return bridge
}

const row = (name: string): HTMLElement => {
  const rows = [...document.querySelectorAll<HTMLElement>('li.row')]
  const found = rows.find((one) => one.textContent.includes(name))
  if (!found) throw new Error(`${name} is not listed: ${document.body.textContent}`)
  return found
}
const said = (name: string) => row(name).textContent.replace(/\s+/gu, ' ')
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)

async function press(name: string): Promise<void> {
  const found = button(name)
  if (!found) throw new Error(`There is no button “${name}” in: ${document.body.textContent}`)
  found.click()
  await flushPromises()
}

async function enter(form: HTMLFormElement | null, password: string): Promise<HTMLInputElement> {
  const input = form?.querySelector('input')
  if (!form || !input) throw new Error('No password is asked for')
  input.value = password
  input.dispatchEvent(new Event('input'))
  form.requestSubmit()
  await flushPromises()
  return input
}
const common = () => document.querySelector<HTMLFormElement>('form.common')

describe('several files', () => {
  test('are opened with one password or their own, and uploaded together', async () => {
    const bridge = await drop({
      'a.pfx': ['same', identity(21)],
      'b.pfx': ['same', identity(22)],
      'c.pfx': ['other', identity(23)],
      'open.pfx': ['', identity(24)],
    })
    expect(said('open.pfx')).toContain('Ready')
    expect(document.activeElement).toBe(common()?.querySelector('input'))

    const field = await enter(common(), 'nothing opens with this')
    expect(common()?.textContent).toContain('It opens none of the locked files')
    expect(field.value).toBe('nothing opens with this')
    await enter(common(), 'same')
    expect(common()?.textContent).toContain('It has opened 2 files')
    expect(field.value).toBe('')
    expect(said('a.pfx')).toContain('client-21.contoso.example')

    await enter(row('c.pfx').querySelector('form'), 'wrong')
    expect(said('c.pfx')).toContain('The password is not right for this file')
    expect(row('c.pfx').querySelector('input')?.value).toBe('wrong')
    await enter(row('c.pfx').querySelector('form'), 'other')
    expect(common()).toBeNull()

    await press('Upload 4 certificates')
    expect(bridge.state.certificates).toHaveLength(exampleCertificates().length + 4)
    expect(said('c.pfx')).toContain('Uploaded')
    await press('Close')
    expect(useUploads().batch).toBeUndefined()
  })

  test('each say what they are, and those that need a decision go on in the wizard', async () => {
    const present = sameIdentities().map((one) => ({
      ...one,
      findings: [{ code: 'already-uploaded', certificateId: 'certificate-1', sameFile: true } as const],
    }))
    const bridge = await drop(
      {
        'here.pfx': ['', ...present],
        'other file.pfx': ['', ...sameIdentities()],
        'two.pfx': ['', identity(31), identity(32)],
        'weak.pfx': ['', identity(33, [{ code: 'weak-key', key: { algorithm: 'RSA', bits: 1024 } }])],
        'fresh.pfx': ['', identity(34)],
      },
      {},
    )
    expect(said('here.pfx')).toContain('Already here')
    expect(said('other file.pfx')).toContain('from another file')
    expect(said('two.pfx')).toContain('Holds more than one')
    expect(said('weak.pfx')).toContain('Cannot be used')
    const standing = [...document.querySelectorAll('.standing > *')].map(({ textContent }) => textContent)
    expect(standing).toEqual(['1 ready', '2 to be decided', '1 already here', '1 cannot be used'])
    await press('Upload one certificate')
    await press('Decide about 2 files, one by one')
    const uploads = useUploads()
    expect(uploads.open).toBe(true)
    expect(uploads.waiting.map(({ name }) => name)).toEqual(['other file.pfx', 'two.pfx'])
    expect(bridge.state.released).not.toContain('file-two.pfx')
    expect(bridge.state.released).toContain('file-here.pfx')
  })

  test('take the places of what they renew only when that is asked for', async () => {
    const bridge = await drop({ 'renewal.pfx': ['', ...renewedIdentities()], 'new.pfx': ['', identity(41)] })
    expect(said('renewal.pfx')).toContain('Renewal of orders-gateway')
    const replace = document.querySelector<HTMLInputElement>('.renewals input')
    expect(replace?.checked).toBe(false)
    replace?.click()
    await flushPromises()
    expect(said('renewal.pfx')).toContain('Takes the place of orders-gateway')
    await press('Upload 2 certificates')
    expect(said('renewal.pfx')).toContain('Took the place of orders-gateway')
    expect(bridge.state.certificates.find(({ id }) => id === 'certificate-1')?.replacedBy).toBeDefined()
  })

  test('that renew the same certificate: only the one that is valid for longest takes its place', async () => {
    const [newer] = renewedIdentities()
    if (!newer) throw new Error('No renewal')
    const leaf = fakeFacts(22, {
      ...newer.leaf,
      thumbprint: 'F'.repeat(40),
      notAfter: '2027-06-01T00:00:00Z',
    })
    const bridge = await drop({ 'shorter.pfx': ['', { ...newer, leaf }], 'longer.pfx': ['', newer] })
    const replace = vi.spyOn(bridge.certificates, 'replace')
    document.querySelector<HTMLInputElement>('.renewals input')?.click()
    await flushPromises()
    expect(said('shorter.pfx')).toContain('that one takes the place')
    expect(said('longer.pfx')).toContain('Takes the place of orders-gateway')
    await press('Upload 2 certificates')
    expect(replace.mock.calls.map(([{ fileId }]) => fileId)).toEqual(['file-longer.pfx'])
    expect(said('shorter.pfx')).toContain('Uploaded')
  })

  test('are not uploaded beside what they were to replace when that is gone', async () => {
    const bridge = await drop({ 'renewal.pfx': ['', ...renewedIdentities()], 'new.pfx': ['', identity(42)] })
    document.querySelector<HTMLInputElement>('.renewals input')?.click()
    bridge.state.certificates = bridge.state.certificates.filter(({ id }) => id !== 'certificate-1')
    await press('Upload 2 certificates')
    expect(said('renewal.pfx')).toContain('Not uploaded')
    expect(said('new.pfx')).toContain('Uploaded')
    expect(bridge.state.certificates).toHaveLength(exampleCertificates().length)
  })

  test('are not lost by a failure, by Cancel, or by a slip', async () => {
    const contents: Contents = { 'a.pfx': ['', identity(51)], 'b.pfx': ['', identity(52)] }
    const bridge = await drop(contents)
    bridge.state.failNext['certificates.upload'] = failure('keychain-locked', {})
    await press('Upload 2 certificates')
    expect(document.body.textContent).toContain('The keychain is locked.')
    expect(said('a.pfx')).toContain('Ready')
    expect(bridge.state.certificates).toHaveLength(exampleCertificates().length)

    await press('Cancel')
    expect(document.body.textContent).toContain('Close without uploading?')
    await press('Go on')

    const { upload } = bridge.certificates
    vi.spyOn(bridge.certificates, 'upload').mockImplementationOnce(async (request) => {
      button('Cancel')?.click()
      return upload(request)
    })
    await press('Upload 2 certificates')
    expect(said('a.pfx')).toContain('Uploaded')
    expect(said('b.pfx')).toContain('Ready')
    await press('Upload one certificate')
    expect(said('b.pfx')).toContain('Uploaded')
  })

  test('keep the password that was not tried on all of them, and are not said to be closed to it', async () => {
    const bridge = await drop({ 'a.pfx': ['other', identity(71)], 'b.pfx': ['same', identity(72)] })
    const { inspect } = bridge.certificates
    vi.spyOn(bridge.certificates, 'inspect').mockImplementationOnce(async (request) => {
      await nextTick()
      button('Cancel')?.click()
      return inspect(request)
    })
    const field = await enter(common(), 'same')
    expect(common()?.textContent).not.toContain('It opens none of the locked files')
    expect(field.value).toBe('same')
  })

  test('can be left unopened, and opened later', async () => {
    const bridge = await drop({ 'first.pfx': ['', identity(60)], 'second.pfx': ['', identity(61)] })
    let answer: ((value: Awaited<ReturnType<typeof bridge.certificates.inspect>>) => void) | undefined
    const cancel = vi.spyOn(bridge.certificates, 'cancel')
    vi.spyOn(bridge.certificates, 'inspect').mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    await useUploads().drop([new File(['x'], 'slow.pfx'), new File(['x'], 'last.pfx')])
    await flushPromises()
    expect(document.body.textContent).toContain('Opening file 1 of 2')
    await press('Cancel')
    expect(cancel).toHaveBeenCalledWith('file-slow.pfx')
    answer?.({ ok: false, error: failure('cancelled', {}) })
    await flushPromises()
    expect(said('slow.pfx')).toContain('Not opened')
    expect(said('last.pfx')).toContain('Not opened')
    await press('Open the other 2 files')
    expect(common()?.textContent).toContain('locked')
  })
})

test('of folders dropped one over the other as many as are taken at once stay, the others are let go', async () => {
  const { bridge } = await startTest()
  const uploads = useUploads()
  const folder = (of: string, count: number) =>
    Array.from({ length: count }, (_, n) => {
      const name = `${of}-${String(n)}.pfx`
      return { name, held: { ok: true, value: { fileId: name, name, size: 1 } } } as const
    })
  uploads.offer({ files: folder('first', offeredFilesMost - 1), omitted: 2 })
  uploads.offer({ files: folder('second', 3), omitted: 4 })
  expect(uploads.batch?.files).toHaveLength(offeredFilesMost)
  expect(uploads.batch?.omitted).toBe(8)
  await flushPromises()
  expect(bridge.state.released).toEqual(['second-1.pfx', 'second-2.pfx'])
})

test('a folder without a PFX says so, and one with too many says how many were left out', async () => {
  const { pinia } = await startTest()
  const uploads = useUploads()
  mount(() => h(TooltipProvider, () => uploads.batch && h(BatchUpload)), {
    attachTo: document.body,
    global: { plugins: [pinia] },
  })
  uploads.offer({ files: [], omitted: 0 })
  await flushPromises()
  expect(document.body.textContent).toContain('There is no .pfx or .p12 file in this folder')
  const held = { ok: false, error: failure('file-empty', { name: 'empty.pfx' }) } as const
  uploads.offer({ files: [{ name: 'empty.pfx', held }], omitted: 312 })
  await flushPromises()
  expect(document.body.textContent).toContain('312 more files were left out')
  expect(said('empty.pfx')).toContain('Cannot be used')
})

test('a folder without a PFX says so also while a file is being looked at', async () => {
  await startTest()
  const uploads = useUploads()
  uploads.queue([{ fileId: 'orders', name: 'orders.pfx', size: 1 }])
  uploads.offer({ files: [], omitted: 0 })
  expect(useToasts().toasts.map(({ text }) => text)).toEqual(['There is no .pfx or .p12 file in this folder'])
  expect(uploads.current?.name).toBe('orders.pfx')
  expect(uploads.batch).toBeUndefined()
})
