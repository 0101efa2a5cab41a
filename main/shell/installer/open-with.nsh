; Certificate files in Explorer's "open with", without becoming the default. SHCTX is the machine's or the user's branch,
; as the installation is.
; https://learn.microsoft.com/windows/win32/shell/how-to-include-an-application-on-the-open-with-dialog-box

!macro customInstall
  WriteRegStr SHCTX "Software\Classes\Warifu.Pfx" "" "Certificate with private key"
  WriteRegStr SHCTX "Software\Classes\Warifu.Pfx\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.pfx\OpenWithProgids" "Warifu.Pfx" ""
  WriteRegStr SHCTX "Software\Classes\.p12\OpenWithProgids" "Warifu.Pfx" ""
  WriteRegStr SHCTX "Software\Classes\Warifu.Certificate" "" "Certificate file"
  WriteRegStr SHCTX "Software\Classes\Warifu.Certificate\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" "%1"'
  WriteRegStr SHCTX "Software\Classes\.cer\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.crt\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.pem\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.der\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.p7b\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.p7c\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.csr\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.p10\OpenWithProgids" "Warifu.Certificate" ""
  WriteRegStr SHCTX "Software\Classes\.crl\OpenWithProgids" "Warifu.Certificate" ""
!macroend

!macro customUnInstall
  DeleteRegKey SHCTX "Software\Classes\Warifu.Pfx"
  DeleteRegValue SHCTX "Software\Classes\.pfx\OpenWithProgids" "Warifu.Pfx"
  DeleteRegValue SHCTX "Software\Classes\.p12\OpenWithProgids" "Warifu.Pfx"
  DeleteRegKey SHCTX "Software\Classes\Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.cer\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.crt\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.pem\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.der\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.p7b\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.p7c\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.csr\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.p10\OpenWithProgids" "Warifu.Certificate"
  DeleteRegValue SHCTX "Software\Classes\.crl\OpenWithProgids" "Warifu.Certificate"
!macroend
