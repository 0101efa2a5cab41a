/** By which id a service keeps a certificate that comes from here. */
import { firstFree } from '../operations/operation-id.ts'

/** Leaves room for a number behind it within the 80 characters that the contract allows. */
const longest = 74

/** After the common name, so that whoever looks in the portal knows it again. */
export const idAfter = (commonName: string): string => {
  const plain = commonName
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, longest)
  return plain === '' ? 'certificate' : plain
}

/** The workspace's own ids tell nobody anything; one that somebody chose is kept, for policies may name it. */
const made = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

export const idElsewhere = ({ id, commonName }: { id: string; commonName: string }): string =>
  made.test(id) ? idAfter(commonName) : id

/** With a number where it is taken. @param taken in lower case */
export const freeCertificateId = (wanted: string, taken: ReadonlySet<string>): string =>
  firstFree(wanted, taken, 2)
