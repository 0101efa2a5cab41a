// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { useEnvironment } from '../app/environment.ts'
import AppearancePanel from '../features/settings/AppearancePanel.vue'
import { openPage } from '../test/open-page.ts'
import { densities } from './density.ts'
import Select from './Select.vue'

const root = () => document.documentElement

test('a target of 24 pixels fits into every row of either density, with its line', () => {
  for (const { row, rowWithButtons, rowOfTwo, rowWithBar, tableHead } of Object.values(densities)) {
    for (const height of [row, rowWithButtons, rowOfTwo, rowWithBar, tableHead]) {
      expect(height).toBeGreaterThanOrEqual(24 + 1)
    }
  }
})

test('two lines of type fit into the rows that have them', () => {
  // As the styles of those rows set them: 1.35 of the size, the second line of --text-s.
  for (const { tableText, rowOfTwo, rowWithBar } of Object.values(densities)) {
    expect(1.35 * (tableText + 12)).toBeLessThan(Math.min(rowOfTwo, rowWithBar))
  }
})

test('compact is tighter in every measure', () => {
  for (const [measure, pixels] of Object.entries(densities.compact)) {
    expect(pixels, measure).toBeLessThan(densities.comfortable[measure as keyof typeof densities.compact])
  }
})

test('chosen in the settings, it is kept, and the styles and the lists take it from one place', async () => {
  const { bridge, page } = await openPage([{ path: '/', component: AppearancePanel }], '/')
  const environment = useEnvironment()
  await environment.start()
  await flushPromises()
  expect(root().style.getPropertyValue('--row-of-two')).toBe('56px')

  page.findAllComponents(Select)[2]?.vm.$emit('update:modelValue', 'compact')
  await flushPromises()
  expect(bridge.state.environment.preferences.density).toBe('compact')
  expect(environment.measures.rowOfTwo).toBe(38)
  expect(root().dataset['density']).toBe('compact')
  expect(root().style.getPropertyValue('--row-of-two')).toBe('38px')
})
