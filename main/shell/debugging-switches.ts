/**
 * Guards the installed program against being opened up from its own command line: these switches would let another
 * program read the page or run code in the main process. The fuses already make Node's deaf; Chromium's have none.
 */
import type { CommandLine } from 'electron'

const refused = [
  'disable-web-security',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'js-flags',
  'load-extension',
  'remote-debugging-pipe',
  'remote-debugging-port',
]

/** The first switch with which an installed program must not start; undefined when there is none. */
export const debuggingSwitch = (commandLine: Pick<CommandLine, 'hasSwitch'>): string | undefined =>
  refused.find((name) => commandLine.hasSwitch(name))
