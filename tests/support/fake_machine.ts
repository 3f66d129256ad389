/**
 * A Linux machine to set a service up on: a folder as `PREFIX`, and a `PATH` that has the real
 * tools which the scripts may use, and stand-ins for what tells what machine it is.
 *
 * @module
 */
import { type Said, toolPath } from "./tools.ts";

/** The real tools that the scripts may use; they find no others. */
const TOOLS = ["cat", "chmod", "id", "mkdir", "mktemp", "mv", "od", "rm", "sync", "timeout", "tr"];

/** How a 64-bit program of this byte order begins (elf(5)): the first word that a shell reads. */
const ELF = "\x7fELF\x02\x01\x01";

/** What the stand-ins say of the machine; `null` where there is no such program. */
export interface Traits {
  /** `uname -s` and `uname -m`. */
  readonly system: string;
  readonly machine: string;
  /** `getconf LONG_BIT` and `getconf GNU_LIBC_VERSION`; empty is an error. */
  readonly bits: string;
  readonly libc: string;
  /** The first line of `systemctl --version`. */
  readonly systemd: string | null;
}

/** A Raspberry Pi as it should be. */
export const FITTING: Traits = {
  system: "Linux",
  machine: "aarch64",
  bits: "64",
  libc: "glibc 2.36",
  systemd: "systemd 252 (252.38-1~deb12u1)",
};

/** How a script is run. */
export interface Run {
  /** Another shell than `sh`, with its arguments. */
  readonly shell?: readonly [string, ...string[]];
  /** What the shell that starts it does before, such as `umask 077`. */
  readonly before?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** A machine of ours. */
export class FakeMachine {
  /** Where everything is; removed at the end. */
  readonly folder: string;
  /** `PREFIX`. */
  readonly root: string;

  private constructor(folder: string) {
    this.folder = folder;
    this.root = `${folder}/root`;
  }

  /** Makes a machine, gives it to the test, and removes it. */
  static async with(
    test: (machine: FakeMachine) => Promise<void>,
    traits: Partial<Traits> = {},
  ): Promise<void> {
    const machine = new FakeMachine(await Deno.realPath(await Deno.makeTempDir()));
    try {
      await machine.#furnish({ ...FITTING, ...traits });
      await test(machine);
    } finally {
      await Deno.remove(machine.folder, { recursive: true });
    }
  }

  async #furnish(traits: Traits): Promise<void> {
    await Deno.mkdir(this.root);
    await Deno.mkdir(`${this.folder}/path`);
    for (const tool of TOOLS) {
      await Deno.symlink(toolPath(tool) ?? `${tool} is missing`, `${this.folder}/path/${tool}`);
    }
    const { system, machine, bits, libc, systemd } = traits;
    await this.stand("uname", `[ "$1" = -s ] && echo '${system}' || echo '${machine}'`);
    const answer = `case $1 in LONG_BIT) a='${bits}';; GNU_LIBC_VERSION) a='${libc}';; esac`;
    await this.stand("getconf", `${answer}; [ -n "$a" ] && echo "$a"`);
    await this.stand(ELF, ":");
    await this.stand("sleep", `echo "sleep $1" >>'${this.folder}/calls'`);
    await this.stand("journalctl", `echo "journalctl $*"`);
    if (systemd === null) return;
    await this.stand(
      "systemctl",
      `[ "$(pwd) $LC_ALL" = '/ C' ] || exit 9 # what root runs is told nothing of the caller
state='${this.folder}/active' data='${this.root}/var/lib/pychat'
if [ "$1" = --version ]; then echo '${systemd}'; echo '+PAM'; exit; fi
echo "systemctl $*" >>'${this.folder}/calls'
[ ! -e '${this.folder}/refuse' ] || [ "$(cat '${this.folder}/refuse')" != "$1" ] || exit 1
case $1 in
  is-active) [ -e "$state" ] || exit 3 ;;
  restart) echo >"$state"; mkdir -p "$data"; [ -e "$data/key" ] || echo secret >"$data/key" ;;
  stop) rm -f "$state" ;;
  --no-pager) echo "status of $4" ;;
esac`,
    );
  }

  /** Puts a stand-in for a program into `PATH`: a script of its own. */
  async stand(name: string, script: string): Promise<void> {
    const path = `${this.folder}/path/${name}`;
    await Deno.remove(path).catch(() => {}); // a link would lead to the real one
    await Deno.writeTextFile(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /**
   * Makes something that has the header of a program for this kind of machine, and that does what
   * a server would: the kernel takes it for no program, and a shell for a script (execvp(3)).
   *
   * @param path Below the machine's folder, perhaps of a hostile kind.
   * @param version What `--version` prints; `status` shows the key.
   * @param code `e_machine` of its header; the usual one is that of aarch64.
   */
  async program(path: string, version: string, code: number = 183): Promise<string> {
    const whole = `${this.folder}/${path}`;
    await Deno.mkdir(whole.slice(0, whole.lastIndexOf("/")), { recursive: true });
    const head = `${ELF}\n##########${String.fromCharCode(code)}\0\n`;
    const script = `case $1 in
  --version) printf '%s\\n' '${version}' ;;
  status) [ ! -e '${this.folder}/mute' ] || exit 1; printf 'status of '; cat "$3/key" ;;
esac
exit
`;
    const bytes = Uint8Array.from(head + script, (letter) => letter.charCodeAt(0));
    await Deno.writeFile(whole, bytes, { mode: 0o755 });
    return whole;
  }

  /** Gives a script to a shell as a pipe would. */
  async run(script: string | Uint8Array, run: Run = {}): Promise<Said> {
    const env = { PATH: `${this.folder}/path`, PREFIX: this.root, ...run.env };
    const [name, ...args] = run.shell ?? ["sh"];
    const process = new Deno.Command("/bin/sh", {
      args: ["-c", `${run.before ?? ":"}; exec "$@"`, "sh", toolPath(name) ?? name, ...args],
      cwd: run.cwd ?? this.folder,
      clearEnv: true,
      env,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const output = process.output();
    const bytes = typeof script === "string" ? new TextEncoder().encode(script) : script;
    // A shell that refuses the script reads no further.
    const sent = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeTo(process.stdin);
    await sent.catch(() => {});
    const { code, stdout, stderr } = await output;
    const decoder = new TextDecoder();
    return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
  }

  /** What systemctl and sleep were called for since the last time, in order. */
  async calls(): Promise<readonly string[]> {
    const path = `${this.folder}/calls`;
    const text = await Deno.readTextFile(path).catch(() => "");
    await Deno.remove(path).catch(() => {});
    return text.split("\n").slice(0, -1);
  }

  /** Every file and folder below `PREFIX`, with its mode, sorted. */
  async files(): Promise<readonly string[]> {
    const found: string[] = [];
    const look = async (folder: string): Promise<void> => {
      for await (const { name, isDirectory } of Deno.readDir(`${this.root}${folder}`)) {
        const { mode } = await Deno.lstat(`${this.root}${folder}/${name}`);
        found.push(`${folder}/${name} ${((mode ?? 0) & 0o7777).toString(8)}`);
        if (isDirectory) await look(`${folder}/${name}`);
      }
    };
    await look("");
    return found.sort();
  }

  /** A file below `PREFIX`. */
  async read(path: string): Promise<string> {
    return await Deno.readTextFile(`${this.root}${path}`);
  }

  /** Makes the machine be something from now on: `mute`, or `refuse` with a verb of systemctl. */
  async be(state: "mute" | "refuse", text: string = ""): Promise<void> {
    await Deno.writeTextFile(`${this.folder}/${state}`, text);
  }
}
