#!/bin/sh
# Runs as root after the files are in place, for deb and rpm. DPKG_ROOT is set where a package is installed into a folder from outside.
# No braces around variables: electron-builder takes those for its own.
set -e
root=$DPKG_ROOT
program=$root/opt/Saddlescope

# The sandbox: user namespaces where the kernel gives them, else the helper that is root's.
if [ -f "$program/chrome-sandbox" ]; then
  if [ -L /proc/self/ns/user ] && unshare --user true 2>/dev/null; then mode=0755; else mode=4755; fi
  chmod "$mode" "$program/chrome-sandbox"
fi

# AppArmor (Ubuntu 24 and newer). An older one does not know the profile's language and needs none.
profile=$program/resources/apparmor-profile
if [ -d "$root/etc/apparmor.d" ] && [ -f "$profile" ]; then
  if [ -n "$root" ]; then
    cp -f "$profile" "$root/etc/apparmor.d/saddlescope"
  elif command -v apparmor_parser >/dev/null 2>&1 && apparmor_parser --skip-kernel-load --skip-cache "$profile" >/dev/null 2>&1; then
    cp -f "$profile" /etc/apparmor.d/saddlescope
    # In an image that is prepared for other machines there is no kernel to tell.
    if ! { [ -x /usr/bin/ischroot ] && /usr/bin/ischroot; }; then
      apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/saddlescope >/dev/null 2>&1 || true
    fi
  fi
fi

# Most systems do this by themselves when files appear there; none minds being asked.
if [ -z "$root" ]; then
  if command -v update-mime-database >/dev/null 2>&1; then update-mime-database /usr/share/mime || true; fi
  if command -v update-desktop-database >/dev/null 2>&1; then update-desktop-database -q /usr/share/applications || true; fi
  if command -v gtk-update-icon-cache >/dev/null 2>&1; then gtk-update-icon-cache -qtf /usr/share/icons/hicolor 2>/dev/null || true; fi
fi
exit 0
