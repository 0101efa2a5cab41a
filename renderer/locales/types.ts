/** What a table of texts must look like, so that the compiler finds a missing or a superfluous one. */

/** The same keys with other words. */
export type Translated<Table> = {
  readonly [Key in keyof Table]: Table[Key] extends string ? string : Translated<Table[Key]>
}

/** Every text of a table by its dotted path, e.g. `certificates.list.title`. */
export type PathsOf<Table> = {
  [Key in keyof Table & string]: Table[Key] extends string ? Key : `${Key}.${PathsOf<Table[Key]>}`
}[keyof Table & string]
