/** Tables for spreadsheets: RFC 4180 as spreadsheets in use read it. */

/**
 * A value that a spreadsheet would take for a formula; a certificate's name comes from outside. OWASP, "CSV
 * Injection": such a value is led by an apostrophe.
 */
const formula = /^[=+\-@\t\r]/

/** RFC 4180, section 2, 5–7. */
const field = (value: string): string =>
  `"${(formula.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`

/**
 * A whole file of rows, the first of them its header: with a byte order mark, by which spreadsheets tell UTF-8, and
 * CRLF as RFC 4180 has it.
 */
export const csvFile = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
