// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { renewedPem } from '../../test/fake-inspections.ts'
import { startTest } from '../../test/start.ts'
import type { TrustChoice } from './api-form.ts'
import TrustField from './TrustField.vue'

test('a newly chosen file shows its certificates before anything is saved', async () => {
  const { pinia } = await startTest({
    chosen: { fileId: 'file-1', name: 'new-root.pem', size: 1_204 },
    descriptions: { 'file-1': renewedPem('new-root.pem') },
  })
  const chosenBefore: TrustChoice = { kind: 'file', fileId: 'file-0', name: 'old-root.pem' }
  const page = mount(TrustField, {
    props: {
      modelValue: chosenBefore,
      'onUpdate:modelValue': (modelValue: TrustChoice) => page.setProps({ modelValue }),
      kept: undefined,
      error: undefined,
    },
    global: { plugins: [pinia] },
  })
  await page.findAll('button').at(-1)?.trigger('click')
  await flushPromises()
  expect(page.text()).toContain('new-root.pem')
  const [first] = renewedPem('new-root.pem').locked.certificates
  expect(page.get('.authorities').text()).toContain(first?.facts.commonName)
  page.unmount()
})
