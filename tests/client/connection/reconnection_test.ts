import { assert, assertEquals } from "@std/assert";
import type { Claim } from "../../../lib/client/connection/admission.ts";
import type { LinkEvent } from "../../../lib/client/effect.ts";
import { Entry } from "../../../lib/client/connection/entry.ts";
import { Passphrases } from "../../../lib/client/connection/passphrases.ts";
import { Reconnection } from "../../../lib/client/connection/reconnection.ts";
import type { State } from "../../../lib/client/connection/return_rules.ts";
import type { Step } from "../../../lib/client/connection/step.ts";
import type { ServerMessage } from "../../../lib/message/from_server.ts";

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const CUT: LinkEvent = { type: "closed", clean: false };
const FAILED: LinkEvent = { type: "failed", why: "nobody_answers" };

function shows(key: string, passphrase = false): LinkEvent {
  return { type: "server", key, hello: { type: "server", name: "", passphrase } };
}

function says(message: ServerMessage): LinkEvent {
  return { type: "message", message };
}

const WELCOME = says({ type: "welcome", you: YOU, room: "lobby", history: 0, time: 1 });
const RESUMED = says({ type: "resumed", you: YOU, received: 0, missing: 0, time: 1 });

/** A reconnection in a test's hand, with a real way in. Time is 50. */
class Bench {
  readonly one: Reconnection;
  /** The last link and the last timer. */
  number = 1;
  link = 1;

  constructor(isNumbered = true) {
    const next = () => ++this.number;
    const target = { where: "", host: "garden", port: 1, room: null, key: "A" };
    const wanted = { name: "ada", madeUp: false, own: true };
    const claim = isNumbered ? { key: "A", member: "me", secret: "s" } : null;
    const known = { host: "garden", port: 1, key: "A", since: 1, compared: false, name: "" };
    const world = {
      knowledge: { all: [known] },
      passphrases: new Passphrases(),
      spent: new WeakSet<Claim>(),
      words: (key: string) => [key.toLowerCase()],
      draw: (bytes: number) => new Uint8Array(bytes),
      nextLink: () => this.link = next(),
    };
    this.one = new Reconnection(1, isNumbered, {
      draw: world.draw,
      nextTimer: next,
      enter: (now) => new Entry({ target, wanted, claim }, world, now),
    });
    this.one.watch();
  }

  /** Something happens to the way back in. */
  entry(...events: readonly LinkEvent[]): readonly Step[] {
    return events.flatMap((event) => this.one.hear(this.link, event, 50));
  }

  /** Every timer rings that there ever was. */
  ring(): readonly Step[] {
    const timers = Array.from({ length: this.number }, (_, index) => index + 1);
    return timers.flatMap((timer) => this.one.waited(timer, 50));
  }

  cut(link = 1): readonly Step[] {
    return this.one.hear(link, CUT, 50);
  }

  want(what: "network" | "try_now" | "cancel" | "rejoin"): readonly Step[] {
    return this.one.want(what, 50);
  }
}

/** The way to each state. */
const WAYS: { readonly [S in State]: (bench: Bench) => void } = {
  connected: () => {},
  renewing: (bench) => bench.ring(),
  swapping: (bench) => (bench.ring(), bench.entry(shows("A"))),
  pausing: (bench) => bench.cut(),
  dialling: (bench) => (bench.cut(), bench.ring()),
  asking: (bench) => (bench.cut(), bench.ring(), bench.entry(shows("B"))),
  rejoining: (bench) => (bench.cut(), bench.want("cancel"), bench.want("rejoin")),
  over: (bench) => (bench.cut(), bench.want("cancel")),
};

const HELD = says({ type: "error", code: "name_taken", seconds: 3 });
const REFUSED = says({ type: "error", code: "name_invalid" });

/** Everything that can happen, and by its name what it does in each state, if it does anything. */
const HAPPENINGS: {
  readonly [what: string]: {
    readonly act: (bench: Bench) => readonly Step[];
    readonly does: { readonly [S in State]?: string };
  };
} = {
  "the first link is cut": {
    act: (bench) => bench.cut(),
    does: { connected: "cut wait > reconnecting", renewing: "cut > reconnecting" },
  },
  "the first link ends with a goodbye": {
    act: (bench) => bench.one.hear(1, { type: "closed", clean: true }, 50),
    does: { connected: "cut wait > reconnecting", renewing: "cut > reconnecting" },
  },
  "the first link says something": {
    act: (bench) => bench.one.hear(1, says({ type: "closing", reason: "stopping" }), 50),
    does: { connected: "message > joined", renewing: "message > joined" },
  },
  "the server sends the person away": {
    act: (bench) => [
      ...bench.one.hear(1, says({ type: "closing", reason: "refused" }), 50),
      ...bench.cut(),
    ],
    does: {
      connected: "message over > ended",
      renewing: "message disconnect over > ended",
    },
  },
  "every timer rings": {
    act: (bench) => bench.ring(),
    does: { connected: "connect > joined", pausing: "connect > reconnecting" },
  },
  "every timer rings twice": {
    act: (bench) => [...bench.ring(), ...bench.ring()],
    does: { connected: "connect > joined", pausing: "connect > reconnecting" },
  },
  "the network is another one": {
    act: (bench) => bench.want("network"),
    does: {
      connected: "probe > joined",
      renewing: "probe > joined",
      pausing: "connect > reconnecting",
      dialling: "disconnect connect > reconnecting",
    },
  },
  "a person wants it to dial": {
    act: (bench) => bench.want("try_now"),
    does: { pausing: "connect > reconnecting" },
  },
  "a person wants it to stop": {
    act: (bench) => bench.want("cancel"),
    does: {
      pausing: "over > ended",
      dialling: "disconnect over > ended",
      asking: "over > ended",
      rejoining: "disconnect over > ended",
    },
  },
  "a person wants back": {
    act: (bench) => bench.want("rejoin"),
    does: { over: "connect > connecting" },
  },
  "a person takes the new key": {
    act: (bench) => bench.one.decide((entry) => entry.acceptChangedKey("b", 50), 50),
    does: { asking: "connect > reconnecting" },
  },
  "a person takes the new key by a wrong word": {
    act: (bench) => bench.one.decide((entry) => entry.acceptChangedKey("a", 50), 50),
    does: {},
  },
  "nobody answers": {
    act: (bench) => bench.entry(FAILED),
    does: {
      connected: "cut wait > reconnecting", // the first link is the last one
      renewing: "wait > joined",
      swapping: "cut wait > reconnecting",
      dialling: "lost wait > reconnecting",
      rejoining: "over > ended",
    },
  },
  "the right key is shown": {
    act: (bench) => bench.entry(shows("A")),
    does: {
      renewing: "drop cut proceed > joined",
      dialling: "proceed > reconnecting",
      rejoining: "proceed > connecting",
    },
  },
  "another key is shown": {
    act: (bench) => bench.entry(shows("B")),
    does: {
      renewing: "wait disconnect > joined",
      dialling: "lost disconnect > changed_key",
      rejoining: "disconnect > changed_key",
    },
  },
  "a passphrase is wanted": {
    act: (bench) => bench.entry(shows("A", true)),
    does: {
      renewing: "wait disconnect > joined",
      dialling: "lost disconnect > passphrase",
      rejoining: "disconnect > passphrase",
    },
  },
  "the link ends after the key": {
    act: (bench) => bench.entry(shows("A"), { type: "opened" }, { type: "closed", clean: true }),
    does: {
      connected: "cut wait > reconnecting",
      renewing: "drop cut proceed cut wait > reconnecting",
      swapping: "cut wait > reconnecting",
      dialling: "proceed lost wait > reconnecting",
      rejoining: "proceed over > ended",
    },
  },
  "the name is held": {
    act: (bench) => bench.entry(shows("A"), HELD),
    does: {
      connected: "message > joined",
      renewing: "drop cut proceed cut wait disconnect > reconnecting",
      swapping: "cut wait disconnect > reconnecting",
      dialling: "proceed lost wait disconnect > reconnecting",
      rejoining: "proceed cut lost wait disconnect > reconnecting",
    },
  },
  "the name is refused": {
    act: (bench) => bench.entry(shows("A"), REFUSED),
    does: {
      connected: "message > joined",
      renewing: "drop cut proceed over disconnect > ended",
      swapping: "over disconnect > ended",
      dialling: "proceed over disconnect > ended",
      rejoining: "proceed over disconnect > ended",
    },
  },
  "the person is whom they were": {
    act: (bench) => bench.entry(shows("A"), RESUMED),
    does: {
      connected: "message > joined",
      renewing: "drop cut proceed resumed wait > joined",
      swapping: "resumed wait > joined",
      dialling: "proceed resumed wait wait > joined",
      rejoining: "proceed resumed wait wait > joined",
    },
  },
  "the person is somebody new": {
    act: (bench) => bench.entry(shows("A"), WELCOME),
    does: {
      connected: "message > joined",
      renewing: "drop cut proceed admitted > joined",
      swapping: "admitted > joined",
      dialling: "proceed admitted wait > joined",
      rejoining: "proceed admitted wait > joined",
    },
  },
};

const STANDINGS: { readonly [S in State]: string } = {
  connected: "joined",
  renewing: "joined",
  swapping: "joined",
  pausing: "reconnecting",
  dialling: "reconnecting",
  asking: "changed_key",
  rejoining: "connecting",
  over: "ended",
};

/** Every state. */
function states(): State[] {
  return [
    "connected",
    "renewing",
    "swapping",
    "pausing",
    "dialling",
    "asking",
    "rejoining",
    "over",
  ];
}

Deno.test("Reconnection does in every state what must follow on everything that can happen", () => {
  for (const [what, { act, does }] of Object.entries(HAPPENINGS)) {
    for (const state of states()) {
      const bench = new Bench();
      WAYS[state](bench);
      assertEquals(bench.one.standing.at, STANDINGS[state], state);
      const steps = act(bench).map(({ type }) => type);
      const done = [...steps, ">", bench.one.standing.at].join(" ");
      assertEquals(done, does[state] ?? `> ${STANDINGS[state]}`, `${what}, ${state}`);
    }
  }
});

Deno.test("Reconnection ends every link it has when the person leaves, and is heard of no more", () => {
  const links: { readonly [S in State]: number } = {
    connected: 1,
    renewing: 2,
    swapping: 1,
    pausing: 0,
    dialling: 1,
    asking: 0,
    rejoining: 1,
    over: 0,
  };
  for (const state of states()) {
    const bench = new Bench();
    WAYS[state](bench);
    const left = bench.one.leave();
    assert(left.every(({ type }) => type === "disconnect"), state);
    assertEquals(left.length, links[state], state);
    assertEquals([bench.one.leave(), bench.ring(), bench.cut(), bench.want("network")], [
      [],
      [],
      [],
      [],
    ]);
    assertEquals(bench.entry(shows("A"), RESUMED, CUT, FAILED), []);
  }
});

Deno.test("Reconnection.standing is another object whenever something of it has changed, and else the same", () => {
  const bench = new Bench();
  const seen = [bench.one.standing];
  const same = (...acts: (() => unknown)[]) => {
    for (const act of acts) act();
    assertEquals(bench.one.standing === seen.at(-1), true);
  };
  const other = (act: () => unknown) => {
    act();
    assert(!seen.includes(bench.one.standing));
    seen.push(bench.one.standing);
  };
  same(() => bench.want("network"), () => bench.want("cancel"));
  other(() => bench.cut());
  other(() => bench.ring());
  same(() => bench.ring(), () => bench.want("try_now"), () => bench.entry({ type: "opened" }));
  other(() => bench.entry(FAILED));
  other(() => bench.ring());
  other(() => bench.entry(shows("B")));
  same(() => bench.one.decide((entry) => entry.acceptChangedKey("x", 50), 50));
  other(() => bench.want("cancel"));
});

Deno.test("Reconnection renews nothing at a server that does not number, nor asks whether it is there", () => {
  const bench = new Bench(false);
  assertEquals([bench.ring(), bench.want("network")], [[], []]);
  assertEquals(bench.cut().map(({ type }) => type), ["cut", "wait"]);
  const [connect] = bench.ring();
  assert(connect?.type === "connect" && !connect.resume);
  const numbers = { delivery: { secret: "s", grace: 1 } };
  const welcome = { type: "welcome", you: YOU, room: "lobby", history: 0, time: 1, ...numbers };
  const steps = bench.entry(shows("A"), says({ ...welcome, type: "welcome" }));
  assertEquals(steps.map(({ type }) => type), ["proceed", "admitted", "wait", "wait"]);
  assertEquals(bench.want("network").map(({ type }) => type), ["probe"], "this one does");
});

Deno.test("Reconnection tells once that the connection is lost, with the time of its end", () => {
  const bench = new Bench();
  bench.one.hear(1, CUT, 77);
  const lost = () => bench.entry(FAILED).filter(({ type }) => type === "lost");
  bench.ring();
  assertEquals(lost(), [{ type: "lost", since: 77 }]);
  bench.ring();
  assertEquals(lost(), []);
  bench.ring();
  assertEquals(bench.entry(shows("B")).map(({ type }) => type), ["disconnect"]);
  const { standing } = bench.one;
  assertEquals(standing.at, "changed_key");
});
