import { app } from 'electron'

/** Quitting waits until `stop` is through: calls under way have finished and the workspace is closed. */
export function stopBeforeQuit(stop: () => Promise<void>): void {
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void stop().finally(() => {
      stopped = true
      app.quit()
    })
  })
}
