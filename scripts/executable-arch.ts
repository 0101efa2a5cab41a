/** For which processor a program was made, by the first bytes of its file. */
import { closeSync, openSync, readSync } from 'node:fs'

type Architecture = 'x64' | 'arm64'

/** e_machine. https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const elf: Partial<Record<number, Architecture>> = { 0x3e: 'x64', 0xb7: 'arm64' }
/** Machine. https://learn.microsoft.com/windows/win32/debug/pe-format#machine-types */
const portable: Partial<Record<number, Architecture>> = { 0x8664: 'x64', 0xaa64: 'arm64' }
/** cputype, of a file for one processor (mach/machine.h). */
const mach: Partial<Record<number, Architecture>> = { 0x0100_0007: 'x64', 0x0100_000c: 'arm64' }

/** Undefined where it is no program, or one for another processor. */
export function architectureOf(file: Buffer): Architecture | undefined {
  if (file.length < 64) return undefined
  if (file.readUInt32BE(0) === 0x7f45_4c46) return elf[file.readUInt16LE(18)]
  if (file.readUInt32LE(0) === 0xfeed_facf) return mach[file.readUInt32LE(4)]
  if (file.toString('latin1', 0, 2) !== 'MZ') return undefined
  // Where the header of today begins; before it stands a program for DOS.
  const header = file.readUInt32LE(0x3c)
  if (header + 6 > file.length || file.toString('latin1', header, header + 4) !== 'PE\0\0') return undefined
  return portable[file.readUInt16LE(header + 4)]
}

/** Enough of a file for all headers of a program. */
export function beginningOf(path: string): Buffer {
  const bytes = Buffer.alloc(4096)
  const opened = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(opened, bytes))
  } finally {
    closeSync(opened)
  }
}
