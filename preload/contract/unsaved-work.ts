/** What would be lost or cut short with the window: what was typed and not saved, or a copy that is under way. */
export const unsavedWorks = ['changes', 'copying'] as const

export type UnsavedWork = (typeof unsavedWorks)[number]
