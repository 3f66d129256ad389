/**
 * A bad network: a TCP proxy that does harm at chosen bytes.
 *
 * Every connection through it has a plan, for each direction a list of mishaps at byte offsets. The
 * bytes before an offset are passed on, whole and in order; none after it before the mishap is over.
 *
 * @module
 */
import { createServer, type Server, type Socket } from "node:net";
import { Tcp } from "./tcp.ts";

/** What can happen at a byte. */
export type Harm =
  /** Both ends see the connection end, as at a program that was killed. */
  | { readonly how: "cut" }
  /** Both ends see a reset. */
  | { readonly how: "reset" }
  /** The end of this direction alone; the other goes on. */
  | { readonly how: "half" }
  /** Nothing passes any more, either way, and nobody is told: an unplugged cable. */
  | { readonly how: "freeze" }
  /** Nothing passes this way for so many milliseconds. */
  | { readonly how: "stall"; readonly ms: number }
  /** From here on only so many bytes pass in a turn of so many milliseconds: windows fill. */
  | { readonly how: "trickle"; readonly bytes: number; readonly ms: number }
  /** This byte is passed on with a bit changed, 0 to 7. */
  | { readonly how: "flip"; readonly bit: number };

/** A harm, and after how many bytes of its direction it happens. */
export type Mishap = Harm & { readonly at: number };

/** What happens to one connection; what a client sends goes up. */
export interface Plan {
  readonly up?: readonly Mishap[];
  readonly down?: readonly Mishap[];
}

/** What a proxy did, counted as it happened. */
export type Counts = Record<Harm["how"] | "connections" | "unreachable", number>;

/** A proxy on a free port of 127.0.0.1, in front of one server. */
export class FaultProxy {
  readonly counts: Counts = {
    connections: 0,
    unreachable: 0,
    cut: 0,
    reset: 0,
    half: 0,
    freeze: 0,
    stall: 0,
    trickle: 0,
    flip: 0,
  };
  /** Bytes passed on. */
  readonly passed: { up: number; down: number } = { up: 0, down: 0 };
  readonly #target: number;
  readonly #plan: (connection: number) => Plan;
  readonly #server: Server;
  readonly #passages = new Set<Passage>();
  readonly #running = new Set<Promise<void>>();
  #calm = false;

  private constructor(target: number, plan: (connection: number) => Plan) {
    this.#target = target;
    this.#plan = plan;
    this.#server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    this.#server.on("connection", (socket: Socket) => this.#take(new Tcp(socket)));
  }

  /**
   * Starts one.
   *
   * @param target A port of 127.0.0.1.
   * @param plan What happens to each connection; they are counted from 0.
   */
  static async open(
    target: number,
    plan: (connection: number) => Plan = () => ({}),
  ): Promise<FaultProxy> {
    const proxy = new FaultProxy(target, plan);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** Where clients connect to. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  /** Connections that pass through it now. */
  get size(): number {
    return this.#passages.size;
  }

  /** No more harm from here on, to present and to further connections; what froze stays so. */
  calm(): void {
    this.#calm = true;
    for (const passage of this.#passages) passage.calm();
  }

  /** Does this to all present connections at once. */
  strike(how: "cut" | "reset" | "freeze"): void {
    for (const passage of [...this.#passages]) passage.strike(how);
  }

  /** Ends everything. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const passage of [...this.#passages]) passage.close();
    await Promise.all([closed, ...this.#running]);
  }

  #take(client: Tcp): void {
    const running = this.#pass(client, this.counts.connections++);
    this.#running.add(running);
    running.finally(() => this.#running.delete(running));
  }

  async #pass(client: Tcp, connection: number): Promise<void> {
    const server = await Tcp.connect(this.#target).catch(() => null);
    if (server === null) {
      this.counts.unreachable++;
      return client.reset();
    }
    const plan = this.#calm ? {} : this.#plan(connection);
    const passage = new Passage(client, server, plan, this.counts, this.passed);
    this.#passages.add(passage);
    if (!this.#server.listening) passage.close();
    await passage.run();
    this.#passages.delete(passage);
  }
}

/** One connection through a proxy. */
class Passage {
  readonly #client: Tcp;
  readonly #server: Tcp;
  readonly #plan: Plan;
  readonly #counts: Counts;
  readonly #passed: { up: number; down: number };
  readonly #pauses = new Set<() => void>();
  #calm = false;
  #frozen = false;
  #over = false;

  constructor(
    client: Tcp,
    server: Tcp,
    plan: Plan,
    counts: Counts,
    passed: { up: number; down: number },
  ) {
    [this.#client, this.#server] = [client, server];
    client.patience = server.patience = null;
    [this.#plan, this.#counts, this.#passed] = [plan, counts, passed];
  }

  async run(): Promise<void> {
    await Promise.all([
      this.#pump("up", this.#client, this.#server),
      this.#pump("down", this.#server, this.#client),
    ]);
    this.close();
  }

  calm(): void {
    this.#calm = true;
    if (!this.#frozen) this.#wake();
  }

  strike(how: "cut" | "reset" | "freeze"): void {
    if (this.#over || this.#frozen && how === "freeze") return;
    this.#counts[how]++;
    if (how === "freeze") this.#frozen = true;
    if (how === "cut") this.close();
    if (how !== "reset") return;
    this.#over = true;
    for (const end of [this.#client, this.#server]) end.reset();
    this.#wake();
  }

  close(): void {
    this.#over = true;
    for (const end of [this.#client, this.#server]) end.close();
    this.#wake();
  }

  async #pump(way: "up" | "down", from: Tcp, to: Tcp): Promise<void> {
    const mishaps = [...this.#plan[way] ?? []].sort((one, other) => one.at - other.at);
    let [gone, turn, ms] = [0, Infinity, 0];
    while (!this.#over) {
      const next = this.#calm ? undefined : mishaps[0];
      if (this.#calm) turn = Infinity;
      if (next !== undefined && next.at <= gone && next.how !== "flip") {
        mishaps.shift();
        await this.#happen(next);
        if (next.how === "trickle") [turn, ms] = [next.bytes, next.ms];
        if (next.how === "half") return to.finish();
        continue;
      }
      const some = await from.read(Math.min(turn, bytesBefore(next, gone)));
      if (this.#frozen) await this.#pause(null);
      if (some === null || this.#over) break;
      if (next?.how === "flip" && next.at === gone) this.#flip(some, mishaps);
      if (!await to.write(some)) break;
      gone += some.length;
      this.#passed[way] += some.length;
      if (turn < Infinity && !this.#calm) await this.#pause(ms);
    }
    // An end is passed on as what it is; whoever takes no more bytes has ended both ways.
    if (from.ended === "reset") to.reset();
    else if (to.ended === "no") to.finish();
    else this.close();
  }

  async #happen(mishap: Mishap): Promise<void> {
    const { how } = mishap;
    if (how === "cut" || how === "reset" || how === "freeze") return this.strike(how);
    this.#counts[how]++;
    if (how === "stall") await this.#pause(mishap.ms);
  }

  #flip(bytes: Uint8Array, mishaps: Mishap[]): void {
    const mishap = mishaps.shift();
    if (mishap?.how !== "flip") return;
    this.#counts.flip++;
    bytes[0] = (bytes[0] ?? 0) ^ 1 << mishap.bit;
  }

  /** Waits so many milliseconds, `null` for good; the end of the connection ends it. */
  async #pause(ms: number | null): Promise<void> {
    if (this.#over) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    await new Promise<void>((resolve) => {
      if (ms !== null) timer = setTimeout(resolve, ms);
      this.#pauses.add(resolve);
    });
    clearTimeout(timer);
  }

  #wake(): void {
    const pauses = [...this.#pauses];
    this.#pauses.clear();
    for (const wake of pauses) wake();
  }
}

/** How many bytes may pass at once: up to the next mishap; a byte to be changed passes alone. */
function bytesBefore(next: Mishap | undefined, gone: number): number {
  return next === undefined ? Infinity : Math.max(1, next.at - gone);
}
