/** An object without the properties that are there but undefined, as an optional field of a parsed body is. */
export const present = <Value extends object>(
  value: Value,
): { [K in keyof Value]: Exclude<Value[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof Value]: Exclude<Value[K], undefined>
  }
