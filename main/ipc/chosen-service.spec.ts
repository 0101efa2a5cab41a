import { beforeEach, expect, it } from 'vitest'
import type { AzureService } from '../azure/azure-service.ts'
import type { EmbeddedService } from '../management/service.ts'
import { chosenService } from './chosen-service.ts'

/** Told apart by identity alone: nothing of them is called. */
const parts = () => ({ certificates: {}, apis: {}, operations: {}, policies: {} })
const embedded = parts() as unknown as EmbeddedService
const connected = parts() as unknown as AzureService

let chosen: AzureService | null
const service = chosenService(embedded, () => chosen)
beforeEach(() => {
  chosen = null
})

it('each request goes to whichever service is chosen at that moment', () => {
  for (const part of ['certificates', 'apis', 'operations', 'policies'] as const) {
    chosen = null
    expect(service[part]).toBe(embedded[part])
    chosen = connected
    expect(service[part]).toBe(connected[part])
  }
})

it('what only the one has is refused while the other is chosen', () => {
  expect(service.workspace()).toBe(embedded)
  expect(() => service.azure()).toThrow('not-offered-by-connection')
  chosen = connected
  expect(service.azure()).toBe(connected)
  expect(() => service.workspace()).toThrow('not-offered-by-connection')
})
