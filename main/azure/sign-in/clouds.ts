/** Azure's clouds: where each is managed, and who signs its people in. */
import type { Cloud } from '../../../preload/contract/connections.ts'

export interface CloudPlaces {
  /** Origin of Azure Resource Manager. */
  endpoint: string
  /** Origin of Microsoft Entra ID. */
  authority: string
}

/** https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud and the Azure CLI's own table. */
export const clouds: Readonly<Record<Cloud, CloudPlaces>> = {
  public: { endpoint: 'https://management.azure.com', authority: 'https://login.microsoftonline.com' },
  'us-government': {
    endpoint: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
  },
  china: { endpoint: 'https://management.chinacloudapi.cn', authority: 'https://login.chinacloudapi.cn' },
}

/** What a token must be for, so that Azure Resource Manager takes it; `.default` asks for what was consented to. */
export const managementScopes = (cloud: Cloud): string[] => [`${clouds[cloud].endpoint}/.default`]
