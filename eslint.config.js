// House rules that a reader may rely on: who may import whom, and what nobody may do.
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Each of these libraries is met in one place; the rest of the program speaks to that place instead. */
const homes = {
  '@azure/msal-node': ['main/azure/sign-in/', 'main/azure/testing/'],
  keytar: ['main/secrets/'],
  'node-forge': ['main/certificates/'],
  'node:sqlite': ['main/workspace/'],
  'electron-store': ['main/shell/'],
  'electron-updater': ['main/shell/'],
  yaml: ['main/operations/openapi/', 'scripts/installer-check/'],
  electron: ['main/index.ts', 'main/shell/', 'main/ipc/', 'preload/', 'e2e/'],
}

/** What a folder must not import: `renderer` and `preload` meet `main` in `preload/contract` only. */
const layers = {
  main: ['renderer', 'e2e'],
  renderer: ['main', 'e2e', 'preload/index.ts'],
  preload: ['main', 'renderer', 'e2e'],
}

/** Ways out of the program that nobody takes, but for the one place that opens a folder of the program's own. */
const waysOut = {
  openExternal: 'Only main/shell/sign-in-page.ts opens an address, and only one that signs people in.',
  openPath: 'Only main/index.ts opens a folder, and only one that the program itself has made.',
  sendSync: 'It blocks the page, and goes round the guarded door.',
}

const withoutWaysOut = (allowed) => ({
  'no-restricted-properties': [
    'error',
    ...Object.entries(waysOut)
      .filter(([property]) => property !== allowed)
      .map(([property, message]) => ({ property, message })),
  ],
})

const files = (place) => [place.endsWith('/') ? `${place}**/*.{ts,vue}` : place]

/** ESLint keeps one `no-restricted-imports` per file, so the libraries are gathered for each place. */
const librariesRefusedIn = (place) => ({
  'no-restricted-imports': [
    'error',
    {
      paths: Object.entries(homes)
        .filter(([, allowed]) => !allowed.includes(place))
        .map(([name]) => ({ name, message: `${name} is imported in one place only; see eslint.config.js.` })),
    },
  ],
})

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'node_modules/', 'test-results/', 'docs/']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  vue.configs['flat/recommended'],
  prettier,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue', '.js'] })] },
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: false,
        project: [
          'main/tsconfig.json',
          'preload/tsconfig.json',
          'renderer/tsconfig.json',
          'e2e/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.vue'],
      },
    },
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      'import-x/no-default-export': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      ...librariesRefusedIn(''),
      ...withoutWaysOut(),
    },
  },
  { files: ['main/index.ts'], rules: withoutWaysOut('openPath') },
  { files: ['main/shell/sign-in-page.ts'], rules: withoutWaysOut('openExternal') },
  ...[...new Set(Object.values(homes).flat())].map((place) => ({
    files: files(place),
    rules: librariesRefusedIn(place),
  })),
  ...Object.entries(layers).map(([folder, refused]) => ({
    files: files(`${folder}/`),
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: refused.map((from) => ({
            target: `./${folder}`,
            from: `./${from}`,
            message: `${folder} must not import from ${from}; what both need belongs in preload/contract.`,
          })),
        },
      ],
    },
  })),
  {
    files: ['**/*.vue'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'import-x/no-default-export': 'off',
      // Vue's defineProps widens optional properties, so a default looks useless to a reader without its compiler.
      '@typescript-eslint/no-useless-default-assignment': 'off',
    },
  },
  { files: ['renderer/**/*.ts'], languageOptions: { globals: globals.browser } },
  {
    files: ['scripts/**', '**/*-cli.ts', '**/*.bench.ts', '**/*.fuzz.ts', 'e2e/stand-in/**'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.config.{ts,js}', '**/vite.*.ts', 'e2e/stand-in/**', 'renderer/vue-files.d.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  { files: ['*.js', 'scripts/*.js'], extends: [ts.configs.disableTypeChecked] },
)
