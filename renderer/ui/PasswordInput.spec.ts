// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import { TooltipProvider } from 'reka-ui'
import { startTest } from '../test/start.ts'
import PasswordInput from './PasswordInput.vue'

test('a field that goes takes the password with it', async () => {
  await startTest()
  const password = ref('')
  const there = ref(true)
  const Caller = defineComponent({
    setup: () => () =>
      h(TooltipProvider, () =>
        there.value
          ? h(PasswordInput, {
              modelValue: password.value,
              'onUpdate:modelValue': (typed: string) => (password.value = typed),
            })
          : 'gone',
      ),
  })
  const page = mount(Caller)
  await page.find('input').setValue('distinctive')
  expect(password.value).toBe('distinctive')
  there.value = false
  await nextTick()
  expect(page.text()).toBe('gone')
  expect(password.value).toBe('')
})
