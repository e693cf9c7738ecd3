#!/bin/sh
# Runs as root after the files are gone. What people have made and set is theirs and stays.
set -e
root=$DPKG_ROOT

# deb says `upgrade`, rpm 1, when a newer version is already in place.
case "$1" in
  remove | purge | disappear | 0) ;;
  *) exit 0 ;;
esac

profile=$root/etc/apparmor.d/saddlescope
if [ -f "$profile" ]; then
  if [ -z "$root" ] && command -v apparmor_parser >/dev/null 2>&1 && ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
    apparmor_parser --remove "$profile" >/dev/null 2>&1 || true
  fi
  rm -f "$profile"
fi

if [ -z "$root" ]; then
  if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
  if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q /usr/share/applications || true; fi
  if command -v gtk-update-icon-cache >/dev/null 2>&1; then gtk-update-icon-cache -qtf /usr/share/icons/hicolor 2>/dev/null || true; fi
fi
exit 0
