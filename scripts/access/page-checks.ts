/** What WCAG asks for beyond axe's rules. The functions run in the page, each sent as text. */
import type { Page } from 'playwright'

/**
 * What moves although the reader asked for no motion. What only pales and comes back, in its place, is no motion, nor is
 * a line that comes where something was scrolled.
 */
export const moving = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const still = new Set(['offset', 'computedOffset', 'easing', 'composite', 'opacity', 'borderTopColor'])
    const lasts = (time: string) => time.split(',').some((one) => parseFloat(one) > 0.001)
    const running = document.getAnimations().flatMap((animation) => {
      const { effect } = animation
      if (!(effect instanceof KeyframeEffect) || Number(effect.getTiming().duration) <= 1) return []
      if (effect.getKeyframes().every((frame) => Object.keys(frame).every((key) => still.has(key)))) return []
      return [`moves: ${effect.target?.outerHTML.slice(0, 120) ?? ''}`]
    })
    const prepared = [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element)
      const slow = style.transitionProperty !== 'none' && lasts(style.transitionDuration)
      const smooth = style.scrollBehavior === 'smooth'
      return slow || smooth ? [`would move: ${element.outerHTML.slice(0, 120)}`] : []
    })
    return [...running, ...prepared].slice(0, 5)
  })

/** Marks of a state that say it by their colour alone: without a word, a name or an icon of their own. */
export const colourAlone = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const tones = '.good, .warning, .danger, .bad, .failed, .ok, [data-tone]'
    return [...document.querySelectorAll(tones)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => {
        const words = element.textContent.trim() !== ''
        const named = element.closest('[aria-label], [aria-labelledby], [title], [data-tip]') !== null
        return !words && !named && !element.matches(':has(svg)')
      })
      .map((element) => `by colour alone: ${element.outerHTML.slice(0, 120)}`)
      .slice(0, 5)
  })

/** Controls that cannot be brought into view where there is little room, or lie under something there. */
export const unreachable = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    // What is open over the others is answered or closed first.
    const modal =
      document.querySelector('[role="menu"], [data-reka-popper-content-wrapper] [role="listbox"]') ??
      document.querySelector('[role="dialog"], [role="alertdialog"]') ??
      document
    const controls = [...modal.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
    return controls
      .filter(
        (element) =>
          element.checkVisibility({ visibilityProperty: true }) &&
          !element.closest('[aria-hidden="true"], [inert]'),
      )
      .map((element) => {
        const small = element.getBoundingClientRect().width <= 1 || getComputedStyle(element).opacity === '0'
        return small ? (element.closest('label') ?? element) : element
      })
      .filter((element) => {
        element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
        const { left, top, width, height } = element.getClientRects()[0] ?? element.getBoundingClientRect()
        if (width <= 1) return false
        const hit = document.elementFromPoint(left + width / 2, top + height / 2)
        return !hit || !element.contains(hit)
      })
      .map((element) => `not reachable: ${element.outerHTML.slice(0, 140)}`)
      .slice(0, 5)
  })
