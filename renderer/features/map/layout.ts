/**
 * Where each stands so that lines are short and seldom cross.
 *
 * What hangs together is one block; no line leaves it. Within a block each side is ordered by the mean place of what it
 * is bound to on the other side (the barycentre method of Sugiyama, Tagawa and Toda, 1981), and the shorter side is
 * spread over the longer one's height. What is bound to nothing comes last.
 */
import type { Graph, Node } from './graph.ts'

export interface Placed extends Node {
  /** The middle of its row, in rows from the top. */
  y: number
}

export interface Line {
  key: string
  from: Placed
  to: Placed
}

export interface Layout {
  certificates: readonly Placed[]
  places: readonly Placed[]
  lines: readonly Line[]
  /** The row in which the heading of what is bound to nothing stands; undefined where all are bound. */
  loose: number | undefined
  /** Height in rows. */
  rows: number
}

const sweeps = 8

/** Blocks keep this distance, in rows. */
const gap = 0.5

/** @param compare by name, in the reader's language */
export function layOut(graph: Graph, compare: (one: string, other: string) => number): Layout {
  const byName = (one: Node, other: Node) => compare(one.name, other.name) || (one.key < other.key ? -1 : 1)
  const left = graph.certificates.toSorted(byName)
  const right = graph.places.toSorted(byName)
  const bound = ({ links }: Node) => links.length > 0

  const placed = new Map<string, Placed>()
  let top = 0
  for (const block of blocksOf(left.filter(bound), right)) {
    const height = Math.max(block.left.length, block.right.length)
    for (const side of [block.left, block.right]) {
      for (const [place, node] of side.entries()) {
        placed.set(node.key, { ...node, y: top + ((place + 0.5) * height) / side.length })
      }
    }
    top += height + gap
  }

  const [unused, without] = [left, right].map((side) => side.filter((node) => !bound(node)))
  const looseRows = Math.max(unused?.length ?? 0, without?.length ?? 0)
  const loose = looseRows > 0 ? top : undefined
  for (const side of [unused ?? [], without ?? []]) {
    for (const [place, node] of side.entries()) placed.set(node.key, { ...node, y: top + 1 + place + 0.5 })
  }

  const inOrder = (nodes: readonly Node[]) =>
    nodes.flatMap(({ key }) => placed.get(key) ?? []).toSorted((one, other) => one.y - other.y)
  const certificates = inOrder(left)
  const lines = certificates.flatMap((from) =>
    from.links.flatMap((link) => {
      const to = placed.get(link)
      return to ? { key: `${from.key}>${to.key}`, from, to } : []
    }),
  )
  const rows = loose === undefined ? Math.max(0, top - gap) : loose + 1 + looseRows
  return { certificates, places: inOrder(right), lines, loose, rows }
}

interface Block {
  left: readonly Node[]
  right: readonly Node[]
}

/** What hangs together, in the order of `left`, each block in its best order. */
function blocksOf(left: readonly Node[], right: readonly Node[]): Block[] {
  const nodes = new Map([...left, ...right].map((node) => [node.key, node]))
  const leftKeys = new Set(left.map(({ key }) => key))
  const seen = new Set<string>()
  const blocks: Block[] = []
  for (const first of left) {
    if (seen.has(first.key)) continue
    seen.add(first.key)
    const together = new Set<string>([first.key])
    for (const key of together) for (const link of nodes.get(key)?.links ?? []) together.add(link)
    for (const key of together) seen.add(key)
    const of = (side: readonly Node[]) => side.filter(({ key }) => together.has(key))
    blocks.push(untangled({ left: of(left), right: of(right.filter(({ key }) => !leftKeys.has(key))) }))
  }
  return blocks
}

function untangled(block: Block): Block {
  let best = block
  let fewest = crossings(block)
  let { left, right } = block
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    right = ordered(right, left)
    left = ordered(left, right)
    const now = crossings({ left, right })
    if (now < fewest) {
      fewest = now
      best = { left, right }
    }
  }
  return best
}

/** By the mean place of what each is bound to among `fixed`. */
function ordered(side: readonly Node[], fixed: readonly Node[]): Node[] {
  const places = new Map(fixed.map(({ key }, place) => [key, place]))
  const mean = ({ links }: Node) =>
    links.reduce((sum, link) => sum + (places.get(link) ?? 0), 0) / Math.max(1, links.length)
  const means = new Map(side.map((node) => [node, mean(node)]))
  return side.toSorted((one, other) => (means.get(one) ?? 0) - (means.get(other) ?? 0))
}

/** How many pairs of lines cross: inversions of the right ends, the lines being sorted by their left ends. */
export function crossings({ left, right }: Block): number {
  const places = new Map(right.map(({ key }, place) => [key, place]))
  const ends = left.flatMap(({ links }) =>
    links.flatMap((link) => places.get(link) ?? []).toSorted((one, other) => one - other),
  )
  let count = 0
  // A Fenwick tree of how many ends at or below each place have come: n log n for any block.
  const tree = new Array<number>(right.length + 1).fill(0)
  for (const [come, end] of ends.entries()) {
    let before = 0
    for (let at = end + 1; at > 0; at -= at & -at) before += tree[at] ?? 0
    count += come - before
    for (let at = end + 1; at < tree.length; at += at & -at) tree[at] = (tree[at] ?? 0) + 1
  }
  return count
}
