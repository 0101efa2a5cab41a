/**
 * Administrative templates of Windows: the .admx says what can be set and where it goes in the registry, an .adml for
 * each language how it is called. Schema: https://learn.microsoft.com/previous-versions/windows/desktop/policy/admx-schema
 */
import { managedSettings, settingNames } from '../../preload/contract/managed-policy.ts'
import type { SettingForm, SettingName } from '../../preload/contract/managed-policy.ts'
import type { Words } from '../../renderer/locales/text.ts'
import { escapeXml } from './escape-xml.ts'

const schema =
  'xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0"'
const registryKey = String.raw`Software\Policies\Warifu`
const formOf = (name: SettingName): SettingForm => managedSettings[name]

/** Both for the computer and for the user; what is set for the computer has the say. */
export const writeAdmx = (): string => `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions ${schema}>
  <policyNamespaces>
    <target prefix="warifu" namespace="Warifu.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="Supported" displayName="$(string.Supported)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="Warifu" displayName="$(string.Warifu)" />
  </categories>
  <policies>
${settingNames.map(policy).join('\n')}
  </policies>
</policyDefinitions>
`

function policy(name: SettingName): string {
  const form = formOf(name)
  const isSwitch = form.type === 'boolean'
  const where = isSwitch ? `valueName="${name}"` : `presentation="$(presentation.${name})"`
  const text = `displayName="$(string.${name})" explainText="$(string.${name}_Explain)"`
  return `    <policy name="${name}" class="Both" ${text} key="${registryKey}" ${where}>
      <parentCategory ref="Warifu" />
      <supportedOn ref="Supported" />
${isSwitch ? switchValues : `      <elements>\n${element(name, form)}\n      </elements>`}
    </policy>`
}

const switchValues = `      <enabledValue><decimal value="1" /></enabledValue>
      <disabledValue><decimal value="0" /></disabledValue>`

function element(name: SettingName, form: Exclude<SettingForm, { type: 'boolean' }>): string {
  const place = `id="${name}" valueName="${name}"`
  switch (form.type) {
    case 'integer':
      return `        <decimal ${place} required="true" minValue="${form.minimum}" maxValue="${form.maximum}" />`
    case 'choice':
      return `        <enum ${place} required="true">\n${form.values.map((value) => item(name, value)).join('\n')}\n        </enum>`
    case 'integers':
    case 'hosts':
      // An empty list says something, too.
      return `        <multiText ${place} maxStrings="${form.atMost}" />`
    case 'https-url':
    case 'listen-address':
    case 'absolute-path':
      return `        <text ${place} required="true" maxLength="2048" />`
  }
}

const item = (name: SettingName, value: string): string =>
  `          <item displayName="$(string.${name}_${value})"><value><string>${value}</string></value></item>`

export const writeAdml = ({ managed }: Pick<Words, 'managed'>, supported: string): string => {
  const texts = settingNames.flatMap((name) => {
    const form = formOf(name)
    const { name: title, meaning } = managed.settings[name]
    const values = form.type === 'choice' ? form.values : []
    return [
      [name, title],
      [`${name}_Explain`, meaning],
      ...values.map((value) => [`${name}_${value}`, value] as const),
    ] as const
  })
  const strings = [['Warifu', 'Warifu'], ['Supported', supported], ...texts] as const
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources ${schema}>
  <displayName>Warifu</displayName>
  <description>Warifu</description>
  <resources>
    <stringTable>
${strings.map(([id, text]) => `      <string id="${id}">${escapeXml(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${settingNames.flatMap((name) => presentation(name, managed.settings[name].name)).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function presentation(name: SettingName, label: string): string[] {
  const form = formOf(name)
  if (form.type === 'boolean') return []
  return [
    `      <presentation id="${name}">\n        ${control(name, form, escapeXml(label))}\n      </presentation>`,
  ]
}

function control(name: SettingName, form: Exclude<SettingForm, { type: 'boolean' }>, label: string): string {
  switch (form.type) {
    case 'integer':
      return `<decimalTextBox refId="${name}" spin="false">${label}</decimalTextBox>`
    case 'choice':
      return `<dropdownList refId="${name}" noSort="true" defaultItem="0">${label}</dropdownList>`
    // It has no label of its own.
    case 'integers':
    case 'hosts':
      return `<text>${label}</text>\n        <multiTextBox refId="${name}" />`
    case 'https-url':
    case 'listen-address':
    case 'absolute-path':
      return `<textBox refId="${name}"><label>${label}</label></textBox>`
  }
}
