import type { ActivityAct } from '../../../preload/contract/activity.ts'
import type { IconName } from '../../ui/icons.ts'

/** What kind of change it was, at a glance; the words beside it say the same. */
export const actIcons: Record<ActivityAct, IconName> = {
  'workspace-created': 'folder',
  'backup-created': 'folder',
  'backup-restored': 'undo',
  'workspace-restored': 'undo',
  'sealing-key-created': 'key',
  'certificate-uploaded': 'upload',
  'certificate-repaired': 'upload',
  'certificate-file-replaced': 'reload',
  'certificate-replaced': 'reload',
  'certificate-replacement-rolled-back': 'undo',
  'certificate-deleted': 'trash',
  'certificate-restored': 'undo',
  'certificate-purged': 'close',
  'certificate-copied': 'copy',
  'api-created': 'add',
  'api-changed': 'edit',
  'api-deleted': 'trash',
  'operation-created': 'add',
  'operation-changed': 'edit',
  'operation-deleted': 'trash',
  'operations-imported': 'upload',
  'operations-restored': 'undo',
  'policy-saved': 'shield',
  'left-over-items-removed': 'close',
  'policy-removed': 'trash',
  'gateway-https-changed': 'shield',
  'act-finished': 'check',
  'act-undone': 'undo',
}
