// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, it, vi } from 'vitest'
import { exampleApis } from '../../test/fake-facts.ts'
import { exampleOperations } from '../../test/fake-operations.ts'
import { openPage } from '../../test/open-page.ts'
import Select from '../../ui/Select.vue'
import { apiRoutes } from '../apis/routes.ts'
import CheckPanel from './CheckPanel.vue'

it('a back end is checked with the API’s policy, or with that of an operation that has one', async () => {
  const { bridge, page } = await openPage(apiRoutes, '/apis/api-1/overview', {
    apis: exampleApis(),
    operations: exampleOperations(),
  })
  await flushPromises()
  const asked = vi.spyOn(bridge.gateway, 'checkBackEnd')
  const panel = page.getComponent(CheckPanel)
  const start = async () => {
    await panel.get('button:not([role=combobox])').trigger('click')
    await flushPromises()
  }
  await start()
  expect(asked).toHaveBeenLastCalledWith({ apiId: 'api-1' })
  expect(panel.text()).toContain('The back end accepted the certificate')

  const choice = panel.getComponent(Select)
  const { choices } = choice.props() as unknown as { choices: readonly { value: string }[] }
  expect(choices.map(({ value }) => value)).toEqual(['*', 'list-orders', 'create-order'])
  choice.vm.$emit('update:modelValue', 'list-orders')
  await flushPromises()
  expect(panel.text()).not.toContain('The back end accepted the certificate')
  await start()
  expect(asked).toHaveBeenLastCalledWith({ apiId: 'api-1', operationId: 'list-orders' })
})
