/** `npm run policies`: writes the templates for managed policies into docs/policies. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, say } from './commands.ts'
import { policyFiles } from './policy-templates/files.ts'

for (const [name, content] of Object.entries(policyFiles())) {
  const path = join(root, 'docs/policies', name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  say(`docs/policies/${name}`)
}
