#!/bin/bash
# After the package is gone. In place of electron-builder's own, which rpm runs on an upgrade as well: that comes after
# the new version has made its link, and took it away.
# https://docs.fedoraproject.org/en-US/packaging-guidelines/Scriptlets/#_syntax
# https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html
case "$1" in
  # rpm gives the number of versions that are left; dpkg a word.
  0 | remove | purge | disappear | abort-install) ;;
  *) exit 0 ;;
esac

if type update-alternatives >/dev/null 2>&1; then
  update-alternatives --remove '${executable}' '/opt/${sanitizedProductName}/${executable}'
else
  rm -f '/usr/bin/${executable}'
fi

profile='/etc/apparmor.d/${executable}'
if [ -f "$profile" ]; then
  # A profile that is only deleted stays in force until the next start of the machine.
  if apparmor_status --enabled >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi
