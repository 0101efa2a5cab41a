/** Tab through a whole screen: what has the focus must show it, and must not lie under something else. */
import type { Page } from 'playwright'

/** What Escape closes before anything else. */
const openMenu = '[role="menu"], [data-reka-popper-content-wrapper] [role="listbox"]'

/** No screen has as many stops: whoever comes this far goes round in the page for ever. */
const endless = 3_000

/** Where a letter is typed, Tab may be one: the page says that Escape leaves. */
interface Step {
  found: readonly string[]
  ended: boolean
  typesTab: boolean
}

interface FocusWalk {
  /** Every element that had the focus, with how it and its surroundings were outlined meanwhile. */
  stops: Map<HTMLElement, string>
  lookOf: (element: HTMLElement) => string
  nameOf: (element: Element) => string
}

declare global {
  interface Window {
    focusWalk: FocusWalk
  }
}

/**
 * Presses Tab until the focus comes back to where it was, then the arrow keys in what has them.
 * @returns a line for each stop whose focus cannot be seen (WCAG 2.4.7) or that is hidden (2.4.11), and for each
 *   control that no key reaches (2.1.1) or leaves (2.1.2)
 */
export async function walkFocus(page: Page): Promise<readonly string[]> {
  if (await page.evaluate(prepare, openMenu)) {
    await page.keyboard.press('Escape')
    // Until it is gone, it keeps Tab to itself and the walk would end where it began.
    await page.locator(openMenu).first().waitFor({ state: 'detached' })
  }
  const found: string[] = []
  let step: Step = { found, ended: false, typesTab: false }
  for (let pressed = 0; !step.ended; pressed += 1) {
    if (pressed === endless) return [...found, `Tab goes on for ever: ${String(endless)} stops`]
    if (step.typesTab) await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    step = await page.evaluate(visit)
    found.push(...step.found)
  }
  await page.evaluate(leave)
  found.push(...(await page.evaluate(compare)))
  const groups = await page.evaluate(markGroups)
  for (let group = 0; group < groups; group += 1) {
    await page.evaluate((place) => {
      document.querySelector<HTMLElement>(`[data-walk-group="${String(place)}"]`)?.focus()
    }, group)
    await page.keyboard.press('ArrowDown')
    found.push(...(await page.evaluate(closedRow, group)))
    await page.keyboard.press('ArrowUp')
    found.push(...(await page.evaluate(unmoved, group)))
  }
  return found
}

/** @returns whether a menu or a list is open, which Escape closes before anything else */
function prepare(menu: string): boolean {
  const nameOf = (element: Element): string => {
    const text = element.getAttribute('aria-label') ?? element.textContent.trim().replace(/\s+/g, ' ')
    return `${element.tagName.toLowerCase()}.${element.classList.value.replaceAll(' ', '.')} “${text.slice(0, 40)}”`
  }

  /** The focus may be drawn on the element, around it, on its label's mark or on a list's current row. */
  const lookOf = (element: HTMLElement): string => {
    const current = document.getElementById(element.getAttribute('aria-activedescendant') ?? '')
    const parts = [current, element, element.nextElementSibling]
    for (let up = element.parentElement, levels = 0; up && levels < 3; up = up.parentElement, levels += 1)
      parts.push(up)
    return parts
      .flatMap((part) => (part ? [getComputedStyle(part), getComputedStyle(part, '::after')] : []))
      .map((style) => {
        const outline =
          style.outlineStyle === 'none' || parseFloat(style.outlineWidth) === 0 ? '' : style.outline
        return [outline, style.boxShadow, style.border].join()
      })
      .join('|')
  }
  window.focusWalk = { stops: new Map(), lookOf, nameOf }
  return document.querySelector(menu) !== null
}

async function visit(): Promise<Step> {
  const { stops, lookOf, nameOf } = window.focusWalk
  const element = document.activeElement
  // The end of the page: the next Tab begins anew.
  if (!(element instanceof HTMLElement) || element === document.body)
    return { found: [], ended: false, typesTab: false }
  if (stops.has(element)) {
    const trapped = stops.size > 1 && [...stops.keys()].at(-1) === element
    return { found: trapped ? [`Tab does not leave: ${nameOf(element)}`] : [], ended: true, typesTab: false }
  }
  stops.set(element, lookOf(element))
  const typesTab = element.closest('.cm-editor') !== null || element.shadowRoot?.querySelector('.cm-editor')
  // Of a long list, the row that the focus comes to may be drawn only in the next frame.
  if (covered(element).length > 0)
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  return { found: covered(element), ended: false, typesTab: Boolean(typesTab) }

  /** Nine points of what is inside the window; most of them must be the element's own. */
  function covered(focused: HTMLElement): string[] {
    const current = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
    const small = focused.getBoundingClientRect().width <= 1 || getComputedStyle(focused).opacity === '0'
    const shown = current ?? (small ? (focused.closest('label') ?? focused) : focused)
    // A link on two lines has a rectangle on each.
    const box = shown.getClientRects()[0] ?? shown.getBoundingClientRect()
    const left = Math.max(0, box.left)
    const top = Math.max(0, box.top)
    const width = Math.min(innerWidth, box.right) - left
    const height = Math.min(innerHeight, box.bottom) - top
    if (width <= 0 || height <= 0) return [`focus outside of the window: ${nameOf(focused)}`]
    const hits = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => document.elementFromPoint(left + x * width, top + y * height)),
    )
    const strangers = hits.filter((hit) => !hit || !shown.contains(hit))
    const [stranger] = strangers
    if (strangers.length <= 4) return []
    return [`focus hidden: ${nameOf(focused)} under ${stranger ? nameOf(stranger) : 'nothing'}`]
  }
}

/** Where the program draws the focus itself, it needs a frame to take it away. */
async function leave(): Promise<void> {
  const active = document.activeElement
  if (active instanceof HTMLElement) active.blur()
  await new Promise(requestAnimationFrame)
}

/** Now that nothing has the focus, every stop must look otherwise than it did; and no control was left out. */
function compare(): string[] {
  const { stops, lookOf, nameOf } = window.focusWalk
  const unmarked = [...stops].filter(([element, look]) => element.isConnected && lookOf(element) === look)
  const modal = document.querySelector('[role="dialog"], [role="alertdialog"]') ?? document
  const missed = [...modal.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')].filter(
    (element) =>
      element.checkVisibility({ visibilityProperty: true }) &&
      !element.matches(':disabled, [type="radio"], [aria-hidden="true"] *, [inert] *') &&
      !stops.has(element) &&
      !(element.tabIndex < 0 && [...stops.keys()].some((stop) => leadsTo(stop, element))),
  )
  return [
    ...unmarked.map(([element]) => `focus not shown: ${nameOf(element)}`),
    ...missed.map((element) => `not reached by Tab: ${nameOf(element)}`),
  ]

  /** By its own keys: a stop inside the same group, or one of a list's items for all of them. */
  function leadsTo(stop: HTMLElement, element: HTMLElement): boolean {
    const composite =
      '[role="grid"], [role="listbox"], [role="tablist"], [role="menu"], [role="radiogroup"], ul'
    return stop.closest(composite) !== null && stop.closest(composite) === element.closest(composite)
  }
}

/** What has more than one row or item for a single stop, and does not choose what one comes to. */
function markGroups(): number {
  const { stops } = window.focusWalk
  const visible = [...stops.keys()].filter(
    (stop) => stop.isConnected && stop.checkVisibility({ visibilityProperty: true }),
  )
  const grids = visible.filter(
    (stop) => stop.matches('[role="grid"]') && stop.querySelectorAll('[role="row"], tr').length > 2,
  )
  const composite = '[role="grid"], [role="listbox"], [role="tablist"], [role="menu"], [role="radiogroup"]'
  const lists = visible.filter(
    (stop) => !stop.closest(composite) && stop.closest('ul')?.querySelector(`${stop.tagName}[tabindex="-1"]`),
  )
  const groups = [...grids, ...lists]
  groups.forEach((stop, place) => (stop.dataset['walkGroup'] = String(place)))
  return groups.length
}

/** On the row that one stands on, Tab goes on to everything that is in it. */
function closedRow(place: number): string[] {
  const { nameOf } = window.focusWalk
  const stop = document.querySelector<HTMLElement>(`[data-walk-group="${String(place)}"]`)
  if (!stop) return []
  const current = document.getElementById(stop.getAttribute('aria-activedescendant') ?? '')
  stop.dataset['walkFrom'] = current?.id ?? document.activeElement?.textContent ?? ''
  const controls = [...(current?.querySelectorAll<HTMLElement>('button, a[href]') ?? [])]
  const closed = controls.filter(
    (control) => control.checkVisibility({ visibilityProperty: true }) && control.tabIndex < 0,
  )
  return closed.map((control) => `not reached by Tab in its row: ${nameOf(control)}`)
}

/** One arrow key further, at an end as well, one stands elsewhere. */
function unmoved(place: number): string[] {
  const { nameOf } = window.focusWalk
  const stop = document.querySelector<HTMLElement>(`[data-walk-group="${String(place)}"]`)
  if (!stop) return []
  const current = document.getElementById(stop.getAttribute('aria-activedescendant') ?? '')
  const now = current?.id ?? document.activeElement?.textContent ?? ''
  return now === stop.dataset['walkFrom'] ? [`arrow keys do not move: ${nameOf(stop)}`] : []
}
