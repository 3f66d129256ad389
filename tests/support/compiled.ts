/**
 * The compiled programs, alone in a folder, as somebody has them who downloaded them.
 *
 * @module
 */
import type { Build, Name } from "./programs.ts";

/** The machines whose programs can be tried here. */
export type Arch = "x86_64" | "aarch64";

/** Where the compiled programs are; null where nothing was compiled. */
export function compiledFolder(): string | null {
  const folder = Deno.env.get("PYCHAT_COMPILED");
  return folder === undefined ? null : Deno.realPathSync(folder);
}

/** What runs a program of a machine here: nothing, or an emulator. */
export function emulator(arch: Arch): readonly string[] {
  if (arch === Deno.build.arch) return [];
  return [`qemu-${arch}-static`, "-L", `/usr/${arch}-linux-gnu`];
}

/** Programs in a folder that holds nothing else, with a home that is empty. */
export interface Downloaded extends Build {
  readonly cwd: string;
  readonly home: string;
  /** Removes both folders. */
  remove(): Promise<void>;
}

/**
 * Puts both programs of a machine into a folder of their own.
 *
 * @param arch Which machine.
 * @param shield Words that come before everything else, such as those that hide a folder.
 */
export async function downloaded(arch: Arch, shield: readonly string[] = []): Promise<Downloaded> {
  const folder = compiledFolder();
  if (folder === null) throw new Error("nothing was compiled: PYCHAT_COMPILED names no folder");
  const cwd = await Deno.makeTempDir();
  const home = await Deno.makeTempDir();
  for (const name of ["server", "client"] as const) {
    const file = `pychat-${name}-${arch}`;
    await Deno.copyFile(`${folder}/${file}`, `${cwd}/${file}`);
    await Deno.chmod(`${cwd}/${file}`, 0o755);
  }
  const command = (name: Name) => [...shield, ...emulator(arch), `${cwd}/pychat-${name}-${arch}`];
  return {
    cwd,
    home,
    env: { HOME: home, PATH: Deno.env.get("PATH") ?? "", LANG: "C.UTF-8" },
    command,
    async remove() {
      for (const folder of [cwd, home]) await Deno.remove(folder, { recursive: true });
    },
  };
}
