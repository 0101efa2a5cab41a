/** The text of a new API's policy: Azure API Management's own default, which inherits everything. */
export const defaultPolicy = `<!--
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
