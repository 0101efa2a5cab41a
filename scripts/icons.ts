/**
 * `npm run icons`: draws every icon the installers need from `main/shell/icons/warifu.svg`: a PNG of each size for
 * Linux, ICO for Windows, ICNS for macOS. The results are committed, so that packaging needs no browser.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { chromium } from 'playwright'
import { findChromium } from '../e2e/stand-in/chromium.ts'

const folder = new URL('../main/shell/icons/', import.meta.url)
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** Windows shows up to 256 px from an ICO; `0` in its one-byte fields means 256. */
const icoSizes = [16, 24, 32, 48, 64, 128, 256] as const

/** ICNS types that hold PNG, by size in pixels (Apple's `iconutil` writes the same). */
const icnsTypes = { icp4: 16, icp5: 32, icp6: 64, ic07: 128, ic08: 256, ic09: 512, ic10: 1024 } as const

const images = await draw(await readFile(new URL('warifu.svg', folder), 'utf8'))
await mkdir(new URL('png/', folder), { recursive: true })
for (const size of sizes) await writeFile(new URL(`png/${size}x${size}.png`, folder), image(size))
await writeFile(new URL('icon.ico', folder), ico())
await writeFile(new URL('icon.icns', folder), icns())

async function draw(svg: string): Promise<Map<number, Buffer>> {
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}) })
  const page = await browser.newPage({ deviceScaleFactor: 1 })
  await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`)
  const drawn = new Map<number, Buffer>()
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size })
    drawn.set(size, await page.screenshot({ omitBackground: true }))
  }
  await browser.close()
  return drawn
}

function image(size: number): Buffer {
  const found = images.get(size)
  if (!found) throw new Error(`No icon of ${size} px was drawn`)
  return found
}

/** ICONDIR, then one 16-byte ICONDIRENTRY each, then the PNGs. */
function ico(): Buffer {
  const header = Buffer.alloc(6)
  header.writeUInt16LE(1, 2)
  header.writeUInt16LE(icoSizes.length, 4)
  let offset = 6 + 16 * icoSizes.length
  const entries = icoSizes.map((size) => {
    const entry = Buffer.alloc(16)
    entry.writeUInt8(size % 256, 0)
    entry.writeUInt8(size % 256, 1)
    entry.writeUInt16LE(1, 4)
    entry.writeUInt16LE(32, 6)
    entry.writeUInt32LE(image(size).length, 8)
    entry.writeUInt32LE(offset, 12)
    offset += image(size).length
    return entry
  })
  return Buffer.concat([header, ...entries, ...icoSizes.map(image)])
}

/** `icns`, the whole length, then type, length and PNG of each. */
function icns(): Buffer {
  const chunk = (type: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8)
    head.write(type, 0, 'ascii')
    head.writeUInt32BE(content.length + 8, 4)
    return Buffer.concat([head, content])
  }
  const chunks = Object.entries(icnsTypes).map(([type, size]) => chunk(type, image(size)))
  return chunk('icns', Buffer.concat(chunks))
}
