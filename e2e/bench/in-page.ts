/**
 * What runs inside the page to time it. Each function stands alone: it is sent there as text. A clock is set first,
 * and read after what it times was done: input comes to the page by another way than what is evaluated there.
 */

/** Where a moment of the page's clock counts as painted: the frame is made, and a task of after it has begun. */
export interface Waiting {
  /** The event whose own time stamp the clock starts at. */
  event: 'click' | 'keydown'
  /** What must be there, as a selector. */
  selector: string
  /** At least so many of them. */
  atLeast: number
}

/** Measures from the next event to the frame that shows what is waited for. */
export function clockUntilShown({ event, selector, atLeast }: Waiting): void {
  const time = new Promise<number>((resolve) => {
    const begin = ({ timeStamp }: Event): void => {
      const look = (): void => {
        if (document.querySelectorAll(selector).length < atLeast) {
          requestAnimationFrame(look)
          return
        }
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => resolve(performance.now() - timeStamp)
        port2.postMessage(null)
      }
      requestAnimationFrame(look)
    }
    window.addEventListener(event, begin, { once: true, capture: true })
  })
  Object.assign(window, { clock: { time } })
}

/**
 * Measures from the next key to the frame that shows the last change it made inside `selector`, however late that
 * comes within a third of a second: a filter that waits before it works is not quick.
 */
export function clockUntilSettled(selector: string): void {
  const time = new Promise<number>((resolve) => {
    const begin = ({ timeStamp }: Event): void => {
      let changed = false
      let painted = timeStamp
      const observer = new MutationObserver(() => (changed = true))
      for (const part of document.querySelectorAll(selector)) {
        observer.observe(part, { childList: true, subtree: true, characterData: true, attributes: true })
      }
      const frame = (): void => {
        const shows = changed || painted === timeStamp
        changed = false
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const now = performance.now()
          if (shows) painted = now
          if (now - timeStamp < 333) return
          observer.disconnect()
          resolve(painted - timeStamp)
        }
        port2.postMessage(null)
        if (performance.now() - timeStamp < 400) requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
    }
    window.addEventListener('keydown', begin, { once: true, capture: true })
  })
  Object.assign(window, { clock: { time } })
}

/** What the clock that was set last says, in milliseconds. */
export function readClock(): Promise<number> {
  return (window as unknown as { clock: { time: Promise<number> } }).clock.time
}

/** In milliseconds: from each frame to the next, and for how long each kept the page's thread from anything else. */
export interface Frames {
  between: readonly number[]
  work: readonly number[]
}

/** Watches the frames from now until `stopFrames`. */
export function startFrames(): void {
  const [between, work]: [number[], number[]] = [[], []]
  let last = performance.now()
  let on = true
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }: MessageEvent<number>) => work.push(performance.now() - data)
  const frame = (now: number): void => {
    between.push(now - last)
    last = now
    port2.postMessage(now)
    if (on) requestAnimationFrame(frame)
  }
  // The first frame has nothing to be compared with.
  requestAnimationFrame((now) => {
    last = now
    requestAnimationFrame(frame)
  })
  Object.assign(window, {
    stopFrames: () => {
      on = false
      return { between, work }
    },
  })
}

export function stopFrames(): Frames {
  return (window as unknown as { stopFrames: () => Frames }).stopFrames()
}

/** The peer of the list: lines that nothing but the browser moves, `#plain`, over the window. */
export function showPlainList(count: number): void {
  const list = document.createElement('div')
  list.id = 'plain'
  Object.assign(list.style, {
    position: 'fixed',
    inset: '0',
    zIndex: '9',
    overflow: 'auto',
    background: 'Canvas',
  })
  for (let line = 0; line < count; line += 1) {
    const text = list.appendChild(document.createElement('p'))
    text.textContent = `${line} contoso orders client certificate`
    text.style.height = '48px'
  }
  document.body.append(list)
}

/** Notes on `window.listShown` when the first rows are painted, by the page's clock. Runs before the program. */
export function watchForList(): void {
  const look = (): void => {
    if (document.querySelectorAll('[role="grid"] [role="row"]').length < 8) {
      requestAnimationFrame(look)
      return
    }
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => Object.assign(window, { listShown: performance.now() })
    port2.postMessage(null)
  }
  requestAnimationFrame(look)
}

/** When the page was loaded and showed something, in milliseconds after it was asked for. */
export function paintTimes(): Promise<{ loaded: number; painted: number }> {
  return new Promise((resolve) => {
    const [navigation] = performance.getEntriesByType('navigation')
    const tell = (painted: number): void => {
      if (navigation instanceof PerformanceNavigationTiming)
        resolve({ loaded: navigation.loadEventEnd, painted })
    }
    // A paint is told a while after it was, and once also to those who ask later.
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntriesByName('first-contentful-paint')) tell(startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}

/** When the page was loaded and when `watchForList` saw the list, in milliseconds after it was asked for. */
export function listTimes(): Promise<{ loaded: number; listed: number }> {
  return new Promise((resolve) => {
    const look = (): void => {
      const listed = (window as { listShown?: number }).listShown
      const [navigation] = performance.getEntriesByType('navigation')
      if (listed === undefined || !(navigation instanceof PerformanceNavigationTiming)) setTimeout(look, 20)
      else resolve({ loaded: navigation.loadEventEnd, listed })
    }
    look()
  })
}

/** Counts, on `window.timersFired`, every timer and frame of the page's own scripts. Runs before the program. */
export function countTimers(): void {
  const counted = { fired: 0 }
  Object.assign(window, { timersFired: counted })
  type Callback = (...values: unknown[]) => void
  type Schedule = (callback: Callback, ...rest: unknown[]) => number
  const counting = (schedule: Schedule): Schedule =>
    function (callback, ...rest) {
      const count: Callback = (...values) => {
        counted.fired += 1
        callback(...values)
      }
      return schedule.call(window, count, ...rest)
    }
  const schedules = window as unknown as Record<string, Schedule>
  for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame']) {
    const schedule = schedules[name]
    if (schedule) schedules[name] = counting(schedule)
  }
}

export function timersFired(): number {
  return (window as unknown as { timersFired: { fired: number } }).timersFired.fired
}
