/** Shows any certificate file without importing it: what the inspector asks the decoder. */
import type { FileKind } from '../../preload/contract/files.ts'
import type {
  DescribedCertificate,
  DescribedChain,
  DescribedPrivateKey,
  DescribedRequest,
  DescribedRevocationList,
  FileDescription,
} from '../../preload/contract/inspections.ts'
import { isWarifuError, WarifuError } from '../warifu-error.ts'
import { factsOf } from './certificate-facts.ts'
import { parseCertificateRequest } from './certificate-request.ts'
import { orderChain } from './chain.ts'
import { collectFile, type Collection } from './collect-file.ts'
import { describeExtensions } from './describe-extensions.ts'
import { DamagedDer, NestedTooDeep } from './der-reader.ts'
import { findings } from './findings.ts'
import { limits } from './limits.ts'
import { derToPem } from './pem.ts'
import { parseRevocationList } from './revocation-list.ts'
import { sniffFileKind } from './sniff.ts'

/** Never fails for what a file contains: what went wrong is its `problem`, beside what could be read. */
export const describeFile = (
  { name, bytes, password }: { name: string; bytes: Uint8Array; password: string | null },
  now: Date,
): FileDescription => {
  const empty = {
    certificates: [],
    chains: [],
    privateKeys: [],
    requests: [],
    revocationLists: [],
    encryption: null,
  }
  if (bytes.length > limits.fileBytes) {
    const problem = new WarifuError('file-too-large', {
      bytes: bytes.length,
      limit: limits.fileBytes,
    }).toFailure()
    return { name, kind: 'unknown', ...empty, problem }
  }
  const kind = sniffFileKind(bytes)
  try {
    const collection = collectFile(Buffer.from(bytes), kind, password)
    const description = { name, kind, ...describeCollection(collection, now) }
    for (const { pkcs8 } of collection.keys) pkcs8?.fill(0)
    return description
  } catch (error) {
    return { name, kind, ...empty, problem: asWarifuError(error, kind).toFailure() }
  }
}

const asWarifuError = (error: unknown, kind: FileKind): WarifuError => {
  if (isWarifuError(error)) return error
  if (error instanceof DamagedDer) return new WarifuError('file-damaged', { kind, where: error.where })
  if (error instanceof NestedTooDeep)
    return new WarifuError('pfx-too-complex', { what: 'nesting', limit: 32 })
  throw error
}

const describeCollection = (collection: Collection, now: Date): Omit<FileDescription, 'name' | 'kind'> => {
  const { certificates, keys, requests, revocationLists, problem } = collection
  const parsed = certificates.map(({ certificate }) => certificate)
  const chains = certificates.map(({ certificate }) => orderChain(certificate, parsed))
  return {
    certificates: certificates.map(({ certificate, friendlyName }, index): DescribedCertificate => {
      const key = keys.findIndex((candidate) => candidate.certificate === index)
      const chain = chains[index] ?? []
      const leaf = factsOf(certificate)
      return {
        facts: leaf,
        extensions: describeExtensions(certificate.extensions),
        findings: findings({ leaf, chain: chain.map(factsOf) }, now),
        ...(friendlyName !== undefined && { friendlyName }),
        privateKey: key < 0 ? null : key,
        pem: derToPem('CERTIFICATE', certificate.der),
      }
    }),
    chains: parsed.flatMap((certificate, index): DescribedChain[] => {
      // A certificate that stands in another one's chain is no leaf.
      if (chains.some((chain) => chain.includes(certificate))) return []
      const chain = [certificate, ...(chains[index] ?? [])]
      const last = factsOf(chain.at(-1) ?? certificate)
      return [
        {
          certificates: chain.map((one) => parsed.indexOf(one)),
          end: last.selfSigned ? { kind: 'root' } : { kind: 'missing', issuer: last.issuer },
        },
      ]
    }),
    privateKeys: keys.map(({ facts, encrypted, certificate }): DescribedPrivateKey => ({
      key: facts,
      encrypted,
      certificate,
    })),
    requests: requests.map(describeRequest),
    revocationLists: revocationLists.map(describeRevocationList),
    encryption: collection.encryption,
    problem: problem?.toFailure() ?? null,
  }
}

const describeRequest = (der: Buffer): DescribedRequest => {
  const request = parseCertificateRequest(der)
  return { ...request, extensions: describeExtensions(request.extensions) }
}

const describeRevocationList = (der: Buffer): DescribedRevocationList => {
  const { issuer, thisUpdate, nextUpdate, revokedCertificates, signatureAlgorithm, extensions } =
    parseRevocationList(der)
  return {
    issuer,
    thisUpdate: thisUpdate.toISOString(),
    nextUpdate: nextUpdate?.toISOString() ?? null,
    revokedCertificates,
    signatureAlgorithm,
    extensions: describeExtensions(extensions),
  }
}
