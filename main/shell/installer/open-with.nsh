; .pfx and .p12 in Explorer's "open with", without becoming the default. SHCTX is the machine's or the user's branch,
; as the installation is.
; https://learn.microsoft.com/windows/win32/shell/how-to-include-an-application-on-the-open-with-dialog-box

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Warifu.Pfx" "" "Certificate with private key"
  WriteRegStr SHCTX "Software\Classes\Warifu.Pfx\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.pfx\OpenWithProgids" "Warifu.Pfx" ""
  WriteRegStr SHCTX "Software\Classes\.p12\OpenWithProgids" "Warifu.Pfx" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Warifu.Pfx"
  DeleteRegValue SHCTX "Software\Classes\.pfx\OpenWithProgids" "Warifu.Pfx"
  DeleteRegValue SHCTX "Software\Classes\.p12\OpenWithProgids" "Warifu.Pfx"
!macroend
