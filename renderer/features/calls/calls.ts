/** Calls through the gateway: read once, then followed as main tells of them. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { ApiTally, GatewayCall, GoodHandshake, RecentCalls } from '../../../preload/contract/gateway.ts'
import { bridge } from '../../app/bridge.ts'

/** As many as main keeps. */
const keptCalls = 1_000

export const useCalls = defineStore('calls', () => {
  /** The newest last. A call never changes once it is told. */
  const calls = shallowRef<readonly GatewayCall[]>([])
  const omitted = shallowRef(0)
  const tallies = shallowRef<ReadonlyMap<string | null, ApiTally>>(new Map())
  const handshakes = shallowRef<ReadonlyMap<string, GoodHandshake>>(new Map())
  let read = false

  function take(news: RecentCalls): void {
    if (news.calls.length > 0) calls.value = [...calls.value, ...news.calls].slice(-keptCalls)
    omitted.value += news.omitted
    if (news.tallies.length > 0) {
      tallies.value = new Map([...tallies.value, ...news.tallies.map((one) => [one.apiId, one] as const)])
    }
    if (news.handshakes.length > 0) {
      const newer = news.handshakes.map((one) => [one.certificateId, one] as const)
      handshakes.value = new Map([...handshakes.value, ...newer])
    }
  }

  async function load(): Promise<void> {
    const answer = await bridge().gateway.recentCalls()
    if (answer.ok) take(answer.value)
    read = true
  }

  bridge().events.onGatewayCalled((news) => {
    // What is told before the answer comes is part of the answer.
    if (read) take(news)
  })
  void load()

  return { calls, omitted, tallies, handshakes }
})
