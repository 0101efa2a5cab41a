#!/usr/bin/env node
/**
 * What electron-builder asks of fpm, done by dpkg-deb and rpmbuild, for machines that cannot fetch fpm itself.
 *
 * It takes the same command line (electron-builder's CUSTOM_FPM_PATH) and makes real packages, so that what they hold,
 * how they install and what they leave behind can be looked at. What is handed to users is still made by fpm.
 * https://fpm.readthedocs.io/en/latest/cli-reference.html
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'

const text = { type: 'string' } as const
const texts = { type: 'string', multiple: true } as const
/** An option that is not here fails: nothing that electron-builder asks for is passed over. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...{ input: { ...text, short: 's' }, output: { ...text, short: 't' }, force: { type: 'boolean' } },
    ...{ depends: { ...texts, short: 'd' }, 'deb-recommends': texts, directories: texts },
    ...{ 'deb-compression': text, 'rpm-compression': text, 'rpm-os': text, 'rpm-summary': text },
    ...{ architecture: text, 'after-install': text, 'after-remove': text, description: text, version: text },
    ...{ package: text, name: text, maintainer: text, vendor: text, url: text, 'deb-priority': text },
    ...{ license: text, 'rpm-rpmbuild-define': texts },
  },
})

const given = (name: keyof typeof values): string => {
  const value = values[name]
  if (typeof value !== 'string') throw new Error(`--${name} is missing`)
  return value
}

const work = mkdtempSync(join(tmpdir(), 'warifu-fpm-'))
const stage = join(work, 'stage')
try {
  for (const one of positionals) {
    const [from = '', to = ''] = one.split('=')
    const target = join(stage, to)
    mkdirSync(dirname(target), { recursive: true })
    if (statSync(from).isDirectory()) cpSync(from, target, { recursive: true, verbatimSymlinks: true })
    else copyFileSync(from, target)
  }
  if (values.output === 'deb') makeDeb()
  else if (values.output === 'rpm') makeRpm()
  else throw new Error(`-t ${values.output ?? ''} is not known here`)
} finally {
  rmSync(work, { recursive: true, force: true })
}

function makeDeb(): void {
  const control = [
    ['Package', given('name')],
    ['Version', given('version')],
    ['Architecture', given('architecture')],
    ['Maintainer', given('maintainer')],
    ['Vendor', given('vendor')],
    ['License', given('license')],
    ['Homepage', given('url')],
    ['Priority', given('deb-priority')],
    ['Section', 'default'],
    ['Depends', (values.depends ?? []).join(', ')],
    ['Recommends', (values['deb-recommends'] ?? []).join(', ')],
    ['Description', given('description')],
  ]
  const folder = join(stage, 'DEBIAN')
  mkdirSync(folder)
  writeFileSync(join(folder, 'control'), control.map(([name, value]) => `${name}: ${value}\n`).join(''))
  for (const [name, script] of [
    ['postinst', given('after-install')],
    ['postrm', given('after-remove')],
  ] as const) {
    writeFileSync(join(folder, name), readFileSync(script), { mode: 0o755 })
  }
  run('dpkg-deb', ['--root-owner-group', `-Z${given('deb-compression')}`, '--build', stage, given('package')])
}

function makeRpm(): void {
  const owned = (values.directories ?? []).flatMap((folder) => [
    folder,
    ...globSync('**/', { cwd: join(stage, folder) }).map((path) => join(folder, path)),
  ])
  const files = globSync('**', { cwd: stage, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(stage.length))
  const script = (name: 'after-install' | 'after-remove') =>
    readFileSync(given(name), 'utf8').replaceAll('%', '%%')
  const spec = [
    `Name: ${given('name')}`,
    `Version: ${given('version')}`,
    'Release: 1',
    `Summary: ${given('rpm-summary')}`,
    `License: ${given('license')}`,
    `Vendor: ${given('vendor')}`,
    `URL: ${given('url')}`,
    `Packager: ${given('maintainer')}`,
    'AutoReqProv: no',
    ...(values.depends ?? []).map((one) => `Requires: ${one}`),
    ...['%description', given('description')],
    ...['%post -p /bin/bash', script('after-install'), '%postun -p /bin/bash', script('after-remove')],
    ...['%files', '%defattr(-,root,root,-)'],
    ...[...new Set(owned)].map((path) => `%dir "${path.replace(/\/$/u, '')}"`),
    ...files.map((path) => `"${path}"`),
  ]
  const file = join(work, 'warifu.spec')
  writeFileSync(file, `${spec.join('\n')}\n`)
  const defines = [
    ...[`_topdir ${work}/rpm`, `_rpmdir ${work}/rpms`, '_binary_payload w2.xzdio'],
    // The files are as they are to be: nothing is stripped, compressed or linked to.
    ...['__os_install_post %{nil}', 'debug_package %{nil}', '_build_id_links none'],
    ...(values['rpm-rpmbuild-define'] ?? []),
  ]
  const target = `${given('architecture')}-unknown-${given('rpm-os')}`
  const options = ['--quiet', '-bb', '--target', target, '--buildroot', stage]
  run('rpmbuild', [...options, ...defines.flatMap((one) => ['--define', one]), file])
  const [made] = globSync('**/*.rpm', { cwd: join(work, 'rpms') })
  if (made === undefined) throw new Error('rpmbuild made no package')
  copyFileSync(join(work, 'rpms', made), given('package'))
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
