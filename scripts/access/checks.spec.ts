/** Each check of `npm run test:access` finds what is planted for it, and nothing on a page that is in order. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chromium, type Browser, type Page } from 'playwright'
import { findOrInstallChromium } from '../chromium.ts'
import { walkFocus } from './focus-walk.ts'
import { colourAlone, moving, unreachable } from './page-checks.ts'
import { clipped, inaccessible, lengthenText, spaceText, tooSmall } from './screen-checks.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: await findOrInstallChromium(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  })
  page = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 640, height: 400 } })
})
afterAll(() => browser.close())

type Check = (page: Page) => Promise<readonly string[]>

async function look(body: string, check: Check): Promise<string> {
  await page.setContent(`<!doctype html><html lang="en"><head><title>Planted</title><style>
    button, a { display: inline-block; min-width: 30px; min-height: 30px }
    [role=grid]:focus [aria-selected=true] { outline: 2px solid }
    </style></head><body><main id="app"><h1>Planted</h1>${body}</main></body></html>`)
  return (await check(page)).join('\n')
}

/** A list of which one item is a stop, and the arrow keys go to the others. */
const list = (keys: string) => `<ul onkeydown="${keys}">
  <li><button>One</button></li><li><button tabindex="-1">Two</button></li><li><button tabindex="-1">Three</button></li></ul>`
const walks =
  "event.target.closest('li')[event.key === 'ArrowUp' ? 'previousElementSibling' : 'nextElementSibling']?.querySelector('button').focus()"
const grid = (keys: string, control: string) => `<div role="grid" tabindex="0" aria-label="Rows"
  onfocus="this.setAttribute('aria-activedescendant', 'r1')" onkeydown="${keys}">
  <div role="row" id="r1" aria-selected="true"><span role="gridcell">one</span></div>
  <div role="row" id="r2"><span role="gridcell">two</span></div>
  <div role="row" id="r3"><span role="gridcell">three${control}</span></div></div>`
const steps = "this.setAttribute('aria-activedescendant', event.key === 'ArrowUp' ? 'r1' : 'r3')"

const longer: Check = async (shown) => {
  await lengthenText(shown)
  return clipped(shown)
}
const spaced: Check = async (shown) => {
  await spaceText(shown)
  return clipped(shown)
}
const tight = '<p style="width: 120px; overflow: hidden; white-space: nowrap">Twelve words</p>'
const low = '<p style="width: 200px; height: 20px; line-height: 1.2; overflow: hidden">As high as it is</p>'

const planted: readonly (readonly [name: string, body: string, check: Check, found: RegExp | ''])[] = [
  ['a picture without a name', '<img src="data:," width="40">', inaccessible, /image-alt/],
  ['pale words', '<p style="color: #bbb; background: #fff">pale</p>', inaccessible, /color-contrast/],
  ['a level of headings left out', '<h3>Deep</h3>', inaccessible, /heading-order/],
  ['nothing wrong', '<h2>Next</h2><p>Words</p>', inaccessible, ''],

  [
    'a focus without a mark',
    '<button style="outline: none">Go</button>',
    walkFocus,
    /focus not shown: button/,
  ],
  [
    'a focus under a bar',
    '<button>Go</button><div style="position: fixed; inset: 0; background: white"></div>',
    walkFocus,
    /focus hidden: button/,
  ],
  [
    'a control without a stop',
    '<button>Go</button><button tabindex="-1">Lost</button>',
    walkFocus,
    /not reached by Tab: button.*Lost/,
  ],
  [
    'a stop that Tab does not leave',
    '<button>Go</button><input aria-label="trap" onkeydown="event.preventDefault()">',
    walkFocus,
    /Tab does not leave: input/,
  ],
  ['a grid without keys', grid('', ''), walkFocus, /arrow keys do not move: div/],
  ['a list without keys', list(''), walkFocus, /arrow keys do not move: button/],
  [
    'a button in a row that stays out',
    grid(steps, '<button tabindex="-1">Edit</button>'),
    walkFocus,
    /not reached by Tab in its row: button/,
  ],
  ['a grid with keys', grid(steps, '<button>Edit</button>'), walkFocus, ''],
  ['a list with keys', list(walks), walkFocus, ''],
  ['more stops than a short walk has', '<button>Go</button>'.repeat(200), walkFocus, ''],

  [
    'small targets side by side',
    `<style>button.s { min-width: 0; min-height: 0; width: 16px; height: 16px; padding: 0 }</style>
     <button class="s" aria-label="a"></button><button class="s" aria-label="b"></button>`,
    tooSmall,
    /small target, 16 × 16/,
  ],
  ['large targets', '<button>Go</button><button>Stop</button>', tooSmall, ''],

  [
    'what is wider than the window',
    '<p style="width: 900px">Wide</p>',
    clipped,
    /scrolls sideways|out of the window/,
  ],
  [
    'a part that scrolls sideways',
    '<div style="overflow: auto"><p style="width: 900px">Wide</p></div>',
    clipped,
    /scrolls sideways/,
  ],
  [
    'words that end in dots and are nowhere whole',
    tight.replace('hidden', 'hidden; text-overflow: ellipsis').replace('120px', '50px'),
    clipped,
    /cut: p/,
  ],
  [
    'a table that scrolls',
    '<div style="overflow: auto"><table style="width: 900px"><tr><td>Wide</td></tr></table></div>',
    clipped,
    '',
  ],
  ['words that fit', tight, clipped, ''],
  ['words that fit until they are longer', tight, longer, /cut: p/],
  ['a line that fits until it is spaced', low, spaced, /cut below: p/],
  ['a box that grows', '<p>Twelve words</p>', longer, ''],

  ['a slow change', '<p style="transition: left 200ms">Slow</p>', moving, /would move/],
  [
    'what turns',
    '<style>@keyframes turn { to { rotate: 1turn } }</style><p style="animation: turn 1s infinite">Turns</p>',
    moving,
    /moves/,
  ],
  [
    'what only pales',
    '<style>@keyframes pale { to { opacity: 0.5 } }</style><p style="animation: pale 1s infinite">Pales</p>',
    moving,
    '',
  ],

  [
    'a red dot',
    '<p>Orders <i class="danger" style="display: inline-block; width: 8px; height: 8px; background: red"></i></p>',
    colourAlone,
    /by colour alone/,
  ],
  ['a red word', '<p>Orders <i class="danger">failed</i></p>', colourAlone, ''],

  [
    'a button past an edge',
    '<div style="position: relative; overflow: hidden"><button style="position: absolute; left: -90px">Gone</button></div>',
    unreachable,
    /not reachable: <button/,
  ],
  ['a button further down', '<div style="height: 2000px"></div><button>Below</button>', unreachable, ''],
]

test.each(planted)('%s', async (_name, body, check, found) => {
  const told = await look(body, check)
  if (found === '') expect(told).toBe('')
  else expect(told).toMatch(found)
})
