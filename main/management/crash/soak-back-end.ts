/** The soak's back end, in a process of its own: what its TLS server takes is not the program's. */
import { startBackEnd } from '../../gateway/testing/back-end.ts'
import type { BackEndFiles } from '../../gateway/testing/back-end.ts'

process.once('message', (files) => {
  void startBackEnd(files as BackEndFiles).then(({ url }) => process.send?.(url))
})
