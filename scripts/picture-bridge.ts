/** Runs in the page before the program: the bridge's test double in the state that the picture asks for. */
import {
  createFakeBridge,
  emptyState,
  type FakeBridge,
  type FakeState,
} from '../renderer/test/fake-bridge.ts'
import type { Management } from '../preload/contract/managed-policy.ts'
import { exampleApis, exampleCertificates, fakeCertificate } from '../renderer/test/fake-facts.ts'

export interface PictureStart {
  language?: 'ja' | 'en'
  theme?: 'light' | 'dark'
  density?: 'comfortable' | 'compact'
  filled?: boolean
  /** This many certificates in the list. */
  many?: number
  firstRun?: boolean
  sample?: boolean
  management?: Management
  /** The type of the network file system that the data folder lies on. */
  share?: string
  state?: Partial<FakeState>
}

declare global {
  interface Window {
    pictureStart: PictureStart
    /** For a scene that changes the state on its way. */
    bridge: FakeBridge
  }
}

const {
  language = 'en',
  theme = 'light',
  density = 'comfortable',
  filled,
  many,
  firstRun = false,
  sample,
  management = { policy: {}, problems: [] },
  share = null,
  state,
} = window.pictureStart
const base = emptyState()
const bridge = createFakeBridge({
  ...base,
  environment: {
    ...base.environment,
    language,
    firstRun,
    management,
    dataFolderShare: share,
    preferences: { ...base.environment.preferences, theme, density, language },
  },
  ...(filled ? { certificates: exampleCertificates(), apis: exampleApis() } : {}),
  ...(many ? { certificates: Array.from({ length: many }, (_, seed) => fakeCertificate(seed)) } : {}),
  ...state,
})
if (sample) void bridge.sample.install()
window.bridge = bridge
Object.defineProperty(window, 'warifu', { value: bridge })
