/** The properties of `process` that a program reads to learn that it runs in Electron, and in which of its processes. */

export function setProcessIdentity(type: 'browser' | 'utility', electronVersion: string): void {
  define(process, 'type', type)
  define(process, 'resourcesPath', process.cwd())
  // As in `electron path/to/main.js`: the program's own arguments begin at the third.
  define(process, 'defaultApp', true)
  define(process.versions, 'electron', electronVersion)
}

/** Known only once Chromium has answered. */
export function setChromiumVersion(version: string): void {
  define(process.versions, 'chrome', version)
}

function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true })
}
