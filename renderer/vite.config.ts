/** Builds the window's page: static files that run under a policy without inline script, inline style or eval. */
import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** What many screens share, in one script each. The parts of dialogs and menus come with reka-ui, when they are used. */
const groups = [
  { name: 'vue', test: /node_modules\/(?:@vue|vue|vue-router|pinia)\// },
  {
    name: 'shared',
    test: /\/(?:renderer|preload)\/(?!ui\/(?:DialogFrame|Menu|Select|Tabs|Toasts))/,
    minShareCount: 6,
  },
]

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
    // One sheet (16 kB compressed), and few scripts: each file is a question to the main process, which cost more
    // time at the start than what is in it.
    cssCodeSplit: false,
    rolldownOptions: { output: { codeSplitting: { groups } } },
    reportCompressedSize: false,
  },
})
