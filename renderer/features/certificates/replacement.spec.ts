// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { failure, type FakeBridge, type FakeState } from '../../test/fake-bridge.ts'
import { exampleCertificates, renewedIdentities } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import { useCertificates } from './store.ts'
import { useUploads } from './uploads.ts'
import UploadWizard from './UploadWizard.vue'

const Window = defineComponent({
  setup() {
    const uploads = useUploads()
    return () => h(TooltipProvider, () => (uploads.open ? h(UploadWizard, { key: uploads.round }) : 'closed'))
  },
})

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

const said = () => document.querySelector('[role="dialog"]')?.textContent ?? ''
const buttons = () => [...document.querySelectorAll('button')]
const named = (name: string) => buttons().find((one) => one.textContent.trim() === name)

async function press(name: string): Promise<void> {
  const button = named(name)
  if (!button) throw new Error(`There is no button “${name}” in: ${said()}`)
  button.click()
  await flushPromises()
}

/** Up to what is inside; begun as a replacement of the certificate at `replacing`. */
async function lookInside(changes: Partial<FakeState>, replacing?: number): Promise<FakeBridge> {
  const { bridge, pinia } = await startTest({
    certificates: exampleCertificates(),
    identities: renewedIdentities(),
    password: '',
    ...changes,
  })
  const routes = [{ path: '/:any(.*)*', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.push('/certificates')
  wrapper = mount(Window, { attachTo: document.body, global: { plugins: [pinia, router] } })
  await useCertificates().load()
  const old = replacing === undefined ? undefined : useCertificates().certificates[replacing]
  useUploads().begin(old)
  await flushPromises()
  await press('Browse…')
  return bridge
}

test('a renewal offers to take the old one’s place, and names the APIs that will switch', async () => {
  await lookInside({})
  expect(said()).toContain('This looks like a renewal')
  expect(said()).toContain('2 APIs switch to this certificate at once: 受注 API and Warehouse.')
  expect(named('Add as a separate certificate')).toBeDefined()

  await press('Replace the old one')
  expect(said()).toContain('2 APIs now present the new certificate')
})

test('names the policy of all APIs among what switches, and what switched', async () => {
  const [old, ...rest] = exampleCertificates()
  if (!old) throw new Error('no certificate')
  const otherUses = [{ kind: 'all-apis', id: '', displayName: '' }] as const
  await lookInside({ certificates: [{ ...old, usedBy: [], otherUses }, ...rest] }, 0)
  expect(said()).toContain('Switching to this certificate at once: the policy of all APIs.')
  await press('Replace')
  expect(said()).toContain('Now presenting the new certificate: the policy of all APIs.')
})

test('a replacement that was asked for has one button, and is rolled back with one click', async () => {
  const bridge = await lookInside({}, 0)
  expect(named('Add as a separate certificate')).toBeUndefined()
  const replace = vi.spyOn(bridge.certificates, 'replace')
  await press('Replace')
  expect(replace.mock.calls[0]?.[0]).toMatchObject({ id: 'certificate-1', identity: 0 })

  await press('Roll back')
  const old = bridge.state.certificates.find(({ id }) => id === 'certificate-1')
  expect(old?.usedBy.map(({ displayName }) => displayName)).toEqual(['受注 API', 'Warehouse'])
  expect(old?.replacedBy).toBeUndefined()
  expect(document.body.textContent).toContain('closed')
})

test('a certificate that is there already can take another one’s place, but not its own', async () => {
  const [identity] = renewedIdentities()
  if (!identity) throw new Error('no identity')
  const there = (certificateId: string): Partial<FakeState> => ({
    identities: [{ ...identity, findings: [{ code: 'already-uploaded', certificateId, sameFile: true }] }],
  })
  await lookInside(there('certificate-2'), 0)
  expect(named('Replace')?.getAttribute('aria-disabled')).toBe(null)
  wrapper?.unmount()

  await lookInside(there('certificate-1'), 0)
  expect(named('Replace')?.getAttribute('aria-disabled')).toBe('true')
})

test('an upload of what is there already leads to it', async () => {
  const [identity] = renewedIdentities()
  if (!identity) throw new Error('no identity')
  const findings = [{ code: 'already-uploaded' as const, certificateId: 'certificate-2', sameFile: true }]
  await lookInside({ identities: [{ ...identity, findings }] })
  expect(named('Upload')?.getAttribute('aria-disabled')).toBe('true')
  await press('Show in the list')
  expect(document.body.textContent).toContain('closed')
})

test('another file of what is there already takes the kept file’s place', async () => {
  const [identity] = renewedIdentities()
  if (!identity) throw new Error('no identity')
  const findings = [{ code: 'already-uploaded' as const, certificateId: 'certificate-2', sameFile: false }]
  const bridge = await lookInside({ identities: [{ ...identity, findings }] })
  expect(said()).toContain('from another file')
  expect(named('Upload')).toBeUndefined()
  expect(named('Show in the list')).toBeDefined()
  const replace = vi.spyOn(bridge.certificates, 'replace')
  await press('Replace the stored file')
  expect(replace.mock.calls[0]?.[0]).toMatchObject({ id: 'certificate-2' })
  expect(said()).toContain('The stored file was replaced')
  expect(named('Roll back')).toBeUndefined()
})

test('a replacement that fails says why and switches nothing', async () => {
  const bridge = await lookInside(
    { failNext: { 'certificates.replace': failure('changed-meanwhile', {}) } },
    0,
  )
  await press('Replace')
  expect(said()).toContain('changed elsewhere')
  expect(bridge.state.certificates.find(({ id }) => id === 'certificate-1')?.usedBy).toHaveLength(2)
})
