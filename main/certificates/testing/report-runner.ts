/**
 * Reports on the files listed on standard input (`[{ file, password }]`) and prints the reports as JSON: run under
 * another runtime, it shows whether the decoder answers there as it does here.
 */
import { readFileSync, writeSync } from 'node:fs'
import { reportOn } from '../script-report.ts'

const attempts = JSON.parse(readFileSync(0, 'utf8')) as { file: string; password: string | null }[]
writeSync(
  1,
  JSON.stringify({
    isBoringSsl: (process.features as { openssl_is_boringssl?: boolean }).openssl_is_boringssl ?? false,
    reports: attempts.map(({ file, password }) => reportOn(file, readFileSync(file), password)),
  }),
)
