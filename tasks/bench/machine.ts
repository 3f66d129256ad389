/**
 * What the system knows of processes: Linux, by `/proc`.
 *
 * @module
 */

/** Fields of `/proc/PID/stat` after the name of the program, which is in brackets. */
const USER = 11;
const SYSTEM = 12;

/**
 * Processor time of a process, all of its threads, in microseconds.
 *
 * @param pid A process.
 * @param ticks Of the clock in a second, as {@linkcode ticksPerSecond} says.
 * @throws {Deno.errors.NotFound} If it has ended.
 */
export function processorTime(pid: number, ticks: number): number {
  return readProcessorTime(Deno.readTextFileSync(`/proc/${pid}/stat`), ticks);
}

/** The same of what stands in the file (proc_pid_stat(5)); a name may hold anything, brackets too. */
export function readProcessorTime(stat: string, ticks: number): number {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[USER]) + Number(fields[SYSTEM])) * 1_000_000 / ticks;
}

/** Memory a process has in use (resident set), in bytes. */
export function residentBytes(pid: number): number {
  return readResidentBytes(Deno.readTextFileSync(`/proc/${pid}/status`));
}

/** The same of what stands in the file (proc_pid_status(5)); `NaN` if it says nothing of it. */
export function readResidentBytes(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) * 1_024;
}

/** The machine, as the heading of a table says it. */
export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly deno: string;
  readonly system: string;
}

/** Describes this machine. */
export function thisMachine(): Machine {
  const info = Deno.readTextFileSync("/proc/cpuinfo");
  return {
    cores: navigator.hardwareConcurrency,
    model: /^model name\s*:\s*(.+)$/m.exec(info)?.[1] ?? Deno.build.arch,
    deno: Deno.version.deno,
    system: `${Deno.build.os} ${Deno.osRelease()}`,
  };
}

/** Ticks of the clock in a second, in which the system tells processor time (sysconf(3)). */
export function ticksPerSecond(): number {
  const { stdout } = new Deno.Command("getconf", { args: ["CLK_TCK"] }).outputSync();
  return Number(new TextDecoder().decode(stdout));
}
