/**
 * The npm package http-proxy: as it comes, with a new connection to the back end for each call, or with an agent that
 * keeps connections, its fastest setting.
 */
import { createServer } from 'node:http'
import { Agent } from 'node:https'
import type { AddressInfo } from 'node:net'
import httpProxy from 'http-proxy'
import type { ProxySettings } from './proxies.ts'

process.once('message', (settings) => {
  const { serviceUrl, trustPem, clients, keepsConnections } = settings as ProxySettings
  const [client] = clients
  if (!client) throw new Error('A client certificate is needed.')
  const { certificatePem, privateKeyPem } = client
  const tls = { ca: trustPem, cert: certificatePem, key: privateKeyPem }
  const { protocol, hostname, port } = new URL(serviceUrl)
  const proxy = httpProxy.createProxyServer({
    target: { protocol, host: hostname, port, ...tls },
    xfwd: true,
    changeOrigin: true,
    ...(keepsConnections && { agent: new Agent({ keepAlive: true, ...tls }) }),
  })
  proxy.on('proxyReq', (request) => request.setHeader('X-Environment', 'production'))
  const server = createServer((request, response) => proxy.web(request, response))
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
