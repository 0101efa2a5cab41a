/** What the decoder answers to each question. Runs in the decoder's process, and directly where tests want it. */
import type { CertificateFacts } from '../../preload/contract/certificates.ts'
import { factsOf } from './certificate-facts.ts'
import type {
  DecoderRequest,
  DecoderTask,
  DecoderTasks,
  OpenedIdentity,
  PfxFacts,
} from './decoder-protocol.ts'
import { describeFile } from './describe-file.ts'
import { findings } from './findings.ts'
import type { PfxIdentity } from './identities.ts'
import { makePfx } from './make-pfx.ts'
import { derToPem } from './pem.ts'
import { forgetKeys, readPfx, type PfxContents } from './read-pfx.ts'
import { reportOn } from './script-report.ts'
import { identitiesForUpload } from './upload-fitness.ts'

export const runTask = (message: DecoderRequest): DecoderTasks[DecoderTask]['answer'] => {
  switch (message.task) {
    case 'inspect':
      return withPfx(message.request, inspect)
    case 'open':
      return withPfx(message.request, open)
    case 'describe':
      return describeFile(message.request, new Date())
    case 'makePfx':
      return makePfx(message.request)
    case 'report':
      return reportOn(message.request.file, message.request.bytes, message.request.password)
  }
}

const withPfx = <Answer>(
  { bytes, password }: { bytes: Uint8Array; password: string | null },
  use: (contents: PfxContents) => Answer,
): Answer => {
  const contents = readPfx(bytes, password)
  try {
    return use(contents)
  } finally {
    forgetKeys(contents)
  }
}

const inspect = (contents: PfxContents): PfxFacts => {
  const now = new Date()
  const { encryption, otherCertificates } = contents
  return {
    identities: identitiesForUpload(contents).map((identity) => {
      const { leaf, chain } = chainFacts(identity)
      const { friendlyName } = identity.leaf
      const told = findings({ leaf, chain }, now, encryption)
      return { leaf, chain, ...(friendlyName !== undefined && { friendlyName }), findings: told }
    }),
    otherCertificates: otherCertificates.map(({ certificate }) => factsOf(certificate)),
    encryption,
  }
}

const open = (contents: PfxContents): OpenedIdentity[] =>
  identitiesForUpload(contents).map((identity) => ({
    leaf: factsOf(identity.leaf.certificate),
    privateKeyPem: derToPem('PRIVATE KEY', identity.key.pkcs8),
    certificatePem: [identity.leaf.certificate, ...identity.chain]
      .map(({ der }) => derToPem('CERTIFICATE', der))
      .join(''),
  }))

const chainFacts = ({ leaf, chain }: PfxIdentity): { leaf: CertificateFacts; chain: CertificateFacts[] } => ({
  leaf: factsOf(leaf.certificate),
  chain: chain.map(factsOf),
})
