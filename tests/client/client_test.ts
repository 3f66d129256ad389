import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Update } from "../../lib/api/update.ts";
import type { Stage, State } from "../../lib/api/view.ts";
import { Client } from "../../lib/client/client.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import type { KnownServer } from "../../lib/client/known_servers.ts";
import type { ClientOptions } from "../../lib/client/options.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/settings.ts";
import { MAX_NAME_DRAWS } from "../../lib/limits.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";

const KEY = "K".repeat(42) + "A";
const OTHER = "O".repeat(42) + "A";
const INVITATION = `pychat://garden#${KEY}`;
const KNOWN: KnownServer = {
  host: "garden",
  port: 7420,
  key: KEY,
  since: 7,
  compared: true,
  name: "Garden",
};

/** A client whose every step is looked at. Time is 100. */
class Desk {
  readonly client: Client;
  link = 0;
  #drawn = 0;

  constructor(options: Partial<ClientOptions> = {}) {
    this.client = new Client({
      version: "1.2.3",
      draw: (bytes) => new Uint8Array(bytes).fill(this.#drawn++),
      words: (key) => [key.slice(0, 1).toLowerCase(), "two"],
      known: [],
      settings: DEFAULT_SETTINGS,
      where: options.settings?.where ?? "",
      name: "",
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
      ...options,
    });
  }

  do(intent: ChatIntent): readonly Effect[] {
    return this.#noted(this.client.intent(intent, 100).effects);
  }

  ask(intent: ChatIntent): readonly Update[] {
    return this.client.intent(intent, 100).replies;
  }

  join(where: string, name = "ada"): readonly Effect[] {
    return this.do({ type: "join", where, name });
  }

  tell(event: LinkEvent): readonly Effect[] {
    return this.#noted(this.client.link(this.link, event, 100));
  }

  hears(message: ServerMessage): readonly Effect[] {
    return this.tell({ type: "message", message });
  }

  /** The server shows itself. */
  server(key = KEY, passphrase = false, name = "Garden"): readonly Effect[] {
    return this.tell({ type: "server", key, hello: { type: "server", name, passphrase } });
  }

  welcome(name = "ada", id = "me"): readonly Effect[] {
    this.tell({ type: "opened" });
    const you = { id, name, tag: "aaaa" };
    return this.hears({ type: "welcome", you, room: "lobby", history: 0, time: 1 });
  }

  /** All the way in, by an invitation. */
  enter(): this {
    this.join(INVITATION);
    this.server();
    this.welcome();
    this.client.takeUpdates();
    return this;
  }

  get state(): State {
    const snapshot = this.client.snapshot();
    assert(snapshot.type === "snapshot");
    return snapshot.state;
  }

  get stage(): Stage {
    return this.state.stage;
  }

  get problem(): unknown {
    return this.stage.at === "start" ? this.stage.problem : undefined;
  }

  get pending(): string[] {
    const snapshot = this.client.snapshot();
    return snapshot.type === "snapshot"
      ? snapshot.pending.map(({ ref, text, state }) => `${ref} ${text} ${state}`)
      : [];
  }

  #noted(effects: readonly Effect[]): readonly Effect[] {
    for (const effect of effects) if (effect.type === "connect") this.link = effect.link;
    return effects;
  }
}

function types(effects: readonly Effect[]): string[] {
  return effects.map(({ type }) => type);
}

Deno.test("Client joins by an invitation, and remembers the server after its welcome only", () => {
  const desk = new Desk();
  assertEquals(desk.join(INVITATION), [{ type: "connect", link: 1, host: "garden", port: 7420 }]);
  assertEquals(desk.stage, { at: "connecting", host: "garden", port: 7420 });
  const hello = { type: "hello", name: "ada" } as const;
  assertEquals(desk.server(), [{ type: "proceed", hello, passphrase: null }]);
  assertEquals(desk.tell({ type: "opened" }), []);
  const server = { ...KNOWN, since: 100, compared: false };
  assertEquals(desk.welcome(), [
    { type: "remember_server", change: { server, replaces: null } },
    { type: "remember_settings", settings: { theme: "system", where: INVITATION } },
  ]);
  const { stage, me, room, members, name, version } = desk.state;
  assertEquals([me?.id, room, members.length, name, version], ["me", "lobby", 1, "ada", "1.2.3"]);
  assert(stage.at === "joined");
  assertEquals(stage.server, {
    host: "garden",
    port: 7420,
    name: "Garden",
    words: ["k", "two"],
    standing: "invited",
    compared: false,
    invitation: INVITATION,
    history: 0,
  });
});

Deno.test("Client sends nothing to a server that is not the one invited to", () => {
  const desk = new Desk();
  desk.join(INVITATION);
  assertEquals(desk.server(OTHER), [{ type: "disconnect" }]);
  assertEquals(desk.problem, { code: "not_invited_server", host: "garden", port: 7420 });
  // What still comes from that link changes nothing.
  assertEquals([...desk.welcome(), ...desk.server(), ...desk.server(KEY, true)], []);
  assertEquals(desk.stage.at, "start");
});

Deno.test("Client shows both keys to who has been there, also where the old invitation is kept", () => {
  const desk = new Desk({ known: [KNOWN] });
  desk.join(INVITATION);
  assertEquals(desk.server(OTHER), [{ type: "disconnect" }]);
  assert(desk.stage.at === "changed_key");
  assertEquals([desk.stage.words[0], desk.stage.knownWords[0]], ["o", "k"]);
  assertEquals([...desk.welcome(), ...desk.server(), ...desk.server(KEY, true)], []);
  desk.do({ type: "accept_changed_key", word: "o" });
  assertEquals(types(desk.server(OTHER)), ["proceed"]);
  const effects = desk.welcome();
  const settings = effects.find((effect) => effect.type === "remember_settings");
  // The invitation would ask about its own key at every start from now on.
  assert(settings?.type === "remember_settings");
  assertEquals(settings.settings.where, "garden");
  desk.tell({ type: "closed", clean: true });
  assertEquals(types(desk.do({ type: "rejoin" })), ["connect"]);
  assertEquals(types(desk.server(OTHER)), ["proceed"]);
});

Deno.test("Client asks about a new key before anything is sent, and then expects just that key", () => {
  const desk = new Desk();
  desk.join("garden");
  assertEquals(desk.server(), [{ type: "disconnect" }]);
  assertEquals(desk.stage, { at: "new_key", host: "garden", port: 7420, words: ["k", "two"] });
  assertEquals([...desk.welcome(), ...desk.server()], [], "the link was given up");
  assertEquals(types(desk.do({ type: "accept_new_key", compared: true })), ["connect"]);
  assertEquals(types(desk.do({ type: "accept_new_key", compared: true })), [], "a double click");
  assertEquals(types(desk.server()), ["proceed"]);
  const [remember] = desk.welcome();
  assert(remember?.type === "remember_server");
  assertEquals(remember.change.server, { ...KNOWN, since: 100, compared: true });
  assert(desk.stage.at === "joined");
  assertEquals([desk.stage.server.standing, desk.stage.server.compared], ["new", true]);
});

Deno.test("Client stops where a new key that was accepted is another one at the next connection", () => {
  const desk = new Desk();
  desk.join("garden");
  desk.server();
  desk.do({ type: "accept_new_key", compared: false });
  assertEquals(desk.server(OTHER), [{ type: "disconnect" }]);
  assert(desk.stage.at === "changed_key");
  assertEquals([desk.stage.words[0], desk.stage.knownWords[0]], ["o", "k"]);
});

Deno.test("Client stops at a changed key, and goes on by the first new word only", () => {
  const desk = new Desk({ known: [KNOWN] });
  desk.join("garden");
  assertEquals(desk.server(OTHER), [{ type: "disconnect" }]);
  assertEquals(desk.stage, {
    at: "changed_key",
    host: "garden",
    port: 7420,
    words: ["o", "two"],
    knownWords: ["k", "two"],
    knownSince: 7,
    fromInvitation: false,
  });
  for (const word of ["", "k", "two", "o two", "\u006f\u0301"]) {
    assertEquals(desk.do({ type: "accept_changed_key", word }), []);
  }
  assertEquals(desk.do({ type: "accept_new_key", compared: true }), []);
  assertEquals(desk.do({ type: "rejoin" }), []);
  assertEquals(types(desk.do({ type: "accept_changed_key", word: " O " })), ["connect"]);
  assertEquals(types(desk.server(OTHER)), ["proceed"]);
  const [remember] = desk.welcome();
  const server = { ...KNOWN, key: OTHER, since: 100, compared: false };
  assertEquals(remember, { type: "remember_server", change: { server, replaces: KEY } });
});

Deno.test("Client expects exactly the changed key it was told to accept", () => {
  const desk = new Desk({ known: [KNOWN] });
  desk.join("garden");
  desk.server(OTHER);
  desk.do({ type: "accept_changed_key", word: "o" });
  assertEquals(desk.server("X".repeat(42) + "A"), [{ type: "disconnect" }]);
  assert(desk.stage.at === "changed_key");
  assertEquals([desk.stage.words[0], desk.stage.knownWords[0]], ["x", "o"]);
});

Deno.test("Client asks before it connects where an invitation and memory differ", () => {
  const desk = new Desk({ known: [{ ...KNOWN, key: OTHER }] });
  assertEquals(desk.join(INVITATION), []);
  assert(desk.stage.at === "changed_key");
  const { words, knownWords, fromInvitation } = desk.stage;
  assertEquals([words[0], knownWords[0], fromInvitation], ["k", "o", true]);
  assertEquals(types(desk.do({ type: "accept_changed_key", word: "k" })), ["connect"]);
  assertEquals(desk.server(OTHER), [{ type: "disconnect" }]);
  assertEquals(desk.problem, { code: "not_invited_server", host: "garden", port: 7420 });
});

Deno.test("Client asks for a passphrase outside the handshake, once in a run", () => {
  const desk = new Desk();
  desk.join(INVITATION);
  assertEquals(desk.server(KEY, true), [{ type: "disconnect" }]);
  const asked = { at: "passphrase", host: "garden", port: 7420, name: "Garden" } as const;
  assertEquals(desk.stage, { ...asked, wrong: false, vouched: true });
  assertEquals(desk.do({ type: "passphrase", passphrase: "" }), []);
  assertEquals(types(desk.do({ type: "passphrase", passphrase: "wrong" })), ["connect"]);
  const [proceed] = desk.server(KEY, true);
  assert(proceed?.type === "proceed");
  assertEquals(proceed.passphrase, "wrong");
  desk.tell({ type: "opened" });
  assertEquals(desk.tell({ type: "closed", clean: false }), []);
  assertEquals(desk.stage, { ...asked, wrong: true, vouched: true });
  desk.do({ type: "cancel" });
  desk.join(INVITATION);
  assertEquals(desk.server(KEY, true), [{ type: "disconnect" }], "the wrong one is forgotten");
  assertEquals(desk.stage, { ...asked, wrong: false, vouched: true });
  assertEquals(types(desk.do({ type: "passphrase", passphrase: "right" })), ["connect"]);
  desk.server(KEY, true);
  desk.welcome();
  desk.do({ type: "leave" });
  desk.join("garden");
  assertEquals(types(desk.server(KEY, true)), ["proceed"], "it is kept for the run");
  desk.tell({ type: "opened" });
  desk.tell({ type: "closed", clean: false });
  assertEquals(desk.problem, { code: "not_kept" }, "a passphrase that worked is not to blame");
  desk.join("garden");
  desk.server(KEY, true);
  desk.tell({ type: "opened" });
  desk.tell({ type: "closed", clean: false });
  assertEquals(desk.stage.at, "passphrase", "unless it ends so twice: it was changed");
});

Deno.test("Client never gives a passphrase to a server with another key", () => {
  const desk = new Desk();
  desk.join(INVITATION);
  desk.server(KEY, true);
  desk.do({ type: "passphrase", passphrase: "secret" });
  desk.server(KEY, true);
  desk.welcome();
  desk.do({ type: "leave" });
  desk.join(`pychat://elsewhere#${OTHER}`);
  assertEquals(desk.server(OTHER, true), [{ type: "disconnect" }]);
  assertEquals(desk.stage.at, "passphrase");
  desk.do({ type: "cancel" });
  desk.join(INVITATION);
  const [proceed] = desk.server(KEY, false);
  assert(proceed?.type === "proceed");
  assertEquals(proceed.passphrase, null, "nor to one that wants none");
});

Deno.test("Client says when nothing but the first contact vouches for who asks for a passphrase", () => {
  for (const compared of [false, true]) {
    const desk = new Desk();
    desk.join("garden");
    desk.server();
    desk.do({ type: "accept_new_key", compared });
    desk.server(KEY, true);
    assert(desk.stage.at === "passphrase");
    assertEquals(desk.stage.vouched, compared);
  }
});

Deno.test("Client says why there is no connection", () => {
  const place = { host: "garden", port: 7420 };
  for (const why of ["nobody_answers", "no_network", "too_slow", "not_pychat"] as const) {
    const desk = new Desk();
    desk.join("garden");
    assertEquals(desk.tell({ type: "failed", why }), []);
    assertEquals(desk.stage, { at: "start", where: "garden", problem: { code: why, ...place } });
  }
  const desk = new Desk();
  desk.join("garden");
  desk.tell({ type: "failed", why: "unknown_host" });
  assertEquals(desk.problem, { code: "unknown_host", host: "garden" });
});

Deno.test("Client says why a server did not let it in", () => {
  const reasons: [LinkEvent, unknown][] = [
    [{ type: "closed", clean: false }, { code: "not_kept" }],
    [{ type: "closed", clean: true }, { code: "refused", name: "Garden" }],
    [{ type: "failed", why: "not_pychat" }, { code: "not_pychat", host: "garden", port: 7420 }],
    ...([
      ["server_full", { code: "server_full", name: "Garden" }],
      ["name_taken", { code: "name_taken", name: "ada" }],
      ["name_invalid", { code: "name", rule: "reserved" }],
      ["bad_message", { code: "refused", name: "Garden" }],
    ] as const).map(([code, problem]): [LinkEvent, unknown] => [
      { type: "message", message: { type: "error", code } },
      problem,
    ]),
    [
      { type: "message", message: { type: "closing", reason: "refused" } },
      { code: "refused", name: "Garden" },
    ],
  ];
  for (const [event, problem] of reasons) {
    const desk = new Desk();
    desk.join(INVITATION);
    desk.server();
    desk.tell({ type: "opened" });
    const effects = desk.tell(event);
    assertEquals(types(effects), event.type === "message" ? ["disconnect"] : []);
    assertEquals(desk.problem, problem);
    assertEquals(desk.state.name, "ada");
  }
});

Deno.test("Client goes nowhere with a wrong address or name, and keeps what was typed", () => {
  const desk = new Desk();
  assertEquals(desk.join("gar den", "x"), []);
  assertEquals(desk.stage, {
    at: "start",
    where: "gar den",
    problem: { code: "invitation", part: "host", fault: "characters", by: 0 },
  });
  assertEquals(desk.join("garden", "admin"), []);
  assertEquals([desk.problem, desk.state.name], [{ code: "name", rule: "reserved" }, "admin"]);
  assertEquals(types(desk.join("garden", "ada")), ["connect"]);
  assertEquals(desk.join("garden", "ada"), [], "a double click");
});

Deno.test("Client makes up a name, and another one when it is taken, but not for ever", () => {
  const desk = new Desk();
  const offered = desk.state.name;
  assertNotEquals(offered, "");
  desk.join(INVITATION, " ");
  const tried: string[] = [];
  for (;;) {
    const [proceed] = desk.server();
    assert(proceed?.type === "proceed");
    tried.push(proceed.hello.name);
    desk.tell({ type: "opened" });
    const effects = desk.hears({ type: "error", code: "name_taken" });
    if (effects.length === 1) break;
    assertEquals(types(effects), ["disconnect", "connect"]);
  }
  assertEquals(tried[0], offered);
  assertEquals(new Set(tried).size, MAX_NAME_DRAWS);
  assertEquals(desk.problem, { code: "name_taken", name: tried.at(-1) });
});

Deno.test("Client offers the name it was given, and that is a chosen one", () => {
  const desk = new Desk({ name: "ada" });
  assertEquals(desk.state.name, "ada");
  desk.join(INVITATION, "ada");
  desk.server();
  desk.tell({ type: "opened" });
  desk.hears({ type: "error", code: "name_taken" });
  assertEquals(desk.problem, { code: "name_taken", name: "ada" });
});

Deno.test("Client stops on the way in when it is told to", () => {
  const desk = new Desk();
  desk.join("garden");
  assertEquals(desk.do({ type: "cancel" }), [{ type: "disconnect" }]);
  assertEquals(desk.stage, { at: "start", where: "garden", problem: null });
  assertEquals([...desk.server(), ...desk.do({ type: "cancel" })], []);
  desk.join("garden");
  desk.server();
  assertEquals(desk.do({ type: "cancel" }), [], "no link is open while a person decides");
});

Deno.test("Client ignores what comes late from a link it gave up", () => {
  const desk = new Desk();
  desk.join(INVITATION);
  const old = desk.link;
  desk.do({ type: "cancel" });
  desk.join(INVITATION);
  const hello = { type: "server", name: "", passphrase: false } as const;
  assertEquals(desk.client.link(old, { type: "server", key: KEY, hello }, 0), []);
  assertEquals(desk.client.link(old, { type: "closed", clean: false }, 0), []);
  assertEquals(desk.stage.at, "connecting");
});

Deno.test("Client ends with a server that says anything before its welcome, and ignores a second one", () => {
  const desk = new Desk();
  desk.join(INVITATION);
  desk.server();
  desk.tell({ type: "opened" });
  desk.hears({
    type: "joined",
    room: "lobby",
    member: { id: "x", name: "x", tag: "aaaa" },
    time: 0,
  });
  assertEquals(desk.problem, { code: "not_pychat", host: "garden", port: 7420 });
  desk.enter();
  desk.welcome("mallory", "other");
  assertEquals([desk.state.me?.name, desk.state.members.length], ["ada", 1]);
});

Deno.test("Client sends texts, settles them by their echo, and says which failed", () => {
  const desk = new Desk().enter();
  const say = (text: string) => desk.do({ type: "say", text });
  assertEquals(say("one"), [
    { type: "send", message: { type: "say", room: "lobby", ref: 1, text: "one" } },
  ]);
  say("two");
  say("three");
  const echo = {
    type: "text",
    room: "lobby",
    id: 1,
    from: "me",
    text: "two",
    time: 5,
    ref: 2,
  } as const;
  desk.hears(echo);
  desk.hears({ type: "error", code: "text_too_long", ref: 1 });
  assertEquals(desk.pending, ["1 one failed", "3 three sending"]);
  desk.tell({ type: "closed", clean: false });
  assertEquals(desk.pending, ["1 one failed", "3 three unknown"]);
  assertEquals(desk.do({ type: "retry", ref: 3 }), [], "not without a connection");
  assertEquals(say("four"), []);
  assertEquals(desk.pending.at(-1), "4 four failed");
});

Deno.test("Client retries once for two clicks, and discards", () => {
  const desk = new Desk().enter();
  desk.do({ type: "say", text: "one" });
  desk.hears({ type: "error", code: "unknown_room", ref: 1 });
  desk.do({ type: "draft", text: "kept" });
  const again = { type: "say", room: "lobby", ref: 2, text: "one" } as const;
  assertEquals(desk.do({ type: "retry", ref: 1 }), [{ type: "send", message: again }]);
  assertEquals(desk.do({ type: "retry", ref: 1 }), []);
  assertEquals(desk.do({ type: "retry", ref: 2 }), [], "it is on its way");
  desk.do({ type: "discard", ref: 2 });
  assertEquals(desk.pending, ["2 one sending"]);
  desk.hears({ type: "error", code: "text_empty", ref: 2 });
  desk.do({ type: "discard", ref: 2 });
  assertEquals(desk.pending, []);
  const snapshot = desk.client.snapshot();
  assertEquals(snapshot.type === "snapshot" && snapshot.draft, "kept");
});

Deno.test("Client draws another made-up name at a rejoin, but never for one that was chosen", () => {
  for (const chosen of [false, true]) {
    const desk = new Desk();
    desk.join(INVITATION, "");
    desk.server();
    desk.welcome(desk.state.name);
    if (chosen) {
      desk.do({ type: "rename", name: "ida" });
      desk.hears({ type: "renamed", member: "me", name: "ida", time: 1 });
    }
    desk.tell({ type: "closed", clean: false });
    desk.do({ type: "rejoin" });
    desk.server();
    desk.tell({ type: "opened" });
    const effects = desk.hears({ type: "error", code: "name_taken" });
    assertEquals(types(effects), chosen ? ["disconnect"] : ["disconnect", "connect"]);
    assertEquals(desk.stage.at, chosen ? "ended" : "connecting");
  }
});

Deno.test("Client keeps the conversation through a rejoin, and through one that fails", () => {
  const desk = new Desk().enter();
  desk.do({ type: "say", text: "lost?" });
  desk.tell({ type: "closed", clean: false });
  assert(desk.stage.at === "ended");
  assertEquals(desk.stage.how, "cut");
  desk.client.takeUpdates();

  assertEquals(types(desk.do({ type: "rejoin" })), ["connect"]);
  assertEquals(desk.do({ type: "rejoin" }), []);
  desk.tell({ type: "failed", why: "nobody_answers" });
  assertEquals(desk.stage.at, "ended");
  const told = desk.client.takeUpdates().map((update) => update.type);
  assertEquals(told, ["state", "notice"]);

  desk.do({ type: "rejoin" });
  desk.server();
  desk.welcome("ada", "me2");
  assertEquals([desk.stage.at, desk.state.me?.id], ["joined", "me2"]);
  const [state, lines] = desk.client.takeUpdates();
  assertEquals(state?.type, "state");
  assert(lines?.type === "lines");
  assertEquals([lines.from, lines.lines.map(({ type }) => type)], [2, ["connection"]]);
  assertEquals(desk.pending, ["1 lost? unknown"]);
  assertEquals(types(desk.do({ type: "retry", ref: 1 })), ["send"]);
});

Deno.test("Client tells a server that stopped from a connection that was cut", () => {
  const ends: [LinkEvent, string][] = [
    [{ type: "closed", clean: true }, "stopping"],
    [{ type: "closed", clean: false }, "cut"],
    [{ type: "failed", why: "no_network" }, "cut"],
  ];
  for (const [event, how] of ends) {
    const desk = new Desk().enter();
    desk.tell(event);
    assert(desk.stage.at === "ended");
    assertEquals(desk.stage.how, how);
    assertEquals(desk.tell(event), []);
  }
});

Deno.test("Client forgets the conversation when the person leaves", () => {
  const desk = new Desk().enter();
  desk.do({ type: "draft", text: "half" });
  assertEquals(desk.do({ type: "leave" }), [{ type: "disconnect" }]);
  assertEquals(desk.stage, { at: "start", where: INVITATION, problem: null });
  assertEquals([desk.state.name, desk.state.me, desk.state.members], ["ada", null, []]);
  assertEquals(desk.client.takeUpdates().slice(1), [
    { type: "lines", from: 0, lines: [] },
    { type: "pending", pending: [] },
  ]);
  const snapshot = desk.client.snapshot();
  assertEquals(snapshot.type === "snapshot" && [snapshot.draft, snapshot.lines], ["", []]);
  assertEquals(desk.do({ type: "leave" }), []);
  assertEquals(desk.hears({ type: "closing", reason: "stopping" }), []);
});

Deno.test("Client asks for another name, and has it when the server says so", () => {
  const desk = new Desk().enter();
  assertEquals(desk.ask({ type: "rename", name: "server" }), [
    { type: "notice", problem: { code: "name", rule: "reserved" } },
  ]);
  assertEquals(desk.do({ type: "rename", name: "ida" }), [
    { type: "send", message: { type: "rename", name: "ida" } },
  ]);
  desk.hears({ type: "error", code: "name_taken" });
  assertEquals(desk.client.takeUpdates(), [
    { type: "notice", problem: { code: "name_taken", name: "ida" } },
  ]);
  desk.do({ type: "rename", name: "ada2" });
  desk.hears({ type: "renamed", member: "me", name: "ada2", time: 1 });
  assertEquals([desk.state.name, desk.state.me?.name], ["ada2", "ada2"]);
});

Deno.test("Client remembers that the words were compared", () => {
  const desk = new Desk().enter();
  const [remember] = desk.do({ type: "compared" });
  const server = { ...KNOWN, since: 100, compared: true };
  assertEquals(remember, { type: "remember_server", change: { server, replaces: null } });
  assert(desk.stage.at === "joined" && desk.stage.server.compared);
  assertEquals(desk.do({ type: "compared" }), []);
  desk.do({ type: "leave" });
  desk.join("garden");
  desk.server();
  desk.welcome();
  assert(desk.stage.at === "joined" && desk.stage.server.compared);
  assertEquals(desk.stage.server.standing, "known");
});

Deno.test("Client.setKnown() brings in what other processes learnt", () => {
  const desk = new Desk();
  desk.client.setKnown([KNOWN]);
  desk.join("garden");
  assertEquals(types(desk.server()), ["proceed"]);
});

Deno.test("Client.setKnown() takes nothing back that this client learnt", () => {
  const desk = new Desk({ known: [KNOWN] });
  desk.join("garden");
  desk.server(OTHER);
  desk.do({ type: "accept_changed_key", word: "o" });
  desk.server(OTHER);
  desk.welcome();
  desk.do({ type: "compared" });
  desk.do({ type: "leave" });
  const third = { ...KNOWN, key: "X".repeat(42) + "A" };
  // The file was not written yet, or is gone; or another process took a third key meanwhile.
  for (const [file, expected] of [[KNOWN, "o"], [null, "o"], [third, "x"]] as const) {
    desk.client.setKnown(file === null ? [] : [file]);
    const [checked] = desk.ask({ type: "check", where: "garden" });
    assert(checked?.type === "checked" && checked.result.ok);
    assertEquals([checked.result.standing, checked.result.words[0]], ["known", expected]);
  }
});

Deno.test("Client answers the page that asked", () => {
  const desk = new Desk({ known: [KNOWN] });
  assertEquals(desk.ask({ type: "export" }), []);
  assertEquals(desk.ask({ type: "older", before: 9 }), []);
  const [checked] = desk.ask({ type: "check", where: "garden" });
  assert(checked?.type === "checked" && checked.result.ok);
  assertEquals([checked.where, checked.result.standing], ["garden", "known"]);
  desk.enter();
  const [exported] = desk.ask({ type: "export" });
  assert(exported?.type === "exported");
  assertEquals(exported.fileName, "pychat-lobby-1970-01-01.txt");
  assertEquals(desk.client.takeUpdates(), []);
});

Deno.test("Client gives older lines before an index, a page of them at most", () => {
  const desk = new Desk().enter();
  for (let id = 1; id < 700; id++) {
    desk.hears({ type: "text", room: "lobby", id, from: "me", text: `${id}`, time: 0 });
  }
  const snapshot = desk.client.snapshot();
  assert(snapshot.type === "snapshot");
  assertEquals([snapshot.from, snapshot.lines.length], [200, 500]);
  const older = (before: number) => {
    const [update] = desk.ask({ type: "older", before });
    return update?.type === "older" ? [update.from, update.lines.length] : [];
  };
  assertEquals(older(200), [0, 200]);
  assertEquals(older(0), [0, 0]);
  assertEquals(older(1), [0, 1]);
  assertEquals(older(Number.MAX_SAFE_INTEGER), [200, 500]);
});

Deno.test("Client remembers the theme, and what nobody asked for does nothing", () => {
  const desk = new Desk();
  assertEquals(desk.do({ type: "theme", theme: "nord" }), [
    { type: "remember_settings", settings: { theme: "nord", where: "" } },
  ]);
  assertEquals(desk.state.theme, "nord");
  const idle: ChatIntent[] = [
    { type: "say", text: "x" },
    { type: "rename", name: "x" },
    { type: "compared" },
    { type: "leave" },
    { type: "rejoin" },
    { type: "retry", ref: 1 },
    { type: "discard", ref: 1 },
    { type: "cancel" },
    { type: "passphrase", passphrase: "x" },
    { type: "accept_new_key", compared: true },
    { type: "accept_changed_key", word: "x" },
  ];
  for (const intent of idle) assertEquals(desk.do(intent), [], intent.type);
  assertEquals(desk.stage.at, "start");
});

Deno.test("Client lets the file win over what it learnt once that is kept, and not before", () => {
  for (const kept of [false, true]) {
    const desk = new Desk();
    desk.join(INVITATION);
    desk.server();
    const [effect] = desk.welcome();
    assert(effect?.type === "remember_server");
    if (kept) desk.client.kept(effect.change);
    desk.do({ type: "leave" });
    // Another process gave the key up and was told to trust this one.
    desk.client.setKnown([{ ...KNOWN, key: OTHER }]);
    desk.join("garden");
    assertEquals(types(desk.server(OTHER)), ["proceed"]);
    desk.do({ type: "cancel" });
    // Another process has forgotten the server.
    desk.client.setKnown([]);
    desk.join("garden");
    desk.server(OTHER);
    assertEquals(desk.stage.at, kept ? "new_key" : "changed_key");
  }
});
