/** The whole job as steps that tick themselves, by what the workspace holds and what its record tells. */
import { computed, onMounted, ref } from 'vue'
import { useRouter } from 'vue-router'
import { bridge } from '../../app/bridge.ts'
import { useApis } from '../apis/apis.ts'
import { useCalls } from '../calls/calls.ts'
import { useUploads } from '../certificates/uploads.ts'
import { isUsed } from '../certificates/in-use.ts'
import { useCertificates } from '../certificates/store.ts'

export const guideSteps = ['upload', 'api', 'choose', 'call', 'delete'] as const
export type GuideStep = (typeof guideSteps)[number]

const anyDeletion = { text: '', namedActs: ['certificate-deleted'], subject: null, door: null } as const

export type Guide = ReturnType<typeof useGuide>

export function useGuide() {
  const certificates = useCertificates()
  const apis = useApis()
  const calls = useCalls()
  const uploads = useUploads()
  const router = useRouter()
  const deleted = ref(false)

  async function lookForDeletion(): Promise<void> {
    const answer = await bridge().activity.list({ limit: 1, before: null, filter: anyDeletion })
    deleted.value = answer.ok && answer.value.length > 0
  }
  onMounted(() => {
    void certificates.ensure()
    void apis.ensure()
    void lookForDeletion()
  })

  const bound = computed(() => certificates.certificates.find(isUsed))
  const done = computed<Record<GuideStep, boolean>>(() => ({
    upload: certificates.certificates.length > 0,
    api: apis.apis.length > 0,
    choose: bound.value !== undefined,
    call: calls.handshakes.size > 0,
    delete: deleted.value,
  }))
  const known = computed(() => certificates.state === 'ready' && apis.known)
  const next = computed(() => guideSteps.find((step) => !done.value[step]))

  /** The API that the job goes on with: one that presents a certificate, else the first. */
  const api = computed(() => bound.value?.usedBy[0]?.id ?? apis.apis[0]?.id)
  const toApi = (tab: string) =>
    router.push(api.value === undefined ? '/apis' : `/apis/${encodeURIComponent(api.value)}/${tab}`)
  const go: Record<GuideStep, () => unknown> = {
    upload: () => uploads.begin(),
    api: () => router.push({ path: '/apis', query: { add: '1' } }),
    choose: () => toApi('security'),
    call: () => toApi('test'),
    delete: () => router.push('/certificates'),
  }
  return { done, known, next, go }
}
