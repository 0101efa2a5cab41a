/** Editors' documents with their undo histories, by scope, while the window is open: undo goes on after another tab. */
export const keptEditors = new Map<string, unknown>()
