/**
 * Making a server a service of its machine, and undoing it.
 *
 * The program has no right to run another or to write outside its data folder, and needs none for
 * this: it prints what root is to do, who can read it first, and gives it to a shell.
 *
 * @module
 */
import { SERVICE_UNIT } from "./service_unit.ts";
import { SETUP_CHECKS } from "./setup_checks.ts";
import { SETUP_CONF } from "./setup_conf.ts";
import { shellQuote, shellScript } from "./setup_shell.ts";

const SETUP_PURPOSE = `\
# Makes pychat-server a service of this machine, or updates the one that is there:
#
#   /usr/local/bin/pychat-server               the program
#   /etc/systemd/system/pychat-server.service  the service, written anew each time
#   /etc/pychat.conf                           its options, written once, then yours
#   /var/lib/pychat                            its key, made by the service, not touched here
#
# "pychat-server setup --undo" prints the opposite. For those who make packages: with PREFIX set
# all of it is below that folder, systemctl is the first in PATH, and root is not needed.`;

const UNDO_PURPOSE = `\
# Takes pychat-server out of this machine: stops the service, and removes it and the program. The
# options and the key stay.`;

/** Everything is written before anything takes its place, so that a full disk changes nothing. */
const WRITE_FILES = `\
# Writes a file beside its place, and not in /tmp: nobody but root can meddle there, the file is
# labelled as its folder says (SELinux), and it can take its place in one step, running or not. It
# is on the disk by then: who has a Pi unplugs it.
beside() {
  fresh=''
  [ ! -d "$1" ] || die "$1 is a folder, where a file is to be. Move it away, and run this again."
  if ! {
    fresh=$(mktemp "$1.XXXXXXXX") && cat >"$fresh" && chmod "$2" "$fresh" && sync "$fresh"
  }; then
    die "$1 cannot be written; why is said above. Nothing was changed."
  fi
}

# What a program says that it is; one that is broken, or no pychat-server, has no say.
version_of() {
  version=$(timeout -k 5 60 "$1" --version) || version=
  case $version in
    *[![:print:]]*) version= ;;
    'pychat-server '*) ;;
    *) version= ;;
  esac
}

write_files() {
  fresh='' new_program='' new_unit='' new_conf=''
  trap 'rm -f "$fresh" "$new_program" "$new_unit" "$new_conf"' EXIT
  trap 'exit 1' HUP INT TERM
  mkdir -p "\${bin%/*}" "\${unit%/*}" || die 'A folder cannot be made; why is said above.'
  beside "$bin" 755 <"$1"
  new_program=$fresh
  version_of "$new_program"
  [ -n "$version" ] ||
    die 'This program does not run on this machine; it may say why above. Nothing was changed.'
  new_version=$version
  beside "$unit" 644 <<'END_OF_UNIT'
${SERVICE_UNIT}END_OF_UNIT
  new_unit=$fresh
  if [ ! -e "$conf" ] && [ ! -h "$conf" ]; then
    beside "$conf" 644 <<'END_OF_CONF'
${SETUP_CONF}END_OF_CONF
    new_conf=$fresh
  fi
}

place_files() {
  old=none
  if [ -e "$bin" ]; then
    version_of "$bin" 2>/dev/null
    old=\${version:-an unknown version}
  fi
  mv -f "$new_program" "$bin"
  mv -f "$new_unit" "$unit"
  [ -z "$new_conf" ] || mv -f "$new_conf" "$conf"
  case $old in
    none) say "Installed: $new_version" ;;
    "$new_version") say "Installed again: $new_version" ;;
    *)
      say "Updated from: $old"
      say "          to: $new_version"
      ;;
  esac
}`;

const START_SERVICE = `\
# A server is up once it answers: systemd takes one that ends again and again for active. Its
# folder must be there first, as it is made by the service, for the service.
is_up() {
  systemctl is-active --quiet "$service" && [ -d "$data" ] &&
    timeout -k 5 10 "$bin" status --data "$data" >/dev/null 2>&1
}

start_service() {
  control daemon-reload
  control enable "$service"
  if systemctl is-active --quiet "$service"; then
    say 'The server that ran until now is stopped: whoever is in it is cut off, and can join again.'
  fi
  control restart "$service"
  tries=30
  until is_up; do
    tries=$((tries - 1))
    if [ "$tries" -eq 0 ]; then
      systemctl --no-pager --full status "$service" >&2 || :
      journalctl --no-pager -n 10 -u "$service" >&2 || :
      die 'The server does not come up. For more of its log: sudo journalctl -u pychat-server'
    fi
    sleep 1
  done
  say ''
  systemctl --no-pager --full status "$service" || :
  say ''
  timeout -k 5 60 "$bin" status --data "$data" || die 'The server came up, and was gone again.'
  say ''
  say "It starts with this machine. Its options are in $conf; after a change:"
  say '    sudo systemctl restart pychat-server'
}`;

const UNDO = `\
pychat_undo() {
  prepare
  command -v systemctl >/dev/null || die 'There is no systemd here, and so no service.'
  # A service that is not there cannot be stopped, which is as well; one that goes on is not.
  systemctl stop "$service" 2>/dev/null || :
  ! systemctl is-active --quiet "$service" ||
    die 'The service does not stop. To see why: sudo systemctl stop pychat-server'
  if [ -e "$unit" ] || [ -h "$unit" ]; then control disable "$service"; fi
  rm -f "$unit" "$bin" || die 'A file cannot be removed; why is said above.'
  control daemon-reload
  systemctl reset-failed "$service" 2>/dev/null || :
  say 'This machine has no pychat-server any more, neither the service nor the program.'
  if [ -e "$data" ] || [ -h "$data" ] || [ -e "$conf" ]; then
    say "What is kept: the options in $conf, and the key in $data. To remove them too:"
    say "    sudo rm -rf $conf $data $root/var/lib/private/pychat"
    say 'The next server here then has another key, and the program of every friend warns of it.'
  fi
}`;

/**
 * The script that makes this program a service: run again with a newer one it updates, and keeps
 * key and options.
 *
 * @param program The absolute path of the program to install. Whatever stands in it, the script
 * takes it for a path and nothing else.
 * @throws {RangeError} If it is not absolute, or holds NUL.
 */
export function setupScript(program: string): string {
  if (!program.startsWith("/")) throw new RangeError("the program's path is not absolute");
  const main = `\
pychat_setup() {
  prepare
  program=${shellQuote(program)}
  check_all "$program"
  write_files "$program"
  place_files
  start_service
}`;
  const functions = [SETUP_CHECKS, WRITE_FILES, START_SERVICE, main];
  return shellScript(SETUP_PURPOSE, functions, "pychat_setup");
}

/** The opposite: it removes service and program, and keeps key and options. May run twice. */
export function undoScript(): string {
  return shellScript(UNDO_PURPOSE, [UNDO], "pychat_undo");
}
