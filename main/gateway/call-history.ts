/**
 * What is remembered of calls while the program runs: the newest, how many there were per API, and when each client
 * certificate was last shown with success.
 */
import type {
  ApiTally,
  BackEndCheck,
  GatewayCall,
  GatewayCallBatch,
  GoodHandshake,
  RecentCalls,
} from '../../preload/contract/gateway.ts'

/** As many as a person scrolls through. */
const keptCalls = 1_000

/** Where good handshakes outlive the program. */
export interface HandshakeStore {
  list(): GoodHandshake[]
  put(handshake: GoodHandshake): void
}

/** Each write waits for the disk; that a handshake was good a minute earlier is as good to know. */
const writtenEveryMs = 60_000

export class CallHistory {
  readonly #store: HandshakeStore
  #calls: GatewayCall[] = []
  #omitted = 0
  readonly #tallies = new Map<string | null, ApiTally>()
  readonly #handshakes = new Map<string, GoodHandshake>()
  readonly #written = new Map<string, number>()

  constructor(store: HandshakeStore) {
    this.#store = store
    for (const handshake of store.list()) this.#handshakes.set(handshake.certificateId, handshake)
  }

  /** Everything there is, the newest call last. */
  get recent(): RecentCalls {
    return {
      calls: this.#calls,
      omitted: this.#omitted,
      tallies: [...this.#tallies.values()],
      handshakes: [...this.#handshakes.values()],
    }
  }

  /** Takes in new calls; the answer is what changed by them. */
  add({ calls, omitted, tallies, handshakes }: GatewayCallBatch): RecentCalls {
    this.#calls = [...this.#calls, ...calls].slice(-keptCalls)
    this.#omitted += omitted
    for (const handshake of handshakes) this.#keep(handshake)
    return { calls, omitted, tallies: tallies.map((tally) => this.#count(tally)), handshakes }
  }

  /** A check is a handshake like any other; null when nothing was proved by it. */
  addCheck(apiId: string, { at, weSent, serverSaid }: BackEndCheck): RecentCalls | null {
    if (weSent.kind !== 'certificate' || serverSaid.kind !== 'accepted') return null
    const handshake = { certificateId: weSent.certificate.certificateId, at, apiId }
    this.#keep(handshake)
    return { calls: [], omitted: 0, tallies: [], handshakes: [handshake] }
  }

  /** Certificates come and go; of those that are gone, which the store tells, nothing is remembered. */
  forgetGone(): void {
    const kept = new Set(this.#store.list().map(({ certificateId }) => certificateId))
    for (const certificateId of this.#handshakes.keys()) {
      if (kept.has(certificateId)) continue
      this.#handshakes.delete(certificateId)
      this.#written.delete(certificateId)
    }
  }

  #count({ apiId, calls, failed }: ApiTally): ApiTally {
    const before = this.#tallies.get(apiId) ?? { calls: 0, failed: 0 }
    const tally = { apiId, calls: before.calls + calls, failed: before.failed + failed }
    this.#tallies.set(apiId, tally)
    return tally
  }

  #keep(handshake: GoodHandshake): void {
    const { certificateId } = handshake
    this.#handshakes.set(certificateId, handshake)
    const now = performance.now()
    if (now - (this.#written.get(certificateId) ?? -Infinity) < writtenEveryMs) return
    this.#written.set(certificateId, now)
    this.#store.put(handshake)
  }
}
