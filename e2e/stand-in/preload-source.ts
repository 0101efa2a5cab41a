/** Puts together the two scripts that Chromium runs before any script of a page: one for each world. */
import { randomUUID } from 'node:crypto'
import { preparePreload } from './preload-world.ts'
import type { WorldSettings } from './preload-world.ts'
import { createWire } from './wire.ts'
import { connectWorlds } from './world-bridge.ts'

export type PreloadScripts = { mainWorld: string; isolatedWorld: string }

/**
 * `window.open` of a window that the program denies answers null in Electron. Here Chromium has opened one, which is
 * held and closed (browser.ts), so its handle is kept from the page. A proxy, so that it still reads as native code.
 */
const withoutHandles = `
  window.open = new Proxy(window.open, {
    apply(open, self, parameters) {
      Reflect.apply(open, self, parameters);
      return null;
    },
  });`

/**
 * The main world's script waits for the isolated world's, which runs next, to hand it a port in an event that only
 * these two know. Both are bound to the top frame, since Electron runs a preload there only.
 */
export function preloadScripts(preload: string, settings: WorldSettings): PreloadScripts {
  const handshake = JSON.stringify(randomUUID())
  const topFrameOnly = (body: string): string => `if (window === window.top) {\n${body}\n}`
  return {
    mainWorld: topFrameOnly(`${withoutHandles}
      window.addEventListener(${handshake}, (event) => {
        event.stopImmediatePropagation();
        (${connectWorlds.toString()})(event.ports[0], 'to-page', 'to-preload');
      }, { once: true });`),
    isolatedWorld: topFrameOnly(`
      const { port1 } = new MessageChannel();
      window.dispatchEvent(new MessageEvent(${handshake}, { ports: [port1] }));
      const scope = (${preparePreload.toString()})(
        ${JSON.stringify(settings)},
        (${createWire.toString()})(),
        (${connectWorlds.toString()})(port1, 'to-preload', 'to-page'),
      );
      try {
        (function (require, process, module, exports) {
${preload}
        }).call(undefined, scope.require, scope.process, { exports: {} }, {});
      } catch (error) {
        scope.fail(error);
      }
      //# sourceURL=preload`),
  }
}
