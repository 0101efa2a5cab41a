// House rules that a reader may rely on: who may import whom, and what nobody may do.
import js from '@eslint/js'
import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import { importX } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import globals from 'globals'
import ts from 'typescript-eslint'

/** Forbids importing `module` anywhere but in `homes`: each outside library has one place where it is met. */
const onlyIn = (module, homes) => ({ module, homes })
const homes = [
  onlyIn('keytar', ['main/secrets/']),
  onlyIn('node-forge', ['main/certificates/']),
  onlyIn('node:sqlite', ['main/workspace/']),
  onlyIn('electron-store', ['main/shell/']),
  onlyIn('electron', ['main/index.ts', 'main/shell/', 'main/ipc/', 'preload/', 'e2e/']),
]

/** The rule of dependency (README, "Structure"): one row per folder, and what it must not import. */
const layers = {
  main: ['renderer', 'e2e'],
  renderer: ['main', 'e2e', 'preload/index.ts'],
  preload: ['main', 'renderer', 'e2e'],
}

const restricted = (folder) => ({
  files: [`${folder}/**/*.{ts,vue}`],
  rules: {
    'import-x/no-restricted-paths': [
      'error',
      {
        zones: layers[folder].map((from) => ({
          target: `./${folder}`,
          from: `./${from}`,
          message: `${folder} must not import from ${from}; what both need belongs in preload/contract.`,
        })),
      },
    ],
  },
})

const homeRules = homes.map(({ module, homes: allowed }) => ({
  files: ['**/*.{ts,vue}'],
  ignores: [...allowed.map((home) => (home.endsWith('/') ? `${home}**` : home)), '**/*.bench.ts'],
  rules: {},
  module,
}))

/** ESLint keeps one `no-restricted-imports` per file, so the rows that apply are gathered per folder. */
const folders = ['main/secrets/', 'main/certificates/', 'main/workspace/', 'main/shell/', 'main/ipc/', 'main/index.ts', 'preload/', 'e2e/', 'scripts/']
const importsFor = (place) =>
  homeRules
    .filter(({ module }) => !homes.find((home) => home.module === module)?.homes.includes(place))
    .map(({ module }) => ({ name: module, message: `${module} is imported in one place only; see eslint.config.js.` }))
const glob = (place) => (place.endsWith('/') ? `${place}**/*.{ts,vue}` : place)

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'node_modules/', 'test-results/', 'docs/']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  vue.configs['flat/recommended'],
  prettier,
  {
    plugins: { 'import-x': importX },
    languageOptions: {
      globals: { ...globals.node },
      parserOptions: {
        projectService: false,
        project: ['main/tsconfig.json', 'preload/tsconfig.json', 'renderer/tsconfig.json', 'e2e/tsconfig.json'],
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
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-imports': ['error', { paths: importsFor('') }],
    },
  },
  ...folders.map((place) => ({
    files: [glob(place)],
    rules: { 'no-restricted-imports': ['error', { paths: importsFor(place) }] },
  })),
  ...Object.keys(layers).map(restricted),
  {
    files: ['**/*.vue'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser } },
    rules: {
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'import-x/no-default-export': 'off',
    },
  },
  { files: ['renderer/**/*.ts'], languageOptions: { globals: globals.browser } },
  { files: ['scripts/**', '**/*-cli.ts', '**/*.bench.ts', '**/*.fuzz.ts', 'e2e/stand-in/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.config.{ts,js}', '**/vite.*.ts', 'e2e/stand-in/**'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['*.js'], extends: [ts.configs.disableTypeChecked] },
)
