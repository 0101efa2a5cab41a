/** Where a file goes that was not asked for: dropped on the window, or opened from the operating system. */
import { useRouter } from 'vue-router'
import { isPfxName, openApiExtensions } from '../../preload/contract/files.ts'
import type { HeldFile } from '../../preload/contract/files.ts'
import type { Result } from '../../preload/contract/errors.ts'
import { useUploads } from '../features/certificates/uploads.ts'
import { useInspector } from '../features/inspect/inspector.ts'
import { useOperationImport } from '../features/operations/operation-import.ts'
import { useConnections } from './connections.ts'

const endsIn = (endings: readonly string[], name: string): boolean =>
  endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`))

const operationsTab = /^\/apis\/[^/]+\/operations$/

export function useIncoming() {
  const router = useRouter()
  const uploads = useUploads()
  const inspector = useInspector()
  const imports = useOperationImport()
  const connections = useConnections()

  /** A PFX is there to be uploaded; whatever else is there to be looked at. */
  async function opened(files: readonly Result<HeldFile>[]): Promise<void> {
    const others = files.flatMap((file) => (file.ok && !isPfxName(file.value.name) ? [file.value] : []))
    const uploadable = files.filter((file) => !file.ok || isPfxName(file.value.name))
    if (others.length > 0) {
      await router.push('/inspect')
      await inspector.open(others)
    }
    if (uploadable.length > 0) uploads.take(uploadable)
  }

  /** On the inspector's screen files are inspected, among operations a document is imported; else the wizard takes them. */
  async function dropped(files: readonly File[]): Promise<void> {
    const { path } = router.currentRoute.value
    const documents = files.every(({ name }) => endsIn(openApiExtensions, name))
    // Only the workspace imports them.
    if (documents && !uploads.open && connections.hasWorkspace && operationsTab.test(path)) {
      await imports.drop(files)
      return
    }
    const inspecting = path === '/inspect' && !uploads.open
    await (inspecting ? inspector.drop(files) : uploads.drop(files))
  }

  return { opened, dropped }
}
