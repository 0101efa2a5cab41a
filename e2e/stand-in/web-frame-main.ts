/** `WebFrameMain`: a page's frame as the main process knows it. https://www.electronjs.org/docs/latest/api/web-frame-main */
import { randomUUID } from 'node:crypto'
import { originOf } from './scheme-twin.ts'
import { StrictEmitter } from './strict.ts'

type Has = 'detached' | 'frameToken' | 'name' | 'origin' | 'processId' | 'routingId' | 'url'

let lastId = 0

export class WebFrameMain extends StrictEmitter implements Pick<Electron.WebFrameMain, Has> {
  readonly frameTreeNodeId = ++lastId
  readonly routingId = this.frameTreeNodeId
  readonly processId = 1
  readonly frameToken = randomUUID()
  readonly parent: WebFrameMain | null
  readonly frames: WebFrameMain[] = []
  name = ''
  url = ''
  detached = false

  constructor(parent: WebFrameMain | null) {
    super('WebFrameMain', ['dom-ready'])
    this.parent = parent
    parent?.frames.push(this)
  }

  get origin(): string {
    return originOf(this.url)
  }

  get top(): WebFrameMain {
    return this.parent?.top ?? this
  }

  isDestroyed(): boolean {
    return this.detached
  }
}
