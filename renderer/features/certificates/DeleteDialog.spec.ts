// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { TooltipProvider } from 'reka-ui'
import { afterEach, expect, test } from 'vitest'
import { h } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { Api } from '../../../preload/contract/apis.ts'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import { useEnvironment } from '../../app/environment.ts'
import { useToasts } from '../../ui/toasts.ts'
import { failure, type FakeBridge } from '../../test/fake-bridge.ts'
import { exampleApis, fakeCertificate } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import DeleteDialog from './DeleteDialog.vue'

let wrapper: VueWrapper | undefined
afterEach(() => wrapper?.unmount())

async function open(
  certificate: Certificate,
  apis: readonly Api[] = [],
): Promise<{ bridge: FakeBridge; closed: () => number }> {
  const { bridge, pinia } = await startTest({ certificates: [certificate], apis: [...apis] }, 'ja')
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  let closed = 0
  wrapper = mount(
    {
      render: () => h(TooltipProvider, () => h(DeleteDialog, { certificate, onClose: () => (closed += 1) })),
    },
    { attachTo: document.body, global: { plugins: [pinia, router] } },
  )
  await flushPromises()
  return { bridge, closed: () => closed }
}

const said = () => document.querySelector('[role="alertdialog"]')?.textContent ?? ''
const button = (name: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.trim() === name)
const links = () =>
  [...document.querySelectorAll('[role="alertdialog"] a')].map((link) => link.getAttribute('href'))

test('deletes after the guide’s words', async () => {
  const { bridge, closed } = await open(fakeCertificate(1))
  button('はい、削除します')?.click()
  await flushPromises()
  expect(bridge.state.certificates).toEqual([])
  expect(closed()).toBe(1)
})

test('what was deleted is taken back out of the bin by the message that tells of it', async () => {
  const { bridge } = await open(fakeCertificate(1, { commonName: '受注' }))
  bridge.state.environment = { ...bridge.state.environment, language: 'ja' }
  await useEnvironment().start()
  await flushPromises()
  button('はい、削除します')?.click()
  await flushPromises()
  bridge.state.bin = [
    { ...fakeCertificate(1, { commonName: '受注' }), deletedAt: '2026-11-23T00:00:00Z', purgedAt: '' },
  ]
  const [told] = useToasts().toasts
  await told?.undo?.()
  expect(bridge.state.certificates.map(({ commonName }) => commonName)).toEqual(['受注'])
  expect(useToasts().toasts.at(-1)?.text).toBe('受注 をクライアント証明書に戻しました。')
})

test('while in use it names each API with the way to its Security tab, and offers no deletion', async () => {
  const usedBy = [
    { id: 'a', displayName: '受注' },
    { id: 'b', displayName: '決済' },
  ]
  await open(fakeCertificate(1, { usedBy }))
  expect(said()).toContain('2 個の API で使用されているため、削除できません')
  expect(links()).toEqual(['/apis/a/security', '/apis/b/security'])
  expect(button('はい、削除します')).toBeUndefined()
})

const oneApi = (): Api[] =>
  exampleApis()
    .slice(0, 1)
    .map((api) => ({ ...api, id: 'a' }))
const allApis = { kind: 'all-apis', id: '', displayName: '' } as const

test('names operations with their API, and the policy of all APIs, each with the way to its policy', async () => {
  const operations = [{ id: 'list', displayName: '一覧' }]
  const usedBy = [
    { id: 'a', displayName: '受注', operations },
    { id: 'b', displayName: '決済', operations, onlyOperations: true as const },
  ]
  await open(fakeCertificate(1, { usedBy, otherUses: [allApis] }), oneApi())
  expect(said()).toContain('4 か所で使用されているため、削除できません')
  for (const name of ['受注 › 一覧', '決済 › 一覧', 'すべての API のポリシー']) expect(said()).toContain(name)
  expect(links()).toEqual([
    '/apis/a/security',
    '/apis/a/policy/operations/list',
    '/apis/b/policy/operations/list',
    '/all-apis',
  ])
  expect(button('はい、削除します')).toBeUndefined()
})

test('names the policy of all APIs also where there is no API yet', async () => {
  await open(fakeCertificate(1, { otherUses: [allApis] }))
  expect(said()).toContain('すべての API のポリシー')
  expect(links()).toEqual(['/all-apis'])
  expect(button('はい、削除します')).toBeUndefined()
})

test('the service’s refusal for a policy of all APIs looks the same', async () => {
  const { bridge } = await open(fakeCertificate(1), oneApi())
  bridge.state.failNext['certificates.remove'] = failure('certificate-in-use', {
    apis: [],
    others: [allApis],
  })
  button('はい、削除します')?.click()
  await flushPromises()
  expect(links()).toEqual(['/all-apis'])
  expect(button('はい、削除します')).toBeUndefined()
})

test('the service’s own refusal looks the same', async () => {
  const { bridge } = await open(fakeCertificate(1))
  bridge.state.failNext['certificates.remove'] = failure('certificate-in-use', {
    apis: [{ id: 'late', displayName: '在庫' }],
  })
  button('はい、削除します')?.click()
  await flushPromises()
  expect(links()).toEqual(['/apis/late/security'])
  expect(said()).toContain('在庫')
  expect(button('はい、削除します')).toBeUndefined()
})

test('another failure is told where it happened', async () => {
  const { bridge } = await open(fakeCertificate(1))
  bridge.state.failNext['certificates.remove'] = failure('changed-meanwhile', {})
  button('はい、削除します')?.click()
  await flushPromises()
  expect(said()).toContain('ほかの操作によって内容が変更されました')
})
