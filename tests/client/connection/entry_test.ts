import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Claim, EntryWorld } from "../../../lib/client/connection/admission.ts";
import type { Effect, LinkEvent } from "../../../lib/client/effect.ts";
import { Entry } from "../../../lib/client/connection/entry.ts";
import type { KnownServer } from "../../../lib/client/keep/known_servers.ts";
import { Passphrases } from "../../../lib/client/connection/passphrases.ts";
import type { ServerMessage } from "../../../lib/message/from_server.ts";

const KEYS = ["A", "B", "C"];

function known(key: string): KnownServer {
  return { host: "garden", port: 7420, key, since: 1, compared: false, name: "" };
}

function entry(
  invited: string | null,
  remembered: string | null,
  passphrases: Passphrases = new Passphrases(),
  claim: Claim | null = null,
): Entry {
  let links = 0;
  const world: EntryWorld = {
    knowledge: { all: remembered === null ? [] : [known(remembered)] },
    words: (key) => [key.toLowerCase(), "two"],
    draw: (bytes) => new Uint8Array(bytes),
    passphrases,
    spent: new WeakSet<Claim>(),
    nextLink: () => ++links,
  };
  const target = { where: "", host: "garden", port: 7420, room: null, key: invited };
  const wanted = { name: "ada", madeUp: true, own: claim !== null };
  return new Entry({ target, wanted, claim }, world, 0);
}

const welcome: ServerMessage = {
  type: "welcome",
  you: { id: "me", name: "ada", tag: "aaaa" },
  room: "lobby",
  history: 0,
  time: 0,
};

const resumed = {
  type: "resumed",
  you: { id: "me", name: "ada", tag: "aaaa" },
  received: 0,
  missing: 0,
  time: 0,
} as const;

const message = fc.constantFrom<ServerMessage>(
  welcome,
  resumed,
  { ...resumed, you: { ...resumed.you, id: "other" } },
  { type: "error", code: "name_taken" },
  { type: "error", code: "name_taken", seconds: 9 },
  { type: "error", code: "server_full" },
  { type: "closing", reason: "refused" },
  { type: "members", room: "lobby", members: [], last: true },
);

const event: fc.Arbitrary<LinkEvent> = fc.oneof(
  { weight: 16, arbitrary: serverEvent() },
  { weight: 4, arbitrary: fc.constant<LinkEvent>({ type: "opened" }) },
  { weight: 6, arbitrary: message.map((message): LinkEvent => ({ type: "message", message })) },
  fc.boolean().map((clean): LinkEvent => ({ type: "closed", clean })),
  fc.constant<LinkEvent>({ type: "failed", why: "too_slow" }),
  fc.constant<LinkEvent>({ type: "failed", why: { ours: 1, theirs: 2 } }),
);

function serverEvent(): fc.Arbitrary<LinkEvent> {
  return fc.tuple(fc.constantFrom(...KEYS), fc.boolean()).map(([key, passphrase]) => {
    return { type: "server", key, hello: { type: "server", name: "", passphrase } };
  });
}

type Act =
  | { readonly act: "accept_new" | "passphrase" | "cancel" }
  | { readonly act: "accept_changed"; readonly word: string };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>({ act: "accept_new" }, { act: "passphrase" }),
  fc.constantFrom("a", "b", "c", "two").map((word): Act => ({ act: "accept_changed", word })),
);

function perform(entry: Entry, act: Act): Effect[] {
  switch (act.act) {
    case "accept_new":
      return entry.acceptNewKey(false, 1);
    case "accept_changed":
      return entry.acceptChangedKey(act.word, 1);
    case "passphrase":
      return entry.givePassphrase("a passphrase");
    case "cancel":
      return entry.cancel();
  }
}

function problemOf({ outcome }: Entry): string | null {
  return outcome?.type === "failed" ? outcome.problem.code : null;
}

Deno.test("Entry claims nothing more at a server that answered a claim with what cannot be", () => {
  const claim = { key: "A", member: "me", secret: "s" };
  const shown: LinkEvent = {
    type: "server",
    key: "A",
    hello: { type: "server", name: "", passphrase: false },
  };
  const says = (message: ServerMessage): LinkEvent => ({ type: "message", message });
  const not: LinkEvent = { type: "failed", why: "not_pychat" };
  const cases: [readonly LinkEvent[], boolean][] = [
    [[not], true], // nobody of pyChat was there
    [[{ type: "failed", why: "said_nothing" }], true],
    [[{ type: "closed", clean: false }], true],
    [[shown, { type: "closed", clean: false }], true],
    [[shown, says({ type: "error", code: "server_full" })], true],
    [[shown, { type: "opened" }, not], false], // its numbers, or its words
    [[shown, says({ ...resumed, you: { ...resumed.you, id: "other" } })], false],
    [[shown, says({ type: "people", people: [] })], false],
  ];
  for (const [index, [events, claims]] of cases.entries()) {
    const tried = entry(null, "A", new Passphrases(), claim);
    tried.begin();
    for (const event of events) tried.hear(tried.link, event);
    assertEquals(tried.outcome?.type, "failed");
    const connect = tried.begin().find(({ type }) => type === "connect");
    assert(connect?.type === "connect");
    assertEquals(connect.resume, claims, `${index}`);
    const [proceed] = tried.hear(tried.link, shown);
    assert(proceed?.type === "proceed");
    assertEquals(proceed.claim, claims ? claim : null, `${index}`);
  }
});

Deno.test("Entry proceeds only with a key that was invited, known, or accepted by a person", () => {
  const key = fc.option(fc.constantFrom(...KEYS));
  const claimKey = fc.option(fc.constantFrom("A", "A", "B"), { freq: 3 });
  const steps = fc.array(fc.oneof(event, act), { minLength: 40, maxLength: 80 });
  let proceeded = 0;
  let resumed = 0;
  fc.assert(
    fc.property(key, key, claimKey, steps, (invited, remembered, claimed, steps) => {
      const claim = claimed === null ? null : { key: claimed, member: "me", secret: "s" };
      const tried = entry(invited, remembered, new Passphrases(), claim);
      // The one key that may see message 3; an invitation that differs has to be accepted first.
      let trusted = remembered ?? invited;
      let isSpent = false;
      let open = tried.begin().length > 0;
      assertEquals(open, !(invited !== null && remembered !== null && invited !== remembered));
      for (const step of steps) {
        if (tried.outcome?.type === "failed") open = tried.begin().length > 0;
        if (tried.outcome) break;
        const before = tried.stage;
        if (before.at === "new_key" || before.at === "changed_key") assertEquals(open, false);
        const effects = "act" in step ? perform(tried, step) : tried.hear(tried.link, step);
        for (const effect of effects) {
          if (effect.type === "connect") {
            if (before.at === "new_key" || before.at === "changed_key") {
              trusted = (before.words[0] ?? "").toUpperCase();
              assert("act" in step);
              assertEquals(step.act === "accept_changed", before.at === "changed_key");
            }
            assert(!open, "one link at a time");
            assertEquals(effect.resume, !isSpent && claimed !== null && claimed === trusted);
            open = true;
          } else if (effect.type === "disconnect") {
            assert(open);
            open = false;
          } else {
            assert(effect.type === "proceed" && !("act" in step) && step.type === "server");
            assertEquals(step.key, trusted);
            assertEquals(effect.passphrase !== null, step.hello.passphrase);
            assertEquals(effect.claim, !isSpent && step.key === claimed ? claim : null);
            proceeded++;
          }
        }
        if (!("act" in step) && (step.type === "closed" || step.type === "failed")) open = false;
        const isNonsense = "type" in step && step.type === "message" &&
          problemOf(tried) === "not_pychat";
        if (isNonsense && claimed === trusted) isSpent = true;
      }
      const { outcome } = tried;
      if (outcome?.type === "admitted") assertEquals(outcome.admission.key, trusted);
      if (outcome?.type !== "resumed") return;
      assertEquals([outcome.message.you.id, trusted], ["me", claimed]);
      resumed++;
    }),
    { numRuns: 2000 },
  );
  assert(proceeded > 100 && resumed > 5, "the property saw handshakes go on");
});

Deno.test("Entry replaces a known key only by one that was accepted", () => {
  const cases: [string | null, string | null, string | null][] = [
    // invited, remembered, replaced
    [null, "A", null],
    ["A", "A", null],
    ["A", null, null],
    ["A", "B", "B"],
  ];
  for (const [invited, remembered, replaces] of cases) {
    const tried = entry(invited, remembered);
    tried.begin();
    tried.acceptChangedKey("a", 5);
    tried.hear(tried.link, {
      type: "server",
      key: "A",
      hello: { type: "server", name: "", passphrase: false },
    });
    tried.hear(tried.link, { type: "opened" });
    tried.hear(tried.link, { type: "message", message: welcome });
    assert(tried.outcome?.type === "admitted");
    assertEquals(tried.outcome.admission.replaces, replaces);
    assertEquals(tried.outcome.admission.serverName, "garden", "it gave no name");
  }
});

Deno.test("Entry takes a close before message 2 for a server that is none of ours", () => {
  const tried = entry("A", null);
  tried.begin();
  tried.hear(tried.link, { type: "closed", clean: false });
  assertEquals(tried.outcome, {
    type: "failed",
    problem: { code: "not_pychat", host: "garden", port: 7420 },
  });
});

Deno.test("Entry tries no other version where the server has one, and leaves known key and passphrase alone", () => {
  const passphrases = new Passphrases();
  passphrases.give("A", "right");
  passphrases.admit("A");
  for (const [theirs, code] of [[0, "server_too_old"], [2, "client_too_old"]] as const) {
    const tried = entry(null, "A", passphrases);
    tried.begin();
    const versions = { ours: 1, theirs };
    assertEquals(tried.hear(tried.link, { type: "failed", why: versions }), []);
    const problem = { code, host: "garden", port: 7420, ...versions };
    assertEquals(tried.outcome, { type: "failed", problem });
    assertEquals([passphrases.of("A"), passphrases.doubt("A")], ["right", false]);
  }
});

Deno.test("Entry does not blame the passphrase where message 3 was not sent", () => {
  const hello = { type: "server", name: "", passphrase: true } as const;
  const tried = entry("A", null);
  tried.begin();
  tried.hear(tried.link, { type: "server", key: "A", hello });
  tried.givePassphrase("right");
  tried.hear(tried.link, { type: "server", key: "A", hello });
  tried.hear(tried.link, { type: "closed", clean: false });
  assertEquals(tried.outcome, { type: "failed", problem: { code: "not_kept" } });
});

/** Message 3 was sent with a passphrase. */
function proceeded(passphrases: Passphrases): Entry {
  const hello = { type: "server", name: "", passphrase: true } as const;
  const tried = entry("A", null, passphrases);
  tried.begin();
  tried.hear(tried.link, { type: "server", key: "A", hello });
  tried.givePassphrase("a passphrase");
  tried.hear(tried.link, { type: "server", key: "A", hello });
  tried.hear(tried.link, { type: "opened" });
  return tried;
}

Deno.test("Entry ends with a server that says anything before its welcome, and admits nothing by it", () => {
  const members: ServerMessage = { type: "members", room: "lobby", members: [], last: true };
  const text: ServerMessage = { type: "text", room: "lobby", id: 1, from: "x", text: "", time: 0 };
  for (const message of [members, text]) {
    const passphrases = new Passphrases();
    const tried = proceeded(passphrases);
    assertEquals(tried.hear(tried.link, { type: "message", message }), [
      { type: "disconnect", link: tried.link },
    ]);
    const problem = { code: "not_pychat", host: "garden", port: 7420 } as const;
    assertEquals(tried.outcome, { type: "failed", problem });
    assertEquals(passphrases.doubt("A"), true, "it let nobody in");
  }
  for (
    const message of [
      welcome,
      { type: "error", code: "server_full" },
      { type: "closing", reason: "refused" },
    ] as const
  ) {
    const passphrases = new Passphrases();
    const tried = proceeded(passphrases);
    tried.hear(tried.link, { type: "message", message });
    assertEquals(passphrases.doubt("A"), false, message.type);
  }
});

Deno.test("Entry.cancel() forgets a passphrase that no server has taken yet, and keeps one that was", () => {
  const passphrases = new Passphrases();
  proceeded(passphrases).cancel();
  assertEquals(passphrases.of("A"), null);
  passphrases.give("A", "right");
  passphrases.admit("A");
  const tried = entry("A", null, passphrases);
  tried.begin();
  tried.cancel();
  assertEquals(passphrases.of("A"), "right");
});

Deno.test("Entry.begin() dials anew after a failure, and keeps what was decided before", () => {
  const tried = entry(null, "A");
  tried.begin();
  const hello = { type: "server", name: "", passphrase: false } as const;
  tried.hear(tried.link, { type: "server", key: "B", hello });
  assertEquals(tried.begin(), [], "a person has to decide first");
  tried.acceptChangedKey("b", 5);
  tried.hear(tried.link, { type: "failed", why: "nobody_answers" });
  assertEquals(tried.outcome?.type, "failed");
  const [connect, ...more] = tried.begin();
  assertEquals([connect?.type, more, tried.outcome], ["connect", [], null]);
  const effects = tried.hear(tried.link, { type: "server", key: "B", hello });
  assertEquals(effects.map(({ type }) => type), ["proceed"]);
  assertEquals(tried.hasProceeded, true);
  assertEquals(tried.begin().map(({ type }) => type), ["disconnect", "connect"]);
  assertEquals(tried.hasProceeded, false);
});

Deno.test("Entry draws no other name while its own is held, and another where it is somebody's", () => {
  const claim = { key: "A", member: "me", secret: "s" };
  for (const [seconds, own, problem] of [[9, true, true], [9, false, false], [null, true, false]]) {
    const tried = entry("A", null, new Passphrases(), own ? claim : null);
    tried.begin();
    const hello = { type: "server", name: "", passphrase: false } as const;
    tried.hear(tried.link, { type: "server", key: "A", hello });
    const error = { type: "error", code: "name_taken" } as const;
    const message = typeof seconds === "number" ? { ...error, seconds } : error;
    tried.hear(tried.link, { type: "message", message });
    assertEquals(tried.outcome?.type === "failed", problem);
  }
});

Deno.test("Entry hears no link but its own", () => {
  const tried = entry("A", null);
  tried.begin();
  for (const link of [0, 2]) {
    assertEquals(tried.hear(link, { type: "failed", why: "too_slow" }), []);
  }
  assertEquals(tried.outcome, null);
});
