/** Builds the window's page: static files that run under a policy without inline script, inline style or eval. */
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  // Relative addresses: the page is served from the root of app://, and a picture run serves it from elsewhere.
  base: './',
  plugins: [
    vue({
      template: {
        compilerOptions: {
          // Long static parts would become innerHTML, where the content policy drops style attributes.
          hoistStatic: false,
        },
      },
    }),
  ],
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
  },
  build: {
    outDir: here('../out/renderer'),
    emptyOutDir: true,
    // The Chromium of Electron 45; nothing older ever loads this page.
    target: 'chrome140',
    // `img-src data:` is allowed, but a font or a style as data: is not.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
})
