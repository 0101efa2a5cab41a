import { requireAllowed } from '../managed-policy/require-allowed.ts'
import { sealBackup, unsealBackup } from '../workspace/backup-file.ts'
import { fromBytes, toBytes } from './backup-content.ts'
import { collectBackup } from './create-backup.ts'
import type { EmbeddedContext } from './embedded-context.ts'
import { carryOutRestore } from './restore-backup.ts'
import { planRestore, previewOf } from './restore-plan.ts'
import type { EmbeddedService } from './service.ts'

export const embeddedBackup = (context: EmbeddedContext): EmbeddedService['backup'] => {
  const { workspace, door, policy } = context
  const read = async (file: Uint8Array, passphrase: string) => fromBytes(await unsealBackup(file, passphrase))

  return {
    create: (passphrase, preferences) =>
      workspace.turn(async () => {
        requireAllowed(policy, 'ExportAllowed')
        const { content, leftOut } = await collectBackup(workspace, preferences)
        const file = await sealBackup(toBytes(content), passphrase)
        await workspace.perform({
          ...{ door, act: 'backup-created' },
          subject: { kind: 'workspace', id: workspace.id, name: '' },
          change: () => {
            const certificates = content.certificates.map(({ thumbprint }) => thumbprint)
            return { answer: null, before: null, after: { certificates, apis: content.apis.length } }
          },
        })
        return { file, leftOut }
      }),

    preview: async (file, passphrase) => {
      const content = await read(file, passphrase)
      return workspace.turn(async () => previewOf(content, await planRestore(workspace, content)))
    },

    restore: async (file, passphrase) => {
      const content = await read(file, passphrase)
      return context.change(['certificates', 'apis', 'policies'], async () => {
        const plan = await planRestore(workspace, content)
        await carryOutRestore(context, plan, content.createdAt)
        return { preview: previewOf(content, plan), preferences: content.preferences }
      })
    },
  }
}
