// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { useEnvironment } from '../../app/environment.ts'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { failure, type FakeState } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import Select from '../../ui/Select.vue'
import { useToasts } from '../../ui/toasts.ts'
import CertificateChooser from '../apis/CertificateChooser.vue'
import GatewayHttps from './GatewayHttps.vue'

const good = fakeCertificate(1, {
  extendedKeyUsage: ['serverAuth'],
  subjectAlternativeNames: ['DNS:localhost', 'IP:127.0.0.1'],
})
const doubtful = fakeCertificate(2, { extendedKeyUsage: ['clientAuth'], subjectAlternativeNames: [] })

const open = async (state: Partial<FakeState> = {}) => {
  const opened = await openPage([{ path: '/', component: GatewayHttps }], '/', {
    certificates: [good, doubtful],
    ...state,
  })
  await useEnvironment().start()
  await flushPromises()
  const pick = async (scheme: string, certificateId?: string): Promise<void> => {
    opened.page.getComponent(Select).vm.$emit('update:modelValue', scheme)
    await flushPromises()
    if (certificateId === undefined) return
    opened.page.getComponent(CertificateChooser).vm.$emit('update:modelValue', certificateId)
    await flushPromises()
  }
  const apply = async (): Promise<void> => {
    await opened.page.get('form').trigger('submit')
    await flushPromises()
  }
  const button = () => opened.page.get('button[type=submit]')
  return { ...opened, pick, apply, button, kept: () => opened.bridge.state.httpsCertificateId }
}

test('HTTPS begins with a certificate that was chosen, and is told with its address', async () => {
  const { page, pick, apply, button, kept } = await open()
  expect(button().attributes('aria-disabled')).toBeDefined()
  await pick('https')
  expect(page.text()).toContain('Calls by http:// are answered with an error.')
  expect(button().attributes('aria-disabled')).toBeDefined()
  await apply()
  expect(kept()).toBeNull()
  await pick('https', good.id)
  expect(page.text()).not.toContain('may refuse this certificate')
  await apply()
  expect(kept()).toBe(good.id)
  expect(useToasts().toasts.at(-1)?.text).toBe('Clients now call the gateway by https://127.0.0.1:8400.')
  expect(button().attributes('aria-disabled')).toBeDefined()
  await pick('http')
  await apply()
  expect(kept()).toBeNull()
})

test('the certificates are read for who wants HTTPS, and for nobody else', async () => {
  const { bridge, page, pick } = await open()
  bridge.state.failNext['gateway.httpsChoices'] = failure('unexpected', { reference: 'A1B2' })
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  expect(page.text()).not.toContain('A1B2')
  await pick('https')
  expect(page.text()).toContain('A1B2')
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  expect(page.getComponent(CertificateChooser).props('certificates')).toEqual([good, doubtful])
})

test('whoever turns to HTTPS again chooses among the certificates of now', async () => {
  const { bridge, page, pick } = await open({ httpsCertificateId: good.id })
  await pick('http')
  bridge.state.certificates = [doubtful]
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  await pick('https')
  expect(page.getComponent(CertificateChooser).props('certificates')).toEqual([doubtful])
})

test('what clients would say against a certificate is said before it is chosen', async () => {
  const { page, pick } = await open()
  await pick('https', doubtful.id)
  expect(page.text()).toContain('It is not made out for servers')
  expect(page.text()).toContain('127.0.0.1 and localhost')
})

test('a choice that is not applied yet survives a change elsewhere, and follows a replacement otherwise', async () => {
  const { bridge, page, pick } = await open({ httpsCertificateId: good.id })
  const chosen = () => page.getComponent(CertificateChooser).props('modelValue')
  expect(chosen()).toBe(good.id)
  bridge.state.httpsCertificateId = doubtful.id
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  expect(chosen()).toBe(doubtful.id)
  await pick('https', good.id)
  bridge.emit('workspaceChanged', ['certificates'])
  await flushPromises()
  expect(chosen()).toBe(good.id)
})

test('a refusal loses nothing of the choice', async () => {
  const { bridge, page, pick, apply, kept } = await open()
  bridge.state.failNext['gateway.setHttps'] = failure('keychain-locked', {})
  await pick('https', good.id)
  await apply()
  expect(kept()).toBeNull()
  expect(page.text()).toContain('The keychain is locked.')
  expect(page.getComponent(CertificateChooser).props('modelValue')).toBe(good.id)
})

test('a gateway that stopped for its certificate says why and tries again', async () => {
  const { bridge, page } = await open({
    httpsCertificateId: good.id,
    gateway: {
      ...{ state: 'failed', port: 8400, reason: 'certificate-unusable', suggestion: null, https: true },
      because: { code: 'keychain-locked', details: {} },
    },
  })
  expect(page.text()).toContain('its certificate for HTTPS cannot be used')
  expect(page.text()).toContain('The keychain is locked.')
  await page
    .findAll('button')
    .find((button) => button.text() === 'Try again')
    ?.trigger('click')
  await flushPromises()
  expect(bridge.state.gateway.state).toBe('running')
  expect(page.text()).not.toContain('cannot be used')
})

test('without any certificate the way to one is shown', async () => {
  const { page, pick } = await open({ certificates: [] })
  await pick('https')
  expect(page.text()).toContain('HTTPS needs a certificate of this workspace.')
})
