/**
 * The way of several files through the upload: each opened, with one password or its own, then all that are ready kept.
 *
 * Passwords pass through as arguments and are kept nowhere here; main holds the bytes. One file after the other: each
 * costs its key derivation, and Cancel leaves everything that was reached.
 */
import { computed, onBeforeUnmount, ref, shallowReactive, shallowRef, watch } from 'vue'
import type { ErrorCode, Failure } from '../../../../preload/contract/errors.ts'
import { bridge } from '../../../app/bridge.ts'
import { useCertificates } from '../store.ts'
import { useUploads } from '../uploads.ts'
import { notOpened, opened, rowOf } from './batch-row.ts'
import type { Row, RowState } from './batch-row.ts'

/** What concerns one file only; after any other failure the next upload would fail as well. */
const ofOneFile: readonly ErrorCode[] = [
  ...(['changed-meanwhile', 'not-found', 'file-no-longer-held', 'key-type-unsupported'] as const),
  ...(['password-too-long', 'replacement-incomplete', 'request-invalid'] as const),
]

type StateOf<Kind extends RowState['kind']> = Extract<RowState, { kind: Kind }>
type RowIn<Kind extends RowState['kind']> = Row & { state: StateOf<Kind> }

/** What came of one password for all. */
export interface Attempt {
  /** How many files it has opened. */
  opened: number
  /** It was ended before all had been tried. */
  cancelled: boolean
}

export function useBatchUpload() {
  const uploads = useUploads()
  const certificates = useCertificates()
  const rows = shallowRef<readonly Row[]>([])
  const work = ref<{ kind: 'opening' | 'uploading'; done: number; all: number }>()
  /** Why the upload of all ended early. */
  const failure = shallowRef<Failure>()
  /** Renewals take the place of what they renew. */
  const replaces = ref(false)
  /** Whatever began in an earlier one has been told to stop. */
  let round = 0

  const of = <Kind extends RowState['kind']>(kind: Kind): RowIn<Kind>[] =>
    rows.value.filter((row): row is RowIn<Kind> => row.state.kind === kind)
  const waiting = computed(() => of('waiting'))
  const ready = computed(() => of('ready'))
  const locked = computed(() => [...of('locked'), ...of('opening').filter(({ state }) => state.locked)])
  const alone = computed(() => of('alone'))
  const unusable = computed(() => [...of('unusable'), ...of('blocked')])
  const present = computed(() => of('present'))
  const uploaded = computed(() => of('uploaded'))
  const renewals = computed(() => ready.value.filter(({ state }) => state.renews !== undefined))

  /** Of several files that renew the same certificate only the one that is valid for longest takes its place. */
  const replacing = computed<ReadonlySet<Row>>(() => {
    const longest = new Map<string, RowIn<'ready'>>()
    for (const row of renewals.value) {
      const renews = row.state.renews ?? ''
      const other = longest.get(renews)
      if (!other || row.state.identity.leaf.notAfter > other.state.identity.leaf.notAfter) {
        longest.set(renews, row)
      }
    }
    return new Set(longest.values())
  })

  /** One thing after the other: whoever types a password while files are looked at need not wait with Enter. */
  let turn = Promise.resolve()

  /** Goes through what `some` are once it is their turn, until everything is told to stop. */
  function each(
    kind: 'opening' | 'uploading',
    some: () => readonly Row[],
    act: (row: Row) => Promise<void>,
  ): Promise<void> {
    const mine = round
    turn = turn.then(async () => {
      const all = mine === round ? some() : []
      for (const [done, row] of all.entries()) {
        work.value = { kind, done, all: all.length }
        await act(row)
        if (mine !== round) break
      }
      work.value = undefined
    })
    return turn
  }

  /** Opens one; a file whose opening was cancelled is what it was before. */
  async function open(row: Row, password: string | null, own = false): Promise<void> {
    if (!row.file) return
    const before = row.state
    row.state = { kind: 'opening', locked: password !== null }
    const answer = await bridge().certificates.inspect({ fileId: row.file.fileId, password })
    if (answer.ok) row.state = opened(answer.value)
    else if (answer.error.code === 'cancelled') row.state = before
    else row.state = notOpened(answer.error, own)
  }

  /** Looks at each without a password. */
  const look = () =>
    each(
      'opening',
      () => waiting.value,
      (row) => open(row, null),
    )

  /** Tries one password on each file that is locked. */
  async function tryOnAll(password: string): Promise<Attempt> {
    const mine = round
    let opened = 0
    await each(
      'opening',
      () => of('locked'),
      async (row) => {
        await open(row, password)
        if ('identity' in row.state || row.state.kind === 'alone') opened += 1
      },
    )
    return { opened, cancelled: mine !== round }
  }

  const tryOn = (row: Row, password: string) =>
    each(
      'opening',
      () => (row.state.kind === 'locked' ? [row] : []),
      (one) => open(one, password, true),
    )

  /** @param places the rows that may take the place of what they renew, as they were when the upload of all began */
  async function keep(row: Row, places: ReadonlySet<Row>): Promise<void> {
    if (row.state.kind !== 'ready' || !row.file) return
    const { identity, renews } = row.state
    const renewed = replaces.value && places.has(row) ? renews : undefined
    const replaced = renewed === undefined ? undefined : certificates.byId(renewed)
    if (renewed !== undefined && !replaced) {
      // It is gone, or the list could not be read: what was to be replaced is not passed over in silence.
      const gone: Failure = { code: 'not-found', details: { what: 'certificate', id: renewed } }
      row.state = { kind: 'ready', identity, renews, failure: certificates.failure ?? gone }
      return
    }
    const held = { fileId: row.file.fileId, identity: 0 }
    row.state = { kind: 'uploading', identity }
    const answer = await (replaced
      ? bridge().certificates.replace({ id: replaced.id, etag: replaced.etag, ...held })
      : bridge().certificates.upload(held))
    if (answer.ok) row.state = { kind: 'uploaded', certificate: answer.value, replaced }
    else if (answer.error.code === 'certificate-already-uploaded') row.state = { kind: 'present', identity }
    else {
      const onlyThis = ofOneFile.includes(answer.error.code)
      row.state = { kind: 'ready', identity, renews, ...(onlyThis && { failure: answer.error }) }
      if (onlyThis) return
      failure.value = answer.error
      round += 1
    }
  }

  async function upload(): Promise<void> {
    failure.value = undefined
    // What each replaces is looked up by the list, and its ETag must be the latest.
    if (replaces.value && renewals.value.length > 0) await certificates.load()
    const places = replacing.value
    await each(
      'uploading',
      () => ready.value,
      (row) => keep(row, places),
    )
  }

  /** Ends what is under way after the file it is at; a file being opened is given up at once. */
  function stop(): void {
    round += 1
    const row = rows.value.find(({ state }) => state.kind === 'opening')
    if (row?.file) void bridge().certificates.cancel(row.file.fileId)
  }

  /** Files may be dropped while others are looked at. */
  watch(
    () => uploads.batch?.files ?? [],
    (files) => {
      const from = rows.value.length
      const added = files.slice(from).map((file, place) => shallowReactive(rowOf(file, from + place)))
      rows.value = [...rows.value, ...added]
      void look()
    },
    { immediate: true },
  )

  onBeforeUnmount(() => {
    stop()
    const handedOn = new Set(uploads.waiting.map(({ fileId }) => fileId))
    for (const { file } of rows.value) {
      if (file && !handedOn.has(file.fileId)) void bridge().files.release(file.fileId)
    }
  })

  return {
    ...{ rows, work, failure, replaces },
    ...{ waiting, ready, locked, alone, present, unusable, uploaded, renewals, replacing },
    ...{ look, tryOnAll, tryOn, upload, stop },
  }
}
