// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { apiScope } from '../../../preload/contract/policies.ts'
import { exampleApis, exampleCertificates } from '../../test/fake-facts.ts'
import { brokenPolicy, examplePolicy } from '../../test/fake-policy.ts'
import { startTest } from '../../test/start.ts'
import { useApis } from '../apis/apis.ts'
import { useCertificates } from '../certificates/store.ts'
import PolicyForm from './PolicyForm.vue'

async function openForm(check = examplePolicy()) {
  const { pinia } = await startTest({ apis: exampleApis(), certificates: exampleCertificates() })
  await Promise.all([useApis().load(), useCertificates().ensure()])
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/:any*', component: {} }] })
  const form = mount(PolicyForm, {
    props: { scope: apiScope('api-1'), check, waiting: false },
    global: { plugins: [pinia, router] },
    attachTo: document.body,
  })
  await flushPromises()
  const field = (label: string) => {
    const id = form
      .findAll('label')
      .find((one) => one.text() === label)
      ?.attributes('for')
    return form.get<HTMLInputElement>(`[id="${id ?? ''}"]`)
  }
  const button = (name: string) => form.findAll('button').find((one) => one.text() === name)
  return { form, field, button, edits: () => form.emitted('edit')?.flat() }
}

describe('the form beside the text', () => {
  it('shows what the text says, and by name what is for the text alone', async () => {
    const { form, field } = await openForm()
    expect(form.text()).toContain(exampleCertificates()[0]?.commonName)
    expect(field('Addresses, one a line').element.value).toBe('10.20.0.7\n10.20.1.1-10.20.1.99')
    expect(field('Header').element.value).toBe('X-Client')
    expect(form.text()).toContain('<choose>line 12')
  })

  it('makes an edit of what is typed, naming its rule, and keeps what is being typed', async () => {
    const { form, field, edits } = await openForm()
    const { rules, ...check } = examplePolicy()
    await form.setProps({ waiting: true })
    await field('Addresses, one a line').setValue('10.20.0.7\n10.20.1.1 - 10.20.1.99\n\n::1')
    const items = ['10.20.0.7', '10.20.1.1-10.20.1.99', '::1']
    expect(edits()).toEqual([{ kind: 'set-items', rule: 0, policy: 'ip-filter', items }])
    const [filter, ...others] = rules ?? []
    const fields = { attributes: { action: 'allow' }, items }
    await form.setProps({
      check: { ...check, rules: filter ? [{ ...filter, fields }, ...others] : [] },
      waiting: false,
    })
    expect(field('Addresses, one a line').element.value).toContain('\n\n::1')
    await form.setProps({ check: examplePolicy() })
    expect(field('Addresses, one a line').element.value).toBe('10.20.0.7\n10.20.1.1-10.20.1.99')
  })

  it('begins another back end with the one that holds now', async () => {
    const { button, edits } = await openForm()
    await button('Another back end')?.trigger('click')
    const fields = { attributes: { 'base-url': exampleApis()[0]?.serviceUrl }, items: [] }
    expect(edits()).toEqual([{ kind: 'add', policy: 'set-backend-service', section: 'inbound', fields }])
  })

  it('takes no click on a bin or on what adds while an edit is on its way, nor the second of two', async () => {
    const { form, button, edits } = await openForm()
    const bin = form.get('[data-rule] .remove')
    await form.setProps({ waiting: true })
    await bin.trigger('click')
    await button('Another back end')?.trigger('click')
    expect(edits()).toBeUndefined()
    await form.setProps({ waiting: false })
    await bin.trigger('click', { detail: 1 })
    await bin.trigger('click', { detail: 2 })
    expect(edits()).toEqual([{ kind: 'remove', rule: 0, policy: 'ip-filter' }])
  })

  it('keeps the cards of the other rules, and gives the focus on, when one goes', async () => {
    const { form, field } = await openForm()
    const before = examplePolicy()
    const second = field('Header').element
    form.get<HTMLElement>('[data-rule="0"] .remove').element.focus()
    await form.get('[data-rule="0"] .remove').trigger('click')
    await form.setProps({ waiting: true })
    await form.setProps({ check: { ...before, rules: before.rules?.slice(1) ?? [] }, waiting: false })
    await flushPromises()
    expect(field('Header').element).toBe(second)
    expect(document.activeElement?.textContent.trim()).toBe('Allow or forbid addresses')
  })

  it('undoes by its keys what was done in either', async () => {
    const { form, field } = await openForm()
    await field('Header').trigger('keydown', { key: 'z', ctrlKey: true })
    await field('Header').trigger('keydown', { key: 'Z', metaKey: true, shiftKey: true })
    expect([form.emitted('undo'), form.emitted('redo')]).toEqual([[[]], [[]]])
  })

  it('waits, greyed, while the text cannot be read, and says where', async () => {
    const { form } = await openForm()
    await form.setProps({ check: brokenPolicy() })
    expect(form.text()).toContain('Line 9, column 9: <set-header> is not closed.')
    expect(form.get('fieldset').attributes('disabled')).toBeDefined()
    expect(form.findAll('[data-rule]')).toHaveLength(3)
  })
})
