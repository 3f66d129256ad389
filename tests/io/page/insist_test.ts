import { assertEquals, assertRejects } from "@std/assert";
import type { PageHost } from "../../../lib/io/page/front.ts";
import { insistOn, type Plea, type Porch } from "../../../lib/io/page/insist.ts";
import { PageServer } from "../../../lib/io/page/page_server.ts";
import { StartError } from "../../../lib/io/start_error.ts";

/** A plea in which this was decided; nothing else of it is asked for. */
class Decided implements Plea {
  readonly decision: Promise<"again" | "without">;
  readonly #sentence: string;

  constructor(sentence: string, decision: "again" | "without") {
    this.#sentence = sentence;
    this.decision = Promise.resolve(decision);
  }

  toString(): string {
    return this.#sentence;
  }
  open(): void {}
  close(): void {}
  receive(): void {}
  expect(): number {
    return 0;
  }
  touch(): boolean {
    return false;
  }
}

/** Where a start is looked at. */
class Stage implements Porch {
  readonly log: string[] = [];
  readonly isOnlyWay: boolean;
  isOpen = false;
  readonly #servers: PageServer[] = [];

  constructor(isOnlyWay = true) {
    this.isOnlyWay = isOnlyWay;
  }

  hand(host: PageHost): void {
    this.log.push(`hand ${host}`);
  }
  show(): Promise<void> {
    this.log.push("show");
    this.isOpen = true;
    return Promise.resolve();
  }
  serve(port: number): PageServer {
    this.log.push(`serve ${port}`);
    if (port !== 0) throw new StartError("The port is taken.");
    const server = new PageServer({ port, index: () => "", files: new Map(), onPage: () => {} });
    this.#servers.push(server);
    return server;
  }
  async stop(): Promise<void> {
    for (const server of this.#servers) await server.stop();
  }

  /** Does what fails so many times. */
  async insist(
    without: "memory" | "port",
    fails: number,
    decision: "again" | "without",
  ): Promise<string | null> {
    const starting = {
      front: this,
      port: 7,
      plea: (sentence: string, what: string) => new Decided(`${sentence} ${what}`, decision),
      isPort: (what: string) => what === "port",
      stopped: new Promise<void>(() => {}),
    };
    try {
      return await insistOn(starting, without, () => {
        if (fails-- > 0) throw new StartError("It does not work.");
        return Promise.resolve("done");
      });
    } finally {
      await this.stop();
    }
  }
}

Deno.test("insistOn() asks nobody where it works", async () => {
  const stage = new Stage();
  assertEquals([await stage.insist("memory", 0, "again"), stage.log], ["done", []]);
});

Deno.test("insistOn() tries again for as long as the person wants, and opens one page", async () => {
  const stage = new Stage();
  assertEquals(await stage.insist("memory", 3, "again"), "done");
  const hand = "hand It does not work. memory";
  assertEquals(stage.log, [hand, "serve 7", "serve 0", "show", hand, hand]);
});

Deno.test("insistOn() goes on without, at any port where the one that was wanted is what fails", async () => {
  const stage = new Stage();
  assertEquals(await stage.insist("port", 9, "without"), null);
  assertEquals(stage.log, ["hand It does not work. port", "serve 0", "show"]);
});

Deno.test("insistOn() throws on where there is a terminal, and what is a mistake of ours", async () => {
  const seen = new Stage(false);
  await assertRejects(() => seen.insist("memory", 1, "again"), StartError, "does not work");
  assertEquals(seen.log, []);
  const stage = new Stage();
  const starting = {
    front: stage,
    port: 0,
    plea: () => new Decided("", "again"),
    isPort: () => false,
    stopped: new Promise<void>(() => {}),
  };
  const mistake = () => Promise.reject(new TypeError("undefined is not a function"));
  await assertRejects(() => insistOn(starting, "memory", mistake), TypeError);
  assertEquals(stage.log, []);
});
