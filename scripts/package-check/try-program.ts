/** Starts a packed program and does the guide's job with it: upload, use, call. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { extractAll } from '@electron/asar'
import { electronBinary } from '../../e2e/fixtures/electron-binary.ts'
import { callGateway } from '../../e2e/fixtures/gateway-call.ts'
import { prepareProfile, startProgram } from '../../e2e/fixtures/program.ts'
import { uploadSample, useInSampleApi } from '../../e2e/fixtures/steps.ts'

/** Node itself cannot read archives, so for the stand-in the archive is taken apart first. @returns on which it ran */
export async function tryProgram(asar: string, folder: string): Promise<'electron' | 'stand-in'> {
  const apart = join(folder, 'taken-apart')
  mkdirSync(apart)
  extractAll(asar, apart)
  loadNativeModule(apart)

  const dataDir = join(folder, 'data')
  await prepareProfile(dataDir)
  const warifu = await startProgram({
    dataDir,
    language: 'ja',
    args: ['--stand-in-packaged'],
    program: electronBinary() === undefined ? apart : asar,
  })
  try {
    await uploadSample(warifu, 'rsa')
    await useInSampleApi(warifu, 'Orders client')
    const { status, body } = await callGateway(warifu, '/sample/orders')
    if (status !== 200) throw new Error(`The API answered ${status}: ${body}`)
    return warifu.kind
  } finally {
    await warifu.close()
  }
}

/** In a process of its own, since a native module that does not fit may end the process. */
function loadNativeModule(folder: string): void {
  const code = "if (typeof require('keytar').getPassword !== 'function') process.exit(1)"
  execFileSync(process.execPath, ['-e', code], { cwd: folder, stdio: 'pipe' })
}
