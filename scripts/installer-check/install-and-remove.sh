#!/usr/bin/env bash
# Installs, upgrades and removes the packages on a copy of this system that is thrown away: a mount namespace of its
# own, in which everything that is written goes to memory. Needs root. Prints a line for each thing that is wrong.
#
#   unshare --mount install-and-remove.sh FOLDER PACKAGE…
set -euo pipefail

if [ "$1" != --inside ]; then
  folder=$1
  shift
  mount -t tmpfs tmpfs "$folder"
  mkdir "$folder/upper" "$folder/work" "$folder/copy"
  mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/upper,workdir=$folder/work" "$folder/copy"
  mount --rbind /proc "$folder/copy/proc"
  mount --rbind /dev "$folder/copy/dev"
  mkdir "$folder/copy/packages"
  cp "$0" "$@" "$folder/copy/packages/"
  exec chroot "$folder/copy" bash "/packages/$(basename "$0")" --inside
fi

# What users and their organisation have: no package may touch it.
data=$HOME/.config/Warifu/workspace/workspace.db
policy=/etc/warifu/policy.json
mkdir -p "$(dirname "$data")" "$(dirname "$policy")"
echo kept | tee "$data" >"$policy"

expect() {
  local what=$1
  shift
  "$@" || echo "$package: $what"
}
quietly() { "$@" >/dev/null 2>&1; }
leads_to_the_program() { [ "$(readlink -f /usr/bin/warifu)" = /opt/Warifu/warifu ] && [ -x /usr/bin/warifu ]; }
is_gone() { [ ! -e "$1" ] && [ ! -L "$1" ]; }
nothing_writable() { [ -z "$(find /opt/Warifu /usr/share/applications/warifu.desktop ! -type l -perm /022)" ]; }
all_roots() { [ -z "$(find /opt/Warifu ! -user root -o ! -group root)" ]; }

check() {
  package=$1 install=$2 upgrade=$3 remove=$4
  expect 'cannot be installed' quietly $install
  expect 'the command warifu does not lead to the program' leads_to_the_program
  expect 'others than root could change the program' nothing_writable
  expect 'not everything belongs to root' all_roots
  expect 'cannot be upgraded' quietly $upgrade
  expect 'after an upgrade the command warifu does not lead to the program' leads_to_the_program
  expect 'cannot be removed' quietly $remove
  for path in /opt/Warifu /usr/bin/warifu /usr/share/applications/warifu.desktop \
    /usr/share/icons/hicolor/48x48/apps/warifu.png; do
    expect "$path is left behind" is_gone "$path"
  done
  expect 'removing it took the data along' grep -q kept "$data"
  expect 'removing it took the policy along' grep -q kept "$policy"
}

# What they depend on need not be here: nothing is started.
for file in /packages/*.deb /packages/*.rpm; do
  case $file in
    *'*'*) ;;
    *.deb) check "$(basename "$file")" "dpkg --force-depends --install $file" \
      "dpkg --force-depends --install $file" 'dpkg --force-depends --purge warifu' ;;
    *.rpm)
      own=$(rpm --force-debian --version >/dev/null 2>&1 && echo --force-debian || true)
      check "$(basename "$file")" "rpm $own --install --nodeps $file" \
        "rpm $own --upgrade --force --nodeps $file" "rpm $own --erase --nodeps warifu" ;;
  esac
done
