/**
 * What a machine must be for our service to run on it.
 *
 * @module
 */

/**
 * Shell functions that end the script with one sentence where a machine does not fit. They change
 * nothing, and `check_all` is to be called before anything does.
 *
 * What is asked for, and why:
 * - a 64-bit userland: Raspberry Pi OS (32-bit) comes with a 64-bit kernel, so that `uname` alone
 *   would take it for a machine that fits;
 * - glibc 2.27, against which the runtime is linked;
 * - systemd 239, the first that knows `@system-service`: an older one would read the filter
 *   without it and allow our program next to no system call.
 */
export const SETUP_CHECKS: string = `\
check_machine() {
  system=$(uname -s)
  [ "$system" = Linux ] ||
    die "The service is for Linux, and this is $system. Start pychat-server by hand instead."
  machine=$(uname -m)
  case $machine in
    x86_64 | aarch64) ;;
    *)
      die "pychat-server is made for x86_64 and aarch64, and this machine is $machine. \\
A Raspberry Pi 3 or newer can be an aarch64: install the 64-bit Raspberry Pi OS on it."
      ;;
  esac
  [ "$(getconf LONG_BIT 2>/dev/null)" != 32 ] ||
    die "The kernel of this machine is a 64-bit one, but the system on it is a 32-bit one. \\
Install its 64-bit edition, such as the 64-bit Raspberry Pi OS."
}

check_glibc() {
  needed="pychat-server needs glibc 2.27 or newer"
  better="Use a newer system, such as Debian 10, Ubuntu 20.04, or what came after them."
  glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || glibc=
  case $glibc in
    "glibc "[0-9]*.[0-9]*) ;;
    *) die "$needed, and this system has none; Alpine, for one, is built on musl. $better" ;;
  esac
  number=\${glibc#glibc }
  major=\${number%%.*}
  minor=\${number#*.}
  minor=\${minor%%[!0-9]*}
  [ "$major" -gt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -ge 27 ]; } ||
    die "$needed, and this system has $number. $better"
}

check_systemd() {
  command -v systemctl >/dev/null ||
    die "There is no systemd here to run a service. Start pychat-server by hand instead."
  [ -n "$root" ] || [ -d /run/systemd/system ] ||
    die "systemd is there but does not run this machine, as in many containers and in WSL. \\
Start pychat-server by hand instead."
  number=$(systemctl --version) || number=
  number=\${number#systemd }
  number=\${number%%[!0-9]*}
  [ "\${number:-239}" -ge 239 ] ||
    die "The service needs systemd 239 or newer, and this system has $number. $better"
}

# Bytes of the ELF header: 64-bit, little-endian, and e_machine, 62 or 183 (elf(5)).
check_program() {
  if [ ! -f "$1" ] || [ ! -r "$1" ]; then
    die "The program that printed this is no longer where it was, or root may not read it there. \\
Copy it to a folder of this machine, and run it from there."
  fi
  case $(od -A n -t x1 -v -N 20 "$1" | tr -d ' \\n') in
    7f454c460201????????????????????????3e00) made_for=x86_64 ;;
    7f454c460201????????????????????????b700) made_for=aarch64 ;;
    *) made_for= ;;
  esac
  [ "$made_for" = "$machine" ] ||
    die "This program is not made for this machine. Download pychat-server-$machine instead."
}

check_all() {
  check_machine
  check_glibc
  check_systemd
  check_program "$1"
}`;
