/** The npm package http-proxy with keep-alive to the back end: its fastest setting. */
import { createServer } from 'node:http'
import { Agent } from 'node:https'
import type { AddressInfo } from 'node:net'
import httpProxy from 'http-proxy'
import type { ProxySettings } from './proxies.ts'

process.once('message', (settings) => {
  const { serviceUrl, trustPem, clients } = settings as ProxySettings
  const [client] = clients
  if (!client) throw new Error('A client certificate is needed.')
  const { certificatePem, privateKeyPem } = client
  const agent = new Agent({ keepAlive: true, ca: trustPem, cert: certificatePem, key: privateKeyPem })
  const proxy = httpProxy.createProxyServer({ target: serviceUrl, agent, xfwd: true, changeOrigin: true })
  proxy.on('proxyReq', (request) => request.setHeader('X-Environment', 'production'))
  const server = createServer((request, response) => proxy.web(request, response))
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
})
