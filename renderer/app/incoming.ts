/** Where a file goes that was not asked for: dropped on the window, or opened from the operating system. */
import { useRouter } from 'vue-router'
import { pfxExtensions } from '../../preload/contract/files.ts'
import type { HeldFile } from '../../preload/contract/files.ts'
import type { Result } from '../../preload/contract/errors.ts'
import { useUploads } from '../features/certificates/uploads.ts'
import { useInspector } from '../features/inspect/inspector.ts'
import { takesDocument, useOperationImport } from '../features/operations/operation-import.ts'

const isPfx = (name: string): boolean =>
  pfxExtensions.some((ending) => name.toLowerCase().endsWith(`.${ending}`))

export function useIncoming() {
  const router = useRouter()
  const uploads = useUploads()
  const inspector = useInspector()
  const imports = useOperationImport()

  /** A PFX is there to be uploaded; whatever else is there to be looked at. */
  async function opened(files: readonly Result<HeldFile>[]): Promise<void> {
    const others = files.flatMap((file) => (file.ok && !isPfx(file.value.name) ? [file.value] : []))
    const uploadable = files.filter((file) => !file.ok || isPfx(file.value.name))
    if (others.length > 0) {
      await router.push('/inspect')
      await inspector.open(others)
    }
    if (uploadable.length > 0) uploads.take(uploadable)
  }

  /** On the inspector's screen files are inspected, among operations a document is imported; else the wizard takes them. */
  async function dropped(files: readonly File[]): Promise<void> {
    const names = files.map(({ name }) => name)
    if (!uploads.open && takesDocument(router.currentRoute.value.path, names)) {
      await imports.drop(files)
      return
    }
    const inspecting = router.currentRoute.value.path === '/inspect' && !uploads.open
    await (inspecting ? inspector.drop(files) : uploads.drop(files))
  }

  return { opened, dropped }
}
