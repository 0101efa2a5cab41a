import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { networkShare, shareInMountInfo, shareInMountList, shareInWindowsPath } from './network-share.ts'

/** In the form of proc_pid_mountinfo(5), with optional fields and without. */
const mountInfo = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
36 27 0:44 / /home rw,relatime shared:20 - nfs4 files.example:/home rw,vers=4.2,hard,proto=tcp
37 36 0:45 / /home/local rw,relatime - xfs /dev/sdb1 rw
38 27 0:46 / /mnt/team\\040files rw,relatime shared:21 master:3 - cifs //files.example/team rw,vers=3.1.1
39 27 0:47 / /mnt/remote rw,nosuid,nodev,relatime - fuse.sshfs admin@files.example:/srv rw,user_id=1000
40 27 0:48 / /mnt/covered rw - nfs files.example:/covered rw
41 27 0:49 / /mnt/covered rw - tmpfs tmpfs rw
42 27 0:50 / /mnt/c rw,noatime - 9p C:\\134 rw,dirsync,aname=drvfs
`

/** As macOS prints it. */
const mountList = `/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse, protect, root data)
//admin@files.example/team on /Volumes/team (smbfs, nodev, nosuid, mounted by admin)
files.example:/srv on /Volumes/a (b) c (nfs, nodev, nosuid, mounted by admin)
`

describe('a folder on Linux', () => {
  it.each([
    ['/home/admin/.config/Warifu', 'nfs4'],
    ['/home', 'nfs4'],
    ['/home/local/Warifu', null],
    ['/homes/admin', null],
    ['/mnt/team files/Warifu', 'cifs'],
    ['/mnt/remote/Warifu', 'fuse.sshfs'],
    ['/mnt/covered/Warifu', null],
    ['/mnt/c/Users/admin', '9p'],
    ['/var/lib/warifu', null],
  ])('%s is on %s', (path, type) => {
    expect(shareInMountInfo(mountInfo, path)).toBe(type)
  })

  it('is taken for local where the list says nothing that can be read', () => {
    expect(shareInMountInfo('', '/home')).toBeNull()
    expect(shareInMountInfo('no such\nformat - \n', '/home')).toBeNull()
  })
})

describe('a folder on macOS', () => {
  it.each([
    ['/Users/admin/Library/Application Support/Warifu', null],
    ['/Volumes/team/Warifu', 'smbfs'],
    ['/Volumes/a (b) c/Warifu', 'nfs'],
    ['/Volumes/team2', null],
  ])('%s is on %s', (path, type) => {
    expect(shareInMountList(mountList, path)).toBe(type)
  })
})

describe('a folder on Windows', () => {
  it.each([
    ['C:\\Users\\admin\\AppData\\Roaming\\Warifu', null],
    ['\\\\files.example\\team\\Warifu', 'smb'],
    ['\\\\?\\UNC\\files.example\\team\\Warifu', 'smb'],
    ['\\\\?\\C:\\Users\\admin', null],
    ['\\\\.\\C:\\Users\\admin', null],
  ])('%s is on %s', (path, type) => {
    expect(shareInWindowsPath(path)).toBe(type)
  })
})

describe('this computer', () => {
  it('has its temporary folder on a disk of its own, and answers for one that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'warifu-share-'))
    expect(networkShare(folder)).toBeNull()
    rmSync(folder, { recursive: true })
    expect(networkShare(folder)).toBeNull()
  })
})
