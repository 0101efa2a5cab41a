/**
 * `/certificates/{certificateId}` as the first REST API of 2014 had it: flat bodies, no subscription in the path,
 * and no body in the answer to a change. Scripts of that time need another address and token, and nothing else.
 */
import type { Certificate } from '../../preload/contract/certificates.ts'
import type { EmbeddedService } from '../management/service.ts'
import { putUpload, readFlatUpload } from './certificate-upload.ts'
import { certificateFields, expirationDate } from './certificates.ts'
import { pageOf } from './page.ts'
import { param } from './route.ts'
import type { Route } from './route.ts'
import { collectionOf, flatCertificateSchema, flatUploadSchema } from './schemas.ts'

const show = (certificate: Certificate) => ({
  id: `/certificates/${certificate.id}`,
  subject: certificate.subject,
  thumbprint: certificate.thumbprint,
  expirationDate: expirationDate(certificate),
})

export const flatCertificateRoutes = (service: EmbeddedService): Route[] => [
  {
    method: 'GET',
    path: '/certificates',
    operationId: 'FlatCertificate_List',
    summary: 'Lists all certificates.',
    query: 'list',
    answers: { 200: collectionOf(flatCertificateSchema) },
    handle: async (call) => pageOf(call, await service.certificates.list(), certificateFields, show),
  },
  {
    method: 'GET',
    path: '/certificates/{certificateId}',
    head: true,
    operationId: 'FlatCertificate_Get',
    summary: 'Gets a certificate.',
    answers: { 200: flatCertificateSchema },
    handle: async (call) => {
      const certificate = await service.certificates.get(param(call, 'certificateId'))
      return { status: 200, etag: certificate.etag, body: show(certificate) }
    },
  },
  {
    method: 'PUT',
    path: '/certificates/{certificateId}',
    operationId: 'FlatCertificate_CreateOrUpdate',
    summary: 'Uploads a certificate, new or in place of the one that has this id.',
    ifMatch: 'optional',
    request: flatUploadSchema,
    answers: { 201: null, 204: null },
    handle: async (call) => {
      const upload = readFlatUpload(call.body)
      const id = param(call, 'certificateId')
      const { entity, created } = await putUpload(service, id, call.ifMatch ?? '*', upload)
      const location = `/certificates/${encodeURIComponent(id)}`
      return created ? { status: 201, etag: entity.etag, location } : { status: 204, etag: entity.etag }
    },
  },
  {
    method: 'DELETE',
    path: '/certificates/{certificateId}',
    operationId: 'FlatCertificate_Delete',
    summary: 'Deletes a certificate that no policy names.',
    ifMatch: 'required',
    answers: { 204: null },
    handle: async (call) => {
      await service.certificates.delete(param(call, 'certificateId'), call.ifMatch ?? '')
      return { status: 204 }
    },
  },
]
