// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { exampleCertificates } from '../../test/fake-facts.ts'
import { openPage } from '../../test/open-page.ts'
import { certificateRoutes } from './routes.ts'

enableAutoUnmount(afterEach)

test('Escape closes the details wherever the focus is, except in the filter that it empties', async () => {
  const [certificate] = exampleCertificates()
  const { page, router } = await openPage(certificateRoutes, `/certificates?show=${certificate?.id ?? ''}`, {
    certificates: exampleCertificates(),
  })
  await page.get('input[type="search"]').setValue('client')
  await page.get('input[type="search"]').trigger('keydown', { key: 'Escape' })
  expect(page.find('aside').exists()).toBe(true)
  expect(page.get<HTMLInputElement>('input[type="search"]').element.value).toBe('')

  await page.get('button').trigger('keydown', { key: 'Escape' })
  await flushPromises()
  expect(page.find('aside').exists()).toBe(false)
  expect(router.currentRoute.value.query).toEqual({})
})
