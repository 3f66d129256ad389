/**
 * All load generators of a run, seen from the bench.
 *
 * @module
 */
import { type Done, GeneratorProcess, PATIENCE_MS } from "./generator_process.ts";
import { Histogram } from "./histogram.ts";
import type { LoadName } from "./loads.ts";
import { ticksPerSecond } from "./machine.ts";
import type { Answer, Crew, Order } from "./orders.ts";
import type { Target } from "./target.ts";

/** What one load has shown, all generators together. */
export interface Measured {
  readonly deliveriesPerSecond: number;
  /** Microseconds of the server's processor time for each delivery. */
  readonly cpuPerDelivery: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Share of one processor that the server took, and the busiest generator; 1 is all of one. */
  readonly serverBusy: number;
  readonly generatorBusy: number;
}

/** Whom it is asked of, and how. */
export interface FleetOptions {
  readonly target: Target;
  readonly port: number;
  readonly members: number;
  readonly generators: number;
}

/** Several processes as one. */
export class Fleet {
  readonly #generators: readonly GeneratorProcess[];
  readonly #target: Target;

  private constructor(generators: readonly GeneratorProcess[], target: Target) {
    this.#generators = generators;
    this.#target = target;
  }

  /** Starts the processes; nobody has come in then. */
  static async start(options: FleetOptions): Promise<Fleet> {
    const { target, port, members: all } = options;
    const count = Math.max(1, Math.min(options.generators, all));
    const ticks = ticksPerSecond();
    const generators: GeneratorProcess[] = [];
    for (let n = 0; n < count; n++) {
      const [first, next] = [Math.floor(n * all / count), Math.floor((n + 1) * all / count)];
      const crew = {
        target: target.name,
        port,
        senders: target.senders,
        first,
        members: next - first,
        all,
        ticks,
      };
      generators.push(new GeneratorProcess(crew, target.flags));
    }
    const fleet = new Fleet(generators, target);
    for (const one of generators) one.progressed = () => fleet.#spread();
    await Promise.all(generators.map((one) => one.take("ready")));
    return fleet;
  }

  /**
   * Members come in, each as soon as there is room for it.
   *
   * @param total How many are to be in then, all in all; those of the first process come first.
   * @param ms How long they may take to begin with it, in milliseconds.
   * @returns How many are in.
   */
  async join(total: number, ms: number = PATIENCE_MS): Promise<number> {
    const atOnce = Math.floor(this.#target.atOnce / this.#generators.length) || 1;
    const answers = await this.#askAll("join", ({ first, members }) => {
      const upTo = Math.min(Math.max(0, total - first), members);
      return { do: "join", upTo, atOnce, ms };
    });
    return answers.reduce((sum, { members }) => sum + members, 0);
  }

  /** Waits until all that are in know of so many people. */
  async know(people: number): Promise<void> {
    await this.#askAll("know", () => ({ do: "know", people }));
  }

  /** Begins to say texts. */
  async say(load: LoadName): Promise<void> {
    await this.#speaker.ask("say", { do: "say", load });
  }

  /** What has come about since it was asked last. */
  async mark(server: number): Promise<Measured> {
    const answers = await this.#askAll("mark", () => ({ do: "mark", server }));
    const latency = new Histogram();
    let [perSecond, deliveries, generatorBusy] = [0, 0, 0];
    for (const { counted } of answers) {
      latency.add(new Histogram(counted.latency));
      deliveries += counted.deliveries;
      perSecond += counted.deliveries / counted.ms * 1_000;
      generatorBusy = Math.max(generatorBusy, counted.ownCpu / counted.ms / 1_000);
    }
    const { serverCpu = NaN, ms = NaN } = answers[0]?.counted ?? {};
    return {
      deliveriesPerSecond: perSecond,
      cpuPerDelivery: serverCpu / deliveries,
      p50: latency.percentile(0.5) / 1_000,
      p99: latency.percentile(0.99) / 1_000,
      serverBusy: serverCpu / ms / 1_000,
      generatorBusy,
    };
  }

  /**
   * Says nothing more, and waits until all is heard.
   *
   * @returns Who lacks what; `null` if everybody has heard everything, in order.
   */
  async settle(): Promise<string | null> {
    const { said } = await this.#speaker.ask("hush", { do: "hush" });
    const answers = await this.#askAll("settle", () => ({ do: "settle", said }));
    return answers.find(({ missing }) => missing !== null)?.missing ?? null;
  }

  /** All are cut at once and come back; only of one process. */
  async storm(server: number): Promise<Done<"storm">> {
    return await this.#speaker.ask("storm", { do: "storm", server });
  }

  /** Handshakes and nothing else, for so many milliseconds; only of one process. */
  async shake(server: number, atOnce: number, ms: number): Promise<Done<"shake">> {
    return await this.#speaker.ask("shake", { do: "shake", atOnce, ms, server });
  }

  /** Ends all processes. */
  async end(): Promise<void> {
    await Promise.all(this.#generators.map((one) => one.end()));
  }

  #askAll<Name extends Answer["did"]>(
    name: Name,
    order: (crew: Crew) => Order,
  ): Promise<Done<Name>[]> {
    return Promise.all(this.#generators.map((one) => one.ask(name, order(one.crew))));
  }

  get #speaker(): GeneratorProcess {
    const [first] = this.#generators;
    if (first === undefined) throw new RangeError("there is no generator");
    return first;
  }

  /** The one that speaks has to know how far the slowest of the others is. */
  #spread(): void {
    const [speaker, ...others] = this.#generators;
    const done = Math.min(...others.map((one) => one.done));
    if (others.length > 0) speaker?.tell({ do: "progress", done });
  }
}
