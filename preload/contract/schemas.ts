/**
 * What main accepts from the window, request by request: each schema parses the list of arguments.
 *
 * Guards the main process against a page that does not keep to the contract. Lengths are bounds against abuse,
 * far above anything an administrator types.
 */
import { z } from 'zod'
import { activityActs, doors } from './activity.ts'
import { certificateListFormats } from './certificates.ts'
import { connectionAccess, servicePlace, signInSettings, tokenAccess } from './connection-schemas.ts'
import { defaultGatewaySettings } from './apis.ts'
import { gatewayHostsMost } from './gateway.ts'
import { policySections, rulePolicies } from './policy-form.ts'
import { thresholdBounds } from './preferences.ts'
import { unsavedWorks } from './unsaved-work.ts'
import type { Requests } from './requests.ts'

/** Ids are made by main: random UUIDs, or names an Azure service gave (its contract allows 80 characters). */
const id = z.string().min(1).max(256)
const etag = z.string().min(1).max(256)
const none = z.tuple([])
const oneId = z.tuple([id])

/** Its place in what the inspection listed. */
const identity = z.int().min(0).max(1_000)

/** As long as Windows has them. */
const path = z.tuple([z.string().min(1).max(32_767)])

const port = z.int().min(0).max(65_535)
const password = z.string().max(4_096)

/** Policies of 1 MiB and above are refused by Azure itself (256 KiB is its documented limit). */
const policyText = z.string().max(1_048_576)

/** Also what is read of the preferences on the disk. */
export const expiryThresholds = z
  .array(z.int().min(1).max(thresholdBounds.longestDays))
  .min(1)
  .max(thresholdBounds.most)

/** Also what is taken of the preferences in a backup. */
export const preferences = z
  .strictObject({
    language: z.enum(['system', 'ja', 'en']),
    theme: z.enum(['system', 'light', 'dark']),
    density: z.enum(['comfortable', 'compact']),
    gatewayPort: port,
    expiryThresholds,
    expiryNotifications: z.boolean(),
  })
  .partial()

/** An address to listen on; the wildcards are called `all`. Also what a policy may fix. */
export const listenAddress = z.union([
  z.literal('all'),
  z.union([z.ipv4(), z.ipv6()]).refine((address) => address !== '0.0.0.0' && !/^[0:]+$/.test(address)),
])

/** RFC 1123, 2.1. */
const hostName = z
  .string()
  .max(253)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i)

/** Also what is read of the choice on the disk. */
export const gatewayAccess = z.strictObject({
  address: listenAddress,
  hosts: z.array(hostName).max(gatewayHostsMost),
})

/** A host name as it may stand in a certificate and in a ClientHello: no address (RFC 6066, 3). */
const serverName = z
  .string()
  .max(253)
  .regex(/^(?=.*[a-z])[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?)*$/i)

/** Also what is taken of the settings in a backup. */
export const gatewaySettings = z.strictObject({
  minimumVersion: z.enum(['TLSv1.2', 'TLSv1.3']),
  verifyChain: z.boolean(),
  verifyName: z.boolean(),
  serverName: serverName.nullable(),
  // Backups from before it was there have none.
  http2: z.boolean().default(defaultGatewaySettings.http2),
  serveUnguarded: z.boolean(),
})

const apiDraft = z.strictObject({
  displayName: z.string().trim().min(1).max(300),
  path: z.string().max(400),
  serviceUrl: z.string().min(1).max(2_000),
  trustFileId: id.nullable().exactOptional(),
  gateway: gatewaySettings.exactOptional(),
})

const credentialsChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({
    kind: z.literal('basic'),
    username: z.string().min(1).max(400),
    password: password.nullable(),
  }),
  z.strictObject({ kind: z.literal('mutual'), certificateId: id }),
])

const inheritingScope = [
  z.strictObject({ kind: z.literal('api'), apiId: id }),
  z.strictObject({ kind: z.literal('operation'), apiId: id, operationId: id }),
] as const
const policyScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all-apis') }),
  ...inheritingScope,
])

const policyValue = z.string().max(32_768)
const items = z.array(policyValue).max(1_000)
/** What main finds again in the text. */
const rule = { rule: z.int().min(0), policy: z.enum(rulePolicies) }

const policyEdit = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('credentials'),
    choice: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('none') }),
      z.strictObject({ kind: z.literal('basic'), username: z.string().max(400) }),
      z.strictObject({ kind: z.literal('mutual'), certificateId: id }),
    ]),
  }),
  z.strictObject({
    kind: z.literal('add'),
    policy: rule.policy,
    section: z.enum(policySections),
    fields: z.strictObject({ attributes: z.record(z.string().max(100), policyValue), items }),
  }),
  z.strictObject({
    kind: z.literal('set-attribute'),
    ...rule,
    attribute: z.string().max(100),
    value: policyValue,
  }),
  z.strictObject({ kind: z.literal('set-items'), ...rule, items }),
  z.strictObject({ kind: z.literal('remove'), ...rule }),
])

const method = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}$/, 'an HTTP method (RFC 9110 token)')

const operationProperties = z.strictObject({
  displayName: z.string().trim().min(1).max(300),
  method,
  urlTemplate: z.string().min(1).max(1_000),
  description: z.string().max(32_768),
})

const testCall = z.strictObject({
  apiId: id,
  method,
  path: z.string().max(8_000),
  headers: z.array(z.tuple([z.string().min(1).max(200), z.string().max(8_000)])).max(100),
  body: z.string().max(10_485_760),
})

const activityQuery = z.strictObject({
  limit: z.int().min(1).max(500),
  before: z.int().min(1).nullable(),
  filter: z.strictObject({
    text: z.string().max(1_000),
    namedActs: z.array(z.enum(activityActs)).max(activityActs.length),
    subject: z.enum(['certificate', 'api', 'workspace']).nullable(),
    door: z.enum(doors).nullable(),
  }),
})

const connection = {
  name: z.string().trim().min(1).max(100),
  access: connectionAccess,
  place: servicePlace,
}

type Schemas = {
  [F in keyof Requests]: {
    [M in keyof Requests[F]]: Requests[F][M] extends (...request: infer Request) => unknown
      ? z.ZodType<Request>
      : never
  }
}

export const schemas: Schemas = {
  program: {
    environment: none,
    setPreferences: z.tuple([preferences]) as z.ZodType<Parameters<Requests['program']['setPreferences']>>,
    copyText: z.tuple([z.string().max(100_000)]),
    noteUnsaved: z.tuple([z.enum(unsavedWorks).nullable()]),
  },
  files: {
    choose: z.tuple([z.enum(['pfx', 'certificate', 'certificate-authority', 'backup', 'openapi'])]),
    chooseSeveral: z.tuple([z.enum(['files', 'folder'])]),
    hold: path,
    holdFolder: path,
    release: oneId,
  },
  certificates: {
    list: z.tuple([z.int().nonnegative()]),
    inspect: z.tuple([z.strictObject({ fileId: id, password: password.nullable() })]),
    upload: z.tuple([z.strictObject({ fileId: id, identity })]),
    replace: z.tuple([z.strictObject({ id, etag, fileId: id, identity })]),
    rollBack: z.tuple([z.strictObject({ id, etag })]),
    makePfx: z.tuple([
      z.strictObject({ fileIds: z.array(id).min(1).max(20), keyPassword: password.nullable(), password }),
    ]),
    remove: z.tuple([z.strictObject({ id, etag })]),
    cancel: oneId,
    export: z.tuple([
      z.strictObject({ format: z.enum(certificateListFormats), ids: z.array(id).max(100_000) }),
    ]),
  },
  inspection: {
    open: z.tuple([z.strictObject({ fileId: id, password: password.nullable() })]),
    holdText: z.tuple([
      z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(1_048_576) }),
    ]),
    save: z.tuple([
      z.strictObject({ pem: z.string().max(10_485_760), format: z.enum(['pem', 'der', 'pkcs7']) }),
    ]),
  },
  bin: {
    list: none,
    restore: oneId,
    purge: oneId,
    empty: none,
  },
  activity: {
    list: z.tuple([activityQuery]),
    verify: none,
    export: z.tuple([z.enum(['csv', 'json-lines'])]),
  },
  workspace: {
    repairs: none,
    removeLeftOver: none,
    backUp: z.tuple([password]),
    previewRestore: z.tuple([z.strictObject({ fileId: id, passphrase: password })]),
    restore: z.tuple([z.strictObject({ fileId: id, preferences: z.boolean() })]),
  },
  apis: {
    list: none,
    create: z.tuple([apiDraft]),
    update: z.tuple([z.strictObject({ id, etag, draft: apiDraft })]),
    remove: z.tuple([z.strictObject({ id, etag })]),
    undo: oneId,
    saveSecurity: z.tuple([z.strictObject({ id, policyEtag: etag.nullable(), choice: credentialsChoice })]),
  },
  operations: {
    list: oneId,
    create: z.tuple([z.strictObject({ apiId: id, properties: operationProperties })]),
    update: z.tuple([z.strictObject({ apiId: id, id, etag, properties: operationProperties })]),
    remove: z.tuple([z.strictObject({ apiId: id, id, etag })]),
    previewImport: z.tuple([z.strictObject({ apiId: id, fileId: id })]),
    import: z.tuple([z.strictObject({ apiId: id, fileId: id, etag, removeAbsent: z.boolean() })]),
    undo: oneId,
  },
  policies: {
    get: z.tuple([policyScope]),
    save: z.tuple([z.strictObject({ scope: policyScope, etag: etag.nullable(), text: policyText })]),
    remove: z.tuple([z.strictObject({ scope: policyScope, etag })]),
    check: z.tuple([z.strictObject({ scope: policyScope, text: policyText })]),
    others: oneId,
    edit: z.tuple([z.strictObject({ scope: policyScope, text: policyText, edit: policyEdit })]),
    effective: z.tuple([
      z.strictObject({ scope: z.discriminatedUnion('kind', inheritingScope), text: policyText }),
    ]),
    reach: none,
  },
  gateway: {
    status: none,
    listen: z.tuple([port]),
    access: none,
    setAccess: z.tuple([gatewayAccess]),
    httpsCertificate: none,
    httpsChoices: none,
    setHttps: z.tuple([id.nullable()]),
    testCall: z.tuple([testCall]),
    recentCalls: none,
    checkBackEnd: z.tuple([
      z.strictObject({
        apiId: id,
        operationId: id.exactOptional(),
        certificateId: id.nullable().exactOptional(),
      }),
    ]),
  },
  connections: {
    list: none,
    signIn: z.tuple([z.strictObject({ access: signInSettings, by: z.enum(['browser', 'device-code']) })]),
    useToken: z.tuple([z.strictObject({ access: tokenAccess, token: z.string().min(1).max(20_000) })]),
    signOut: z.tuple([connectionAccess]),
    services: z.tuple([connectionAccess]),
    add: z.tuple([z.strictObject(connection)]),
    update: z.tuple([z.strictObject({ id, ...connection })]),
    remove: oneId,
    choose: z.tuple([id.nullable()]),
    cancel: none,
    openCodePage: none,
  },
  copying: {
    plan: z.tuple([
      z.strictObject({
        target: id.nullable(),
        certificateIds: z.array(id).max(100_000),
        apiIds: z.array(id).max(100_000),
      }),
    ]),
    run: oneId,
    cancel: none,
  },
  azure: { refreshCertificate: oneId, revisions: oneId },
  managementApi: {
    status: none,
    switchOn: z.tuple([port]),
    switchOff: none,
    renewToken: none,
  },
  diagnostics: { preview: none, save: none },
  updates: { status: none, check: none, download: none, cancel: none, installNow: none },
  sample: {
    status: none,
    install: none,
    remove: none,
    holdFile: z.tuple([z.string().min(1).max(255)]),
    openFolder: none,
  },
}
