/** For specs: the management service of a fake Azure, with a real decoder and a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sharedDecoder } from '../../certificates/testing/shared-decoder.ts'
import { createArmClient } from '../arm-client.ts'
import type { PageProgress } from '../arm-pages.ts'
import type { AzureTask, AzureTopic } from '../azure-context.ts'
import { createAzureService } from '../azure-service.ts'
import type { AzureService } from '../azure-service.ts'
import { createKnownCertificates } from '../known-certificates.ts'
import { pastedToken } from '../token-source.ts'

export interface Endpoint {
  url: string
  token: string
  servicePath: string
}

/** @param attemptMs how long one attempt may take; the network is this computer's own */
export const connect = ({ url, token, servicePath }: Endpoint, attemptMs = 5_000) => {
  const decoder = sharedDecoder()
  const folder = mkdtempSync(join(tmpdir(), 'warifu-azure-'))
  const told: (readonly AzureTopic[])[] = []
  const progress: [AzureTask, PageProgress][] = []
  const knownFile = join(folder, 'known-certificates.jsonl')
  const waiting: (() => void)[] = []

  const made: AzureService[] = []

  /** As after a start of the program: whatever is kept is read anew. */
  const service = (): AzureService => {
    const one = createAzureService({
      client: createArmClient({
        ...{ endpoint: new URL(url), tokens: pastedToken(token), attemptMs },
        sleep: () => Promise.resolve(),
      }),
      ...{ servicePath, decoder, known: createKnownCertificates(knownFile), now: () => new Date() },
      onChange: (topics) => {
        told.push(topics)
        for (const tell of waiting.splice(0)) tell()
      },
      onProgress: (task, where) => progress.push([task, where]),
    })
    made.push(one)
    return one
  }

  return {
    ...{ decoder, told, progress, knownFile, service },
    /** Resolves with the next change that is told. */
    changed: () => new Promise<void>((resolve) => waiting.push(resolve)),
    stop: () => {
      // What is read in the background must not meet a service that is gone.
      for (const one of made) one.cancel()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Connected = ReturnType<typeof connect>
