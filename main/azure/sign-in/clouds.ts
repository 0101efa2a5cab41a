/** Azure's clouds: where each is managed, and who signs its people in. */
import { cloudEndpoints } from '../../../preload/contract/connections.ts'
import type { Cloud } from '../../../preload/contract/connections.ts'

/** Origins of Microsoft Entra ID: https://learn.microsoft.com/entra/identity-platform/authentication-national-cloud. */
export const authorities: Readonly<Record<Cloud, string>> = {
  public: 'https://login.microsoftonline.com',
  'us-government': 'https://login.microsoftonline.us',
  china: 'https://login.chinacloudapi.cn',
}

/** What a token must be for, so that Azure Resource Manager takes it; `.default` asks for what was consented to. */
export const managementScopes = (cloud: Cloud): string[] => [`${cloudEndpoints[cloud]}/.default`]
