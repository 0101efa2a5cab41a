/** The way of a copy: what and where to, the plan, and what came of it. Main holds the plan and carries it out. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { endpointOf } from '../../../preload/contract/connections.ts'
import type { CopyOutcome, CopyPlan } from '../../../preload/contract/copying.ts'
import type { Failure } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'
import { useConnections, type ShownConnection } from '../../app/connections.ts'
import { useEnvironment } from '../../app/environment.ts'
import { t } from '../../locales/text.ts'
import { useApis } from '../apis/apis.ts'
import { useCertificates } from '../certificates/store.ts'
import { isAllowed } from '../connections/connection-form.ts'

/** The workspace among the targets; the others go by the ids of their connections. */
export const workspaceTarget = 'workspace'

export type CopyStep = 'choose' | 'planning' | 'plan' | 'running' | 'done'

export const partKey = ({ kind, id }: Pick<CopyOutcome, 'kind' | 'id'>): string => `${kind} ${id}`

/** Whatever of a plan changes something, in the order in which it is done. */
export const partsOf = ({ certificates, bindings }: CopyPlan): string[] => [
  ...certificates
    .filter(({ fate }) => fate.kind === 'added')
    .map(({ id }) => partKey({ kind: 'certificate', id })),
  ...bindings
    .filter(({ fate }) => fate.kind === 'set')
    .map(({ api }) => partKey({ kind: 'binding', id: api.id })),
]

export function useCopyWizard() {
  const connections = useConnections()
  const environment = useEnvironment()
  const certificates = useCertificates()
  const apis = useApis()
  const step = ref<CopyStep>('choose')
  const certificateIds = shallowRef<ReadonlySet<string>>(new Set())
  const apiIds = shallowRef<ReadonlySet<string>>(new Set())
  const plan = shallowRef<CopyPlan>()
  const outcomes = shallowRef<ReadonlyMap<string, CopyOutcome['result']>>(new Map())
  const failure = shallowRef<Failure>()
  const stopping = ref(false)

  const others = computed(() => connections.connections.filter(({ id }) => id !== connections.current?.id))
  const only = others.value.length === 1 && !connections.current ? others.value[0] : undefined
  const target = ref<string | null>(only?.id ?? null)
  const connection = computed(() => others.value.find(({ id }) => id === target.value))
  const signedOut = (one: ShownConnection | undefined) => one && one.signIn.state !== 'signed-in'
  const allowed = computed(
    () =>
      !connection.value ||
      isAllowed(endpointOf(connection.value.access), environment.policy.AllowedConnections),
  )
  /** Counts what was begun, so that an answer which nobody waits for any more is passed over. */
  let round = 0

  const endCopied = bridge().events.onCopied((outcome) => {
    if (step.value === 'running') note([outcome])
  })
  onScopeDispose(() => {
    endCopied()
    round += 1
    if (step.value === 'planning') void bridge().copying.cancel()
  })

  function note(told: readonly CopyOutcome[]): void {
    outcomes.value = new Map([
      ...outcomes.value,
      ...told.map((outcome) => [partKey(outcome), outcome.result] as const),
    ])
  }

  async function makePlan(): Promise<void> {
    if (target.value === null) return
    const mine = ++round
    failure.value = undefined
    plan.value = undefined
    outcomes.value = new Map()
    step.value = 'planning'
    const answer = await bridge().copying.plan({
      target: target.value === workspaceTarget ? null : target.value,
      // What is gone since it was ticked can be unticked by nobody.
      certificateIds: [...certificateIds.value].filter((id) => certificates.byId(id)),
      apiIds: [...apiIds.value].filter((id) => apis.byId(id)),
    })
    if (mine !== round) return
    step.value = answer.ok ? 'plan' : 'choose'
    if (answer.ok) plan.value = answer.value
    else if (answer.error.code !== 'cancelled') failure.value = answer.error
  }

  async function run(): Promise<void> {
    if (!plan.value || step.value !== 'plan') return
    failure.value = undefined
    stopping.value = false
    step.value = 'running'
    const answer = await bridge().copying.run(plan.value.id)
    // The system asks whether the keys may go; whoever said no sees the plan again.
    step.value = answer.ok || answer.error.code !== 'cancelled' ? 'done' : 'plan'
    if (answer.ok) note(answer.value)
    else if (step.value === 'done') failure.value = answer.error
  }

  function cancel(): void {
    stopping.value = step.value === 'running'
    void bridge().copying.cancel()
  }

  function back(): void {
    failure.value = undefined
    step.value = 'choose'
  }

  return {
    ...{
      step,
      target,
      certificateIds,
      apiIds,
      plan,
      outcomes,
      failure,
      stopping,
      others,
      connection,
      allowed,
    },
    ...{ makePlan, run, cancel, back },
    from: computed(() => connections.current?.name ?? t('connections.workspace')),
    to: computed(() => connection.value?.name ?? t('connections.workspace')),
    /** Of source and target the one that nobody is signed in to, if any. */
    signedOut: computed(() => [connection.value, connections.current].find(signedOut)),
    ready: computed(() => target.value !== null && allowed.value && certificateIds.value.size > 0),
    parts: computed(() => (plan.value ? partsOf(plan.value) : [])),
  }
}
