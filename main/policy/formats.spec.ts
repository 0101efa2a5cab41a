import { describe, expect, it } from 'vitest'
import { fromXmlFormat, toXmlFormat } from './formats.ts'

const raw = `<policies>
  <inbound>
    <!-- a < b && "c" -->
    <choose><when condition="@(context.Request.Headers["a"] == "x" && 1 < 2)"><base /></when></choose>
    <set-body>@{ return "<b>" + 1; }</set-body>
    <set-header name="a &amp; b"><value>1 &lt; 2</value></set-header>
  </inbound>
</policies>`

describe('the spellings of a policy', () => {
  it('differ in expressions only', () => {
    const xml = toXmlFormat(raw)
    expect(xml).toContain(
      'condition="@(context.Request.Headers[&quot;a&quot;] == &quot;x&quot; &amp;&amp; 1 &lt; 2)"',
    )
    expect(xml).toContain('<set-body>@{ return "&lt;b&gt;" + 1; }</set-body>')
    expect(xml).toContain('<!-- a < b && "c" -->')
    expect(xml).toContain('<set-header name="a &amp; b"><value>1 &lt; 2</value></set-header>')
  })

  it('lead back to the same text', () => {
    expect(fromXmlFormat(toXmlFormat(raw))).toBe(raw)
    expect(toXmlFormat(toXmlFormat(raw))).toBe(toXmlFormat(raw))
  })

  it('leave a text that is no policy as it is', () => {
    expect(toXmlFormat('<a')).toBe('<a')
    expect(fromXmlFormat('')).toBe('')
  })
})
