/**
 * Whether a folder lies on another computer. There a database must not rely on what only one host can see, and
 * another host may open the same folder.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'

/** File systems by which Linux and macOS reach another computer's (or a virtual machine's host's) disk. */
const networkFileSystems: ReadonlySet<string> = new Set([
  ...['nfs', 'nfs4', 'cifs', 'smb2', 'smb3', 'smbfs', 'afpfs', 'webdav', 'afs', 'ceph', 'lustre', 'beegfs'],
  ...['9p', 'virtiofs', 'vboxsf', 'prl_fs', 'fuse.vmhgfs-fuse'],
  ...['fuse.sshfs', 'fuse.rclone', 'fuse.glusterfs', 'fuse.ceph', 'fuse.davfs'],
])

interface Mount {
  point: string
  type: string
}

const within = (path: string, point: string): boolean =>
  point === '/' || path === point || path.startsWith(`${point}/`)

/** The deepest mount that holds `path`, of several at the same place the last, which hides the others. */
const shareAmong = (mounts: readonly Mount[], path: string): string | null => {
  let holder: Mount | null = null
  for (const mount of mounts) {
    if (within(path, mount.point) && mount.point.length >= (holder?.point.length ?? 0)) holder = mount
  }
  return holder !== null && networkFileSystems.has(holder.type) ? holder.type : null
}

/** Blanks and the like are octal there: `\040`. */
const unescapeOctal = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 8)))

/**
 * Linux: `/proc/self/mountinfo` (proc_pid_mountinfo(5)). The fifth field is the mount point; after a field `-`
 * follows the type.
 *
 * @returns the network file system's type, or null
 */
export const shareInMountInfo = (mountInfo: string, path: string): string | null => {
  const mounts = mountInfo.split('\n').flatMap((line) => {
    const [place = '', source = ''] = line.split(' - ')
    const point = place.split(' ')[4]
    const type = source.split(' ')[0]
    return point === undefined || type === undefined ? [] : [{ point: unescapeOctal(point), type }]
  })
  return shareAmong(mounts, path)
}

/** macOS: what `mount` prints, `//user@server/share on /Volumes/share (smbfs, nodev, …)`. */
export const shareInMountList = (list: string, path: string): string | null => {
  const mounts = list.split('\n').flatMap((line) => {
    const [, point, type] = / on (\/.*) \((\w+)[,)]/.exec(line) ?? []
    return point === undefined || type === undefined ? [] : [{ point, type }]
  })
  return shareAmong(mounts, path)
}

/** Windows: the real path of what lies on a share is a UNC path, also where a drive letter stands for the share. */
export const shareInWindowsPath = (realPath: string): string | null => {
  const device = /^\\\\[?.]\\/.test(realPath)
  const unc = device ? /^\\\\\?\\UNC\\/i.test(realPath) : realPath.startsWith('\\\\')
  return unc ? 'smb' : null
}

/** Milliseconds for `mount`, which asks no server. */
const patience = 2_000

/** @returns the type of the network file system that holds `folder`, which exists; null on a disk of this computer */
export const networkShare = (folder: string): string | null => {
  try {
    const path = realpathSync.native(folder)
    if (process.platform === 'win32') return shareInWindowsPath(path)
    return process.platform === 'darwin'
      ? shareInMountList(execFileSync('/sbin/mount', { encoding: 'utf8', timeout: patience }), path)
      : shareInMountInfo(readFileSync('/proc/self/mountinfo', 'utf8'), path)
  } catch {
    // A system that does not say: a disk of its own is by far the likeliest.
    return null
  }
}
