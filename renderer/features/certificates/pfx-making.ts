/**
 * A private key and its certificate that came as PEM or DER, on their way to one PFX.
 *
 * Passwords pass through `make` as arguments; of the keys only their presence is known here.
 */
import { computed, onBeforeUnmount, shallowRef } from 'vue'
import type { Failure, Result } from '../../../preload/contract/errors.ts'
import type { FileKind, HeldFile } from '../../../preload/contract/files.ts'
import type { FileDescription } from '../../../preload/contract/inspections.ts'
import { bridge } from '../../app/bridge.ts'
import { useUploads } from './uploads.ts'

/** What a PFX can be made of, alone or together with another file. */
const ingredients: readonly FileKind[] = [
  ...(['pem-certificate', 'pem-bundle', 'pem-private-key', 'der-certificate'] as const),
  ...(['pkcs7', 'private-key', 'encrypted-private-key'] as const),
]

export const isIngredient = (failure: Failure | undefined): boolean =>
  failure?.code === 'not-a-pfx' && ingredients.includes(failure.details.kind)

export interface Ingredient {
  file: HeldFile
  description: FileDescription
}

/** Begins with `first`, which stays its owner's; files added here are let go here. */
export function usePfxMaking(first: HeldFile) {
  const uploads = useUploads()
  const files = shallowRef<readonly Ingredient[]>([])
  const failure = shallowRef<Failure>()

  const count = (of: (description: FileDescription) => readonly unknown[]): number =>
    files.value.reduce((sum, { description }) => sum + of(description).length, 0)
  const missing = computed(() => {
    if (files.value.length === 0) return undefined
    if (count(({ privateKeys }) => privateKeys) === 0) return 'key'
    return count(({ certificates }) => certificates) === 0 ? 'certificate' : undefined
  })
  const locked = computed(() =>
    files.value.some(({ description }) => description.privateKeys.some(({ key }) => key === null)),
  )

  const letGo = ({ fileId }: HeldFile): void => {
    if (fileId !== first.fileId) void bridge().files.release(fileId)
  }

  async function add(file: HeldFile): Promise<void> {
    const answer = await bridge().inspection.open({ fileId: file.fileId, password: null })
    failure.value = answer.ok ? undefined : answer.error
    if (answer.ok) files.value = [...files.value, { file, description: answer.value }]
    else letGo(file)
  }

  async function browse(): Promise<void> {
    const answer = await bridge().files.choose('certificate')
    if (!answer.ok) failure.value = answer.error
    else if (answer.value) await add(answer.value)
  }

  function remove(file: HeldFile): void {
    letGo(file)
    files.value = files.value.filter((one) => one.file.fileId !== file.fileId)
  }

  async function make(keyPassword: string | null, password: string): Promise<Result<HeldFile>> {
    const fileIds = files.value.map(({ file }) => file.fileId)
    const answer = await bridge().certificates.makePfx({ fileIds, keyPassword, password })
    failure.value = answer.ok ? undefined : answer.error
    return answer
  }

  // A file that is dropped meanwhile is the other half, not the next upload.
  uploads.collect = (file) => void add(file)
  onBeforeUnmount(() => {
    uploads.collect = undefined
    for (const { file } of files.value) letGo(file)
  })
  void add(first)

  return { files, failure, missing, locked, browse, remove, make }
}
