/** Runs for each file of specs (vitest.config.ts). */
import { afterAll } from 'vitest'
import { closeSharedDecoder } from './shared-decoder.ts'

afterAll(closeSharedDecoder)
