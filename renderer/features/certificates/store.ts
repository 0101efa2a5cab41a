/** The client certificates of the workspace, as the service lists them. Public facts only. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Certificate } from '../../../preload/contract/certificates.ts'
import type { Failure } from '../../../preload/contract/errors.ts'
import { unpackCertificates } from '../../../preload/contract/packed.ts'
import type { ListedCertificates } from '../../../preload/contract/packed.ts'
import { bridge } from '../../app/bridge.ts'
import { onOtherService, useConnections } from '../../app/connections.ts'
import { language } from '../../locales/text.ts'
import { growingList } from './growing-list.ts'
import { prepareList } from './prepare-list.ts'

/** Whether a certificate is about to expire depends on the day: a list is good for this long without a change. */
const goodFor = 3_600_000

export const useCertificates = defineStore('certificates', () => {
  const connections = useConnections()
  // Shallow: ten thousand certificates need no watching of each field; the list is replaced as a whole.
  const certificates = shallowRef<readonly Certificate[]>([])
  const state = ref<'loading' | 'ready' | 'failed'>('loading')
  const failure = ref<Failure>()
  /** While the list is not whole, a connected service's: it is being read for the first time, or that was ended. */
  const partial = ref<{ total: number | null }>()
  let latest = 0
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  const growing = growingList<Certificate>((rows) => {
    certificates.value = rows
    prepareList(rows, language.value)
  })

  const isWhole = (): boolean => readAt > -Infinity

  /** Reads the list again. Of several readings under way only the last one counts. */
  async function load(): Promise<void> {
    latest += 1
    const mine = latest
    growing.clear()
    if (!isWhole()) state.value = 'loading'
    const answer = await bridge().certificates.list(mine)
    if (mine !== latest) return
    if (!answer.ok) growing.flush()
    growing.clear()
    if (answer.ok) {
      certificates.value = unpackCertificates(answer.value)
      partial.value = undefined
      readAt = performance.now()
      prepareList(certificates.value, language.value)
    }
    failure.value = answer.ok ? undefined : answer.error
    state.value = answer.ok ? 'ready' : 'failed'
  }

  /** What a list that is whole already gets is not shown before it is whole again. */
  function take({ reading: of, certificates: packed, total }: ListedCertificates): void {
    if (of !== latest || state.value !== 'loading') return
    partial.value = { total }
    growing.add(unpackCertificates(packed))
  }

  /** Reads the list for all who ask for it meanwhile. */
  function begin(): Promise<void> {
    const mine = load().finally(() => {
      if (reading === mine) reading = undefined
    })
    reading = mine
    return mine
  }

  /**
   * Reads the list unless it is there: every change of the workspace has it read again. Who has ended it begins again.
   */
  async function ensure(): Promise<void> {
    if (partial.value && failure.value?.code === 'cancelled') return
    if (performance.now() - readAt > goodFor) await (reading ?? begin())
  }

  /** The workspace tells every change; a connected service does not, and is asked again by who comes to look. */
  async function look(): Promise<void> {
    if (connections.hasWorkspace) await ensure()
    else await (reading ?? begin())
  }

  /** Answers with what went wrong, if anything; the service itself refuses while an API uses the certificate. */
  async function remove(certificate: Certificate): Promise<Failure | undefined> {
    const answer = await bridge().certificates.remove({ id: certificate.id, etag: certificate.etag })
    await load()
    return answer.ok ? undefined : answer.error
  }

  /** Gives a replaced certificate its place back. */
  async function rollBack(replaced: Certificate): Promise<Failure | undefined> {
    const answer = await bridge().certificates.rollBack({ id: replaced.id, etag: replaced.etag })
    await load()
    return answer.ok ? undefined : answer.error
  }

  onOtherService(() => {
    certificates.value = []
    partial.value = undefined
    state.value = 'loading'
    failure.value = undefined
    readAt = -Infinity
    void begin()
  })

  const places = computed(
    () => new Map(certificates.value.map((certificate) => [certificate.id, certificate])),
  )
  const byId = (id: string): Certificate | undefined => places.value.get(id)

  bridge().events.onWorkspaceChanged((topics) => {
    // Which APIs use a certificate is part of the list, so a changed API or policy changes it too.
    if (topics.some((topic) => topic !== 'sample')) void load()
  })

  bridge().events.onCertificatesListed(take)

  return { certificates, state, failure, partial, load, ensure, look, remove, rollBack, byId }
})
