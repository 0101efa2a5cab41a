/**
 * Save proves itself: the back end is checked with the choice before it is saved. A choice with which calls would fail
 * waits for the administrator's word; the check can be skipped, each time or altogether.
 */
import { onScopeDispose, ref, shallowRef } from 'vue'
import type { CredentialsChoice } from '../../../preload/contract/apis.ts'
import { useConnections } from '../../app/connections.ts'
import { useBackEndCheck } from '../checks/back-end-check.ts'
import { wouldFail } from '../checks/verdict.ts'

/** Kept while the window is open: who skips checks does so for every API. */
const checkFirst = ref(true)

export function useProvenSave(apiId: () => string, save: (choice: CredentialsChoice) => Promise<void>) {
  const connections = useConnections()
  const { checking, outcome, run, forget } = useBackEndCheck()
  /** On its way to being saved, while the check runs. */
  const waiting = shallowRef<CredentialsChoice>()
  /** Not saved, because calls would fail with it or nobody could tell. */
  const held = shallowRef<CredentialsChoice>()

  const checkChoice = (choice: CredentialsChoice) =>
    run({ apiId: apiId(), certificateId: choice.kind === 'mutual' ? choice.certificateId : null })

  async function prove(choice: CredentialsChoice): Promise<void> {
    drop()
    // A connected service keeps the private keys: only its own gateway could make the handshake.
    if (!checkFirst.value || !connections.hasWorkspace) return save(choice)
    waiting.value = choice
    const result = await checkChoice(choice)
    if (waiting.value !== choice) return
    waiting.value = undefined
    if (result?.kind === 'checked' && !wouldFail(result.check)) await save(choice)
    else held.value = choice
  }

  /** Saves what is held, or what the check is still being made for, without waiting for it. */
  async function saveNow(): Promise<void> {
    const choice = waiting.value ?? held.value
    if (!choice) return
    if (waiting.value) forget()
    waiting.value = undefined
    held.value = undefined
    await save(choice)
  }

  /** What is chosen has changed: no answer about the former choice counts any more. */
  function drop(): void {
    waiting.value = undefined
    held.value = undefined
    forget()
  }

  // What waits may hold a password.
  onScopeDispose(drop)

  return { checkFirst, checking, outcome, waiting, held, run, checkChoice, prove, saveNow, drop }
}
