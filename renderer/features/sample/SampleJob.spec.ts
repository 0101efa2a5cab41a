// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { TestCallAnswer } from '../../../preload/contract/gateway.ts'
import { fakeCertificate } from '../../test/fake-facts.ts'
import { startTest } from '../../test/start.ts'
import SampleJob from './SampleJob.vue'
import { useSample } from './store.ts'

const answered: TestCallAnswer = {
  url: 'http://127.0.0.1/orders',
  status: 200,
  statusText: 'OK',
  headers: [],
  body: '',
  bodyBytes: 0,
  durationMs: 1,
  presented: { certificateId: 'certificate-1', subject: 'CN=x', thumbprint: 'AA' },
  tls: null,
}

test('the steps tick themselves off by what is true', async () => {
  const { bridge, pinia } = await startTest()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: '/:any(.*)*', component: { render: () => null } }],
  })
  const sample = useSample()
  await sample.install()
  const status = sample.status
  if (!status?.apiId) throw new Error('The sample has an API.')
  const wrapper = mount(SampleJob, { props: { status }, global: { plugins: [pinia, router] } })
  const done = () =>
    wrapper.findAll('.step.done').map((step) =>
      step
        .get('h3')
        .text()
        .replace(/\s*done$/, ''),
    )
  await flushPromises()
  expect(done()).toEqual(['Install the sample'])

  bridge.state.certificates = [fakeCertificate(1, { fileName: status.files[0]?.fileName ?? '' })]
  bridge.state.apis = [
    {
      id: status.apiId,
      etag: '1',
      displayName: 'Sample',
      path: 'sample',
      serviceUrl: 'https://localhost',
      trust: { kind: 'system' },
      credentials: { kind: 'none' },
    },
  ]
  bridge.emit('workspaceChanged', ['certificates', 'apis'])
  await flushPromises()
  expect(done()).toEqual(['Install the sample', 'Upload a certificate'])

  await bridge.apis.saveSecurity({
    id: status.apiId,
    policyEtag: '1',
    choice: { kind: 'mutual', certificateId: 'certificate-1' },
  })
  await flushPromises()
  expect(done()).toContain('Make the API use it')

  sample.noteCall(status.apiId, { ...answered, status: 502 })
  await flushPromises()
  expect(done()).not.toContain('Call the API')
  sample.noteCall(status.apiId, answered)
  await flushPromises()
  expect(done()).toContain('Call the API')
})
