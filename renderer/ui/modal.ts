/**
 * What holds everything else until it is answered, as a selector. One marked `data-passing` asks nothing: the help, where
 * it has no room beside the screen.
 */
export const modal = '[role="dialog"]:not([data-passing]), [role="alertdialog"]'
