/**
 * The way to a connection: how it is reached, signing in, which service. Also signs in again, and changes one.
 *
 * A token passes through `signIn` as an argument and is kept nowhere here.
 */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { leadToTheSame } from '../../../preload/contract/connections.ts'
import type {
  ConnectionAccess,
  DeviceCode,
  FoundService,
  FoundServices,
  ServicePlace,
  SignInState,
} from '../../../preload/contract/connections.ts'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import { bridge } from '../../app/bridge.ts'
import { useConnections, type ConnectionQuestion } from '../../app/connections.ts'
import { accessOf, emptyAccess, formOfAccess } from './connection-form.ts'

export type WizardQuestion = Exclude<ConnectionQuestion, { kind: 'list' }>

export function useConnectionWizard(question: WizardQuestion) {
  const connections = useConnections()
  const known = 'connection' in question ? question.connection : undefined
  const form = ref(known ? formOfAccess(known.access) : emptyAccess())
  const step = ref<'access' | 'signing-in' | 'service'>('access')
  const access = shallowRef<ConnectionAccess | undefined>(known?.access)
  const code = shallowRef<DeviceCode>()
  const failure = shallowRef<Failure>()

  const found = shallowRef<readonly FoundService[]>([])
  const unreadable = shallowRef<FoundServices['unreadable']>([])
  const searching = ref(false)
  const saving = ref(false)

  const events = bridge().events
  const endings = [
    events.onSignInCode((next) => (code.value = next)),
    events.onServicesFound((more) => (found.value = [...found.value, ...more])),
  ]
  /** A newer attempt, or the end of the dialog, makes whatever is still under way count no more. */
  let attempt = 0
  /** Until it is answered: what the service is asked after that is nobody's to end. */
  let signingIn = false
  onScopeDispose(() => {
    endings.forEach((end) => end())
    if (signingIn || searching.value) void connections.cancel()
    attempt += 1
  })

  const ask = (to: ConnectionAccess, token: string): Promise<Result<SignInState>> => {
    if (to.kind === 'token') return bridge().connections.useToken({ access: to, token })
    const by = form.value.way === 'device-code' ? 'device-code' : 'browser'
    return bridge().connections.signIn({ access: to, by })
  }

  /** Answers whether somebody is signed in; `failure` says why not. */
  async function signIn(token: string): Promise<boolean> {
    const to = accessOf(form.value)
    const mine = ++attempt
    code.value = undefined
    failure.value = undefined
    step.value = 'signing-in'
    signingIn = true
    const answer = await ask(to, token)
    if (mine !== attempt) return false
    signingIn = false
    if (!answer.ok) {
      step.value = 'access'
      failure.value = answer.error.code === 'cancelled' ? undefined : answer.error
      return false
    }
    access.value = to
    await connections.load()
    return true
  }

  async function search(): Promise<void> {
    if (!access.value) return
    step.value = 'service'
    found.value = []
    failure.value = undefined
    searching.value = true
    const mine = ++attempt
    const answer = await bridge().connections.services(access.value)
    if (mine !== attempt) return
    searching.value = false
    if (answer.ok) {
      found.value = answer.value.services
      unreadable.value = answer.value.unreadable
    } else if (answer.error.code !== 'cancelled') failure.value = answer.error
  }

  /** Whether keeping it puts another service on screen: an added one is shown, and a changed one may be already. */
  function showsAnother(place: ServicePlace): boolean {
    if (!known) return true
    if (!access.value || known.id !== connections.current?.id) return false
    return !leadToTheSame(known, { access: access.value, place })
  }

  /** Answers whether it is kept; `failure` says why not. */
  async function keep(name: string, place: ServicePlace): Promise<boolean> {
    if (!access.value || saving.value) return false
    saving.value = true
    if (searching.value) void connections.cancel()
    const connection = { name, access: access.value, place }
    failure.value = await (question.kind === 'edit'
      ? connections.update({ ...connection, id: question.connection.id })
      : connections.add(connection))
    saving.value = false
    return failure.value === undefined
  }

  function back(): void {
    attempt += 1
    if (searching.value) void connections.cancel()
    searching.value = false
    failure.value = undefined
    step.value = 'access'
  }

  return {
    ...{ form, step, code, failure, found, unreadable, searching, saving },
    ...{ signIn, search, showsAnother, keep, back },
    /** How far the search for services is. */
    progress: computed(() => connections.underWay.get('services')),
    cancel: () => void connections.cancel(),
  }
}
