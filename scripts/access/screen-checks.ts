/** What a machine can find wrong with a screen that it looks at. The functions run in the page, each sent as text. */
import axe from 'axe-core'
import type { Page } from 'playwright'

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** What WCAG 2.2 AA forbids or axe knows to be bad practice, one line per rule with the first place it was broken. */
export async function inaccessible(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  )
  return violations.map(
    ({ id, nodes }) => `${id} (${String(nodes.length)}): ${nodes[0]?.html.slice(0, 160) ?? ''}`,
  )
}

/**
 * Texts that are cut off without an ellipsis or without a tip that holds them whole, what sticks out of the window to
 * the side, and what scrolls sideways that is no table and no text of a program.
 */
export const clipped = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 50)}”`
    if (document.documentElement.scrollWidth > innerWidth) found.push('the window scrolls sideways')
    for (const element of document.querySelectorAll<HTMLElement>(
      '#app *, [role="dialog"] *, [role="alertdialog"] *',
    )) {
      const style = getComputedStyle(element)
      // A table needs both directions (WCAG 1.4.10), a text of a program its lines.
      const scrolls =
        element.closest('pre, table, [role="grid"], .cm-editor, [data-scrolls]') ??
        element.querySelector(':scope > table')
      const sideways = style.overflowX === 'auto' || style.overflowX === 'scroll'
      if (sideways && !scrolls && element.scrollWidth > element.clientWidth + 1)
        found.push(`scrolls sideways: ${name(element)}`)
      const { width, height, right } = element.getBoundingClientRect()
      // One pixel large: for the screen reader only.
      if (width <= 1 || height <= 1 || style.visibility === 'hidden') continue
      const ownText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
      )
      if (!ownText) continue
      const cuts = style.overflowX === 'hidden' || style.overflowX === 'clip'
      const told = style.textOverflow === 'ellipsis' && element.closest('[title], [data-tip]')
      if (cuts && !told && element.scrollWidth > element.clientWidth + 1) found.push(`cut: ${name(element)}`)
      if (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 2)
        found.push(`cut below: ${name(element)}`)
      if (!scrolls && style.position !== 'fixed' && right > innerWidth + 1)
        found.push(`out of the window: ${name(element)}`)
    }
    return found.slice(0, 5)
  })

/**
 * Targets under 24 × 24 CSS pixels (WCAG 2.5.8). A link within a sentence may be as high as its line, and a small
 * target passes when a circle of 24 pixels around its centre meets no other target.
 */
export const tooSmall = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const targets = [
      ...document.querySelectorAll<HTMLElement>(
        'button, a[href], input:not([type="hidden"]), select, textarea, summary, [role="tab"], [role="option"], [role="combobox"]',
      ),
    ].filter(
      (element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled'),
    )
    const boxes = targets.map((element) => element.getBoundingClientRect())
    return targets
      .flatMap((element, index) => {
        const box = boxes[index]
        if (!box || box.width <= 1 || (box.width >= 24 && box.height >= 24)) return []
        if (element.closest('label') || element.matches('p a, li a, dd a, td a')) return []
        const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
        const crowded = boxes.some((other, at) => {
          if (at === index || other.width === 0) return false
          const nearX = Math.max(other.left, Math.min(x, other.right))
          const nearY = Math.max(other.top, Math.min(y, other.bottom))
          return Math.hypot(nearX - x, nearY - y) < 12
        })
        const size = `${box.width.toFixed(0)} × ${box.height.toFixed(0)}`
        return crowded ? [`small target, ${size}: ${element.outerHTML.slice(0, 120)}`] : []
      })
      .slice(0, 3)
  })

/** WCAG 1.4.12: the spacing that a reader may ask for. */
export const spaceText = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })

/** Every text 40 % longer, as a translation may be. What is shown of somebody's data grows with it. */
export const lengthenText = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const nodes: Node[] = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    for (const node of nodes) {
      const text = node.textContent ?? ''
      if (text.trim() === '' || node.parentElement?.closest('script, style, .mono, .cm-editor')) continue
      node.textContent = `${text} ${text.trim().slice(0, Math.max(1, Math.ceil(text.trim().length * 0.4) - 1))}`
    }
  })
