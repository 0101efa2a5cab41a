/** Signing is an input: credentials in the environment, by electron-builder's names, or none. */

/** The variables of which one names the certificate. https://www.electron.build/docs/features/code-signing */
const credentials: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  win32: ['WIN_CSC_LINK', 'CSC_LINK'],
  darwin: ['CSC_LINK', 'CSC_NAME'],
}

/** True if what is built will be signed. Linux packages are signed by whoever keeps the repository, not here. */
export const isSigned = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean =>
  (credentials[platform] ?? []).some((name) => Boolean(env[name]))
