/** What holds everything else until it is answered, as a selector. */
export const modal = '[role="dialog"], [role="alertdialog"]'
