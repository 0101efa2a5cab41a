// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test } from 'vitest'
import { useEnvironment } from '../../app/environment.ts'
import { exampleCalls } from '../../test/fake-calls.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { failure, type FakeState } from '../../test/fake-bridge.ts'
import { openPage } from '../../test/open-page.ts'
import { useUploads } from '../certificates/uploads.ts'
import { dismissed } from '../help/dismissal.ts'
import { homeRoutes } from './routes.ts'

// The steps have a spec of their own.
beforeEach(() => void (dismissed.value = true))

const elsewhere = ['/certificates', '/apis/:id/overview', '/apis/:id/security'].map((path) => ({
  path,
  component: { template: '<p>elsewhere</p>' },
}))

async function openHome(changes: Partial<FakeState> = {}) {
  const opened = await openPage([...homeRoutes, ...elsewhere], '/home', changes)
  await useEnvironment().start()
  await flushPromises()
  const { page } = opened
  const titles = () => page.findAll('h2').map((title) => title.text())
  const press = async (name: string) => {
    await page
      .findAll('button')
      .find((button) => button.text() === name)
      ?.trigger('click')
    await flushPromises()
  }
  return { ...opened, titles, press }
}

describe('Home', () => {
  test('tells what is urgent first, the timeline next and what can wait last', async () => {
    const { page, titles } = await openHome({
      certificates: exampleCertificates(),
      apis: exampleApis(),
      calls: exampleCalls(),
    })
    expect(titles()).toEqual(['Now', 'Soon', 'Expiry timeline', 'When there is time'])
    const [now] = page.findAll('section')[1] ? page.findAll('.item') : []
    expect(now?.text()).toContain('決済')
    expect(now?.text()).toContain(
      'The last 4 calls failed. The authority has revoked the client certificate.',
    )
  })

  test('leads to the check of a failing API', async () => {
    const { router, press } = await openHome({
      certificates: exampleCertificates(),
      apis: exampleApis(),
      calls: exampleCalls(),
    })
    await press('Check back end')
    expect(router.currentRoute.value.path).toBe('/apis/api-3/overview')
  })

  test('begins the replacement of a certificate that expires', async () => {
    const { press } = await openHome({ certificates: exampleCertificates(), apis: exampleApis() })
    await press('Replace…')
    expect(useUploads().replacing?.id).toBe('certificate-2')
  })

  test('says calmly that all is well, and what comes next', async () => {
    const { page, titles } = await openHome({
      certificates: exampleCertificates().slice(0, 1),
      apis: exampleApis(),
    })
    expect(titles()).toEqual(['All is well', 'Expiry timeline'])
    expect(page.text()).toContain('The next certificate to expire is orders-gateway')
  })

  test('does not read again what is known when somebody comes back', async () => {
    const { bridge, page, router } = await openHome({ certificates: exampleCertificates() })
    bridge.state.failNext['certificates.list'] = failure('unexpected', { reference: 'A1B2' })
    await router.push('/certificates')
    await flushPromises()
    await router.push('/home')
    await flushPromises()
    expect(page.find('[role="alert"]').exists()).toBe(false)
    expect(bridge.state.failNext).toHaveProperty(['certificates.list'])
  })

  test('without anything leads to the first upload, and says why it cannot be read', async () => {
    const { page } = await openHome()
    expect(page.text()).toContain('No client certificates yet')
    page.unmount()
    const failing = await openHome({
      failNext: { 'certificates.list': failure('unexpected', { reference: 'A1B2' }) },
    })
    expect(failing.page.get('[role="alert"]').text()).toContain('A1B2')
    await failing.press('Try again')
    expect(failing.page.find('[role="alert"]').exists()).toBe(false)
  })
})

describe('the expiry timeline', () => {
  test('is zoomed by key, and Enter leads to the certificate', async () => {
    const { page, router } = await openHome({ certificates: exampleCertificates(), apis: exampleApis() })
    const grid = page.get<HTMLElement>('.timeline [role="grid"]')
    const zoom = () => page.get<HTMLInputElement>('.timeline input:checked').element.value
    expect(zoom()).toBe('year')
    grid.element.focus()
    await grid.trigger('keydown', { key: '-' })
    expect(zoom()).toBe('years')
    await grid.trigger('keydown', { key: '+' })
    await grid.trigger('keydown', { key: '+' })
    expect(zoom()).toBe('months')
    await grid.trigger('keydown', { key: 'ArrowDown' })
    await grid.trigger('keydown', { key: 'Enter' })
    await flushPromises()
    expect(router.currentRoute.value.fullPath).toBe('/certificates?show=certificate-5')
  })

  test('is a table of dates and APIs, too', async () => {
    const { page } = await openHome({ certificates: exampleCertificates(), apis: exampleApis() })
    await page.get('.timeline input[value="table"]').setValue(true)
    const heads = page.findAll('.timeline [role="columnheader"]').map((head) => head.text())
    expect(heads).toEqual(['Certificate', 'Valid from', 'Valid to', 'APIs', 'Expires'])
  })
})
