/** Azure API Management's own default policies: what holds where nothing was ever saved. */
import type { PolicyScope } from '../../preload/contract/policies.ts'

const inheriting = `<!--
    Policies are applied in the order in which they appear.
    <base /> stands for the policies of the scope above; without it they do not apply.
-->
<policies>
    <inbound>
        <base />
    </inbound>
    <backend>
        <base />
    </backend>
    <outbound>
        <base />
    </outbound>
    <on-error>
        <base />
    </on-error>
</policies>
`

const ofAllApis = `<!--
    Policies are applied in the order in which they appear, to the calls of all APIs.
    There is no scope above this one, so it has no <base />.
-->
<policies>
    <inbound>
    </inbound>
    <backend>
        <forward-request />
    </backend>
    <outbound>
    </outbound>
    <on-error>
    </on-error>
</policies>
`

export const defaultPolicy = ({ kind }: Pick<PolicyScope, 'kind'>): string =>
  kind === 'all-apis' ? ofAllApis : inheriting
