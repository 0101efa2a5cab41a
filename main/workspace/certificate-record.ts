/** What the record says of a certificate. */
import type { ActivityFacts, ActivitySubject } from '../../preload/contract/activity.ts'
import type { StoredCertificate } from './certificates-table.ts'

type Identified = Pick<StoredCertificate, 'id' | 'facts'>

export const certificateSubject = ({ id, facts }: Identified): ActivitySubject => ({
  kind: 'certificate',
  id,
  name: facts.commonName,
})

export const certificateRecord = ({ id, facts }: Identified): ActivityFacts => {
  const { subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter } = facts
  return { id, subject, issuer, serialNumber, thumbprint, sha256Thumbprint, notAfter }
}
