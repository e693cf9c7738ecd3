#!/bin/sh
# What a package does for everybody, for one person: the command, the entry in the menu, and `.saddle` files that open with it. Needs no
# administrator and changes nothing outside that person's home. `--remove` takes it back.
set -eu

name=saddlescope
type=application-x-saddlescope

fail() {
  echo "$1" >&2
  exit 1
}

[ -n "${HOME-}" ] && [ -d "$HOME" ] || fail 'There is no home folder to put the command and the menu entry into. Start the program by its path: bin/saddlescope.'
case "${1-}" in '' | --remove) ;; *) fail "$1 is unknown. Without anything it puts Saddlescope into your menu; --remove takes it out again." ;; esac

here=$(dirname -- "$(readlink -f -- "$0")")
share=${XDG_DATA_HOME:-$HOME/.local/share}
link=$HOME/.local/bin/$name
entry=$share/applications/$name.desktop
kind=$share/mime/packages/$name.xml
icons=$share/icons/hicolor/256x256

# Quoted as the Desktop Entry Specification has it: once for the argument, once for the line, and % is doubled.
program=$(printf '%s' "$here/$name" | sed -e 's/[\\"$`]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
start="Exec=\"$program\" %F"

# Desktops that do this by themselves do not mind.
tell_desktop() {
  if command -v update-mime-database >/dev/null 2>&1 && [ -d "$share/mime/packages" ]; then update-mime-database "$share/mime" >/dev/null 2>&1 || true; fi
  if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$share/applications" ]; then update-desktop-database -q "$share/applications" 2>/dev/null || true; fi
}

if [ "${1-}" = --remove ]; then
  if [ -f "$entry" ] && ! grep -qxF -e "$start" "$entry"; then
    fail "What is in your menu is another copy of Saddlescope and stays. This one is the folder $here: delete it."
  fi
  if [ -L "$link" ] && [ "$(readlink -f -- "$link")" = "$here/bin/$name" ]; then rm -f "$link"; fi
  rm -f "$entry" "$kind" "$icons/apps/$name.png" "$icons/mimetypes/$type.png"
  tell_desktop
  echo "Saddlescope is out of your menu. The program itself is the folder $here: delete it. Your experiments and settings stay."
  exit 0
fi

if [ -e "$link" ] && [ ! -L "$link" ]; then fail "$link is a file of your own and is not replaced. Move it away and try again."; fi

mkdir -p "$HOME/.local/bin" "$share/applications" "$share/mime/packages" "$icons/apps" "$icons/mimetypes"
ln -sf "$here/bin/$name" "$link"
cp -f "$here/resources/desktop/$name.xml" "$kind"
cp -f "$here/resources/desktop/$name.png" "$icons/apps/$name.png"
cp -f "$here/resources/desktop/$type.png" "$icons/mimetypes/$type.png"

cat >"$entry" <<END
[Desktop Entry]
Type=Application
Name=Saddlescope
GenericName=Neural network laboratory
Comment=See what happens to a neural network that starts from zero
$start
Icon=$name
Terminal=false
StartupNotify=true
StartupWMClass=$name
MimeType=application/x-saddlescope;
Categories=Education;ArtificialIntelligence;
END
tell_desktop

echo "Saddlescope is in your menu under Education, .saddle files open with it, and \`$name\` is a command."
case ":$PATH:" in *":$HOME/.local/bin:"*) ;; *) echo "This terminal does not look into ~/.local/bin yet: log in again, or type ~/.local/bin/$name." ;; esac
