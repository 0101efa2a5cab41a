/** Switches of certificate while calls come without a pause: none may fail, none may show an old certificate. */
import { Agent, request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { clientNames, type GatewayProcess } from './proxies.ts'

export interface Switches {
  switches: number
  calls: number
  failed: number
  /** Calls that showed a certificate which was not in force at any time while they were under way. */
  wrong: number
}

export const switchUnderLoad = async (gateway: GatewayProcess, switches: number): Promise<Switches> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const requested: string[] = [clientNames[0]]
  let confirmed = 0
  let going = true
  const result: Switches = { switches, calls: 0, failed: 0, wrong: 0 }
  const caller = async (): Promise<void> => {
    while (going) {
      const from = confirmed
      const subject = await seenSubject(gateway.port, agent)
      result.calls++
      if (subject === null) result.failed++
      else if (!requested.slice(from).includes(subject)) result.wrong++
    }
  }
  const callers = Array.from({ length: 16 }, caller)
  for (let change = 1; change <= switches; change++) {
    const place = requested.push(clientNames[change % 2] ?? '') - 1
    await gateway.switchCertificate()
    confirmed = place
    const subject = await seenSubject(gateway.port, agent)
    if (subject !== requested[place]) result.wrong++
  }
  going = false
  await Promise.all(callers)
  agent.destroy()
  return result
}

/** Null when the call failed. */
const seenSubject = async (port: number, agent: Agent): Promise<string | null> => {
  try {
    const call = request({ port, path: '/orders/1', agent, headers: { 'x-key': 'bench' } }).end()
    const [response] = (await once(call, 'response')) as [IncomingMessage]
    response.resume()
    await once(response, 'end')
    const subject = response.headers['x-subject']
    return response.statusCode === 200 && typeof subject === 'string' ? subject.replace('CN=', '') : null
  } catch {
    return null
  }
}
