import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { LinkEvent } from "../../lib/client/effect.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/keep/settings.ts";
import { MAX_DOUBTFUL_CLOSES, MAX_NAME_DRAWS } from "../../lib/limits.ts";
import { INVITATION, KEY, KNOWN, OTHER, types, WatchedClient } from "./watched_client.ts";

Deno.test("Client joins by an invitation, and remembers the server after its welcome only", () => {
  const watched = new WatchedClient();
  assertEquals(watched.join(INVITATION), [
    { type: "connect", link: 1, host: "garden", port: 7420, resume: false },
  ]);
  assertEquals(watched.stage, { at: "connecting", host: "garden", port: 7420 });
  const hello = { type: "hello", name: "ada", delivery: true } as const;
  assertEquals(watched.server(), [
    { type: "proceed", link: 1, hello, claim: null, passphrase: null },
  ]);
  assertEquals(watched.tell({ type: "opened" }), []);
  const server = { ...KNOWN, since: 100, compared: false };
  assertEquals(watched.welcome(), [
    { type: "remember_server", change: { server, replaces: null } },
    { type: "remember_settings", settings: { ...DEFAULT_SETTINGS, where: INVITATION } },
  ]);
  const { stage, me, conversations, name, version } = watched.state;
  assertEquals([me?.id, name, version], ["me", "ada", "1.2.3"]);
  assertEquals(conversations, [{
    type: "room",
    id: "c1",
    name: "lobby",
    lobby: true,
    kind: "public",
    topic: "",
    owner: null,
    history: 0,
    invitation: INVITATION,
    muted: null,
    over: null,
    quiet: false,
    people: 1,
  }]);
  assertEquals(watched.content().lines.map(({ type }) => type), ["connection", "rule"]);
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
  const watched = new WatchedClient();
  watched.join(INVITATION);
  assertEquals(watched.server(OTHER), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.problem, { code: "not_invited_server", host: "garden", port: 7420 });
  // What still comes from that link changes nothing.
  assertEquals([...watched.welcome(), ...watched.server(), ...watched.server(KEY, true)], []);
  assertEquals(watched.stage.at, "start");
});

Deno.test("Client shows both keys to who has been there, also where the old invitation is kept", () => {
  const watched = new WatchedClient({ known: [KNOWN] });
  watched.join(INVITATION);
  assertEquals(watched.server(OTHER), [{ type: "disconnect", link: watched.link }]);
  assert(watched.stage.at === "changed_key");
  assertEquals([watched.stage.words[0], watched.stage.knownWords[0]], ["o", "k"]);
  assertEquals([...watched.welcome(), ...watched.server(), ...watched.server(KEY, true)], []);
  watched.do({ type: "accept_changed_key", word: "o" });
  assertEquals(types(watched.server(OTHER)), ["proceed"]);
  const effects = watched.welcome();
  const settings = effects.find((effect) => effect.type === "remember_settings");
  // The invitation would ask about its own key at every start from now on.
  assert(settings?.type === "remember_settings");
  assertEquals(settings.settings.where, "garden");
  watched.end();
  assertEquals(types(watched.do({ type: "rejoin" })), ["connect"]);
  assertEquals(types(watched.server(OTHER)), ["proceed"]);
});

Deno.test("Client asks about a new key before anything is sent, and then expects just that key", () => {
  const watched = new WatchedClient();
  watched.join("garden");
  assertEquals(watched.server(), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.stage, { at: "new_key", host: "garden", port: 7420, words: ["k", "two"] });
  assertEquals([...watched.welcome(), ...watched.server()], [], "the link was given up");
  assertEquals(types(watched.do({ type: "accept_new_key", compared: true })), ["connect"]);
  assertEquals(types(watched.do({ type: "accept_new_key", compared: true })), [], "a double click");
  assertEquals(types(watched.server()), ["proceed"]);
  const [remember] = watched.welcome();
  assert(remember?.type === "remember_server");
  assertEquals(remember.change.server, { ...KNOWN, since: 100, compared: true });
  assert(watched.stage.at === "joined");
  assertEquals([watched.stage.server.standing, watched.stage.server.compared], ["new", true]);
});

Deno.test("Client stops where a new key that was accepted is another one at the next connection", () => {
  const watched = new WatchedClient();
  watched.join("garden");
  watched.server();
  watched.do({ type: "accept_new_key", compared: false });
  assertEquals(watched.server(OTHER), [{ type: "disconnect", link: watched.link }]);
  assert(watched.stage.at === "changed_key");
  assertEquals([watched.stage.words[0], watched.stage.knownWords[0]], ["o", "k"]);
});

Deno.test("Client stops at a changed key, and goes on by the first new word only", () => {
  const watched = new WatchedClient({ known: [KNOWN] });
  watched.join("garden");
  assertEquals(watched.server(OTHER), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.stage, {
    at: "changed_key",
    host: "garden",
    port: 7420,
    words: ["o", "two"],
    knownWords: ["k", "two"],
    knownSince: 7,
    compared: true,
    fromInvitation: false,
  });
  for (const word of ["", "k", "two", "o two", "\u006f\u0301"]) {
    assertEquals(watched.do({ type: "accept_changed_key", word }), []);
  }
  assertEquals(watched.do({ type: "accept_new_key", compared: true }), []);
  assertEquals(watched.do({ type: "rejoin" }), []);
  assertEquals(types(watched.do({ type: "accept_changed_key", word: " O " })), ["connect"]);
  assertEquals(types(watched.server(OTHER)), ["proceed"]);
  const [remember] = watched.welcome();
  const server = { ...KNOWN, key: OTHER, since: 100, compared: false };
  assertEquals(remember, { type: "remember_server", change: { server, replaces: KEY } });
});

Deno.test("Client expects exactly the changed key it was told to accept", () => {
  const watched = new WatchedClient({ known: [KNOWN] });
  watched.join("garden");
  watched.server(OTHER);
  watched.do({ type: "accept_changed_key", word: "o" });
  assertEquals(watched.server("X".repeat(42) + "A"), [{ type: "disconnect", link: watched.link }]);
  assert(watched.stage.at === "changed_key");
  assertEquals([watched.stage.words[0], watched.stage.knownWords[0]], ["x", "o"]);
});

Deno.test("Client asks before it connects where an invitation and memory differ", () => {
  const watched = new WatchedClient({ known: [{ ...KNOWN, key: OTHER }] });
  assertEquals(watched.join(INVITATION), []);
  assert(watched.stage.at === "changed_key");
  const { words, knownWords, fromInvitation } = watched.stage;
  assertEquals([words[0], knownWords[0], fromInvitation], ["k", "o", true]);
  assertEquals(types(watched.do({ type: "accept_changed_key", word: "k" })), ["connect"]);
  assertEquals(watched.server(OTHER), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.problem, { code: "not_invited_server", host: "garden", port: 7420 });
});

Deno.test("Client asks for a passphrase outside the handshake, once in a run", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  assertEquals(watched.server(KEY, true), [{ type: "disconnect", link: watched.link }]);
  const asked = { at: "passphrase", host: "garden", port: 7420, name: "Garden" } as const;
  assertEquals(watched.stage, { ...asked, wrong: false, vouched: true });
  assertEquals(watched.do({ type: "passphrase", passphrase: "" }), []);
  assertEquals(types(watched.do({ type: "passphrase", passphrase: "wrong" })), ["connect"]);
  const [proceed] = watched.server(KEY, true);
  assert(proceed?.type === "proceed");
  assertEquals(proceed.passphrase, "wrong");
  watched.tell({ type: "opened" });
  assertEquals(watched.tell({ type: "closed", clean: false }), []);
  assertEquals(watched.stage, { ...asked, wrong: true, vouched: true });
  watched.do({ type: "cancel" });
  watched.join(INVITATION);
  assertEquals(
    watched.server(KEY, true),
    [{ type: "disconnect", link: watched.link }],
    "the wrong one is forgotten",
  );
  assertEquals(watched.stage, { ...asked, wrong: false, vouched: true });
  assertEquals(types(watched.do({ type: "passphrase", passphrase: "right" })), ["connect"]);
  watched.server(KEY, true);
  watched.welcome();
  watched.do({ type: "leave" });
  for (let close = 1; close <= MAX_DOUBTFUL_CLOSES + 1; close++) {
    watched.join("garden");
    assertEquals(types(watched.server(KEY, true)), ["proceed"], "it is kept for the run");
    watched.tell({ type: "opened" });
    watched.tell({ type: "closed", clean: false });
    if (close > MAX_DOUBTFUL_CLOSES) break;
    assertEquals(watched.problem, { code: "not_kept" }, "a passphrase that worked is not to blame");
  }
  assertEquals(watched.stage.at, "passphrase", "unless it ends so again and again: it was changed");
});

Deno.test("Client never gives a passphrase to a server with another key", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  watched.server(KEY, true);
  watched.do({ type: "passphrase", passphrase: "secret" });
  watched.server(KEY, true);
  watched.welcome();
  watched.do({ type: "leave" });
  watched.join(`pychat://elsewhere#${OTHER}`);
  assertEquals(watched.server(OTHER, true), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.stage.at, "passphrase");
  watched.do({ type: "cancel" });
  watched.join(INVITATION);
  const [proceed] = watched.server(KEY, false);
  assert(proceed?.type === "proceed");
  assertEquals(proceed.passphrase, null, "nor to one that wants none");
});

Deno.test("Client says when nothing but the first contact vouches for who asks for a passphrase", () => {
  for (const compared of [false, true]) {
    const watched = new WatchedClient();
    watched.join("garden");
    watched.server();
    watched.do({ type: "accept_new_key", compared });
    watched.server(KEY, true);
    assert(watched.stage.at === "passphrase");
    assertEquals(watched.stage.vouched, compared);
  }
});

Deno.test("Client says why there is no connection", () => {
  const place = { host: "garden", port: 7420 };
  for (const why of ["nobody_answers", "no_network", "too_slow", "not_pychat"] as const) {
    const watched = new WatchedClient();
    watched.join("garden");
    assertEquals(watched.tell({ type: "failed", why }), []);
    assertEquals(watched.stage, { at: "start", where: "garden", problem: { code: why, ...place } });
  }
  const watched = new WatchedClient();
  watched.join("garden");
  watched.tell({ type: "failed", why: "unknown_host" });
  assertEquals(watched.problem, { code: "unknown_host", host: "garden" });
});

Deno.test("Client says why a server did not let it in", () => {
  const reasons: [LinkEvent, unknown][] = [
    [{ type: "closed", clean: false }, { code: "not_kept" }],
    [{ type: "closed", clean: true }, { code: "not_kept" }],
    [{ type: "failed", why: "not_pychat" }, { code: "not_pychat", host: "garden", port: 7420 }],
    ...([
      ["server_full", { code: "server_full", name: "Garden" }],
      ["name_taken", { code: "name_taken", name: "ada", seconds: null }],
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
    const watched = new WatchedClient();
    watched.join(INVITATION);
    watched.server();
    watched.tell({ type: "opened" });
    const effects = watched.tell(event);
    assertEquals(types(effects), event.type === "message" ? ["disconnect"] : []);
    assertEquals(watched.problem, problem);
    assertEquals(watched.state.name, "ada");
  }
});

Deno.test("Client goes nowhere with a wrong address or name, and keeps what was typed", () => {
  const watched = new WatchedClient();
  assertEquals(watched.join("gar den", "x"), []);
  assertEquals(watched.stage, {
    at: "start",
    where: "gar den",
    problem: { code: "invitation", part: "host", fault: "characters", by: 0 },
  });
  assertEquals(watched.join("garden", "admin"), []);
  assertEquals([watched.problem, watched.state.name], [
    { code: "name", rule: "reserved" },
    "admin",
  ]);
  assertEquals(types(watched.join("garden", "ada")), ["connect"]);
  assertEquals(watched.join("garden", "ada"), [], "a double click");
});

Deno.test("Client makes up a name, and another one when it is taken, but not for ever", () => {
  const watched = new WatchedClient();
  const offered = watched.state.name;
  assertNotEquals(offered, "");
  watched.join(INVITATION, " ");
  const tried: string[] = [];
  for (;;) {
    const [proceed] = watched.server();
    assert(proceed?.type === "proceed");
    tried.push(proceed.hello.name);
    watched.tell({ type: "opened" });
    const effects = watched.hears({ type: "error", code: "name_taken" });
    if (effects.length === 1) break;
    assertEquals(types(effects), ["disconnect", "connect"]);
  }
  assertEquals(tried[0], offered);
  assertEquals(new Set(tried).size, MAX_NAME_DRAWS);
  assertEquals(watched.problem, { code: "name_taken", name: tried.at(-1), seconds: null });
});

Deno.test("Client offers the name it was given, and that is a chosen one", () => {
  const watched = new WatchedClient({ name: "ada" });
  assertEquals(watched.state.name, "ada");
  watched.join(INVITATION, "ada");
  watched.server();
  watched.tell({ type: "opened" });
  watched.hears({ type: "error", code: "name_taken" });
  assertEquals(watched.problem, { code: "name_taken", name: "ada", seconds: null });
});

Deno.test("Client stops on the way in when it is told to", () => {
  const watched = new WatchedClient();
  watched.join("garden");
  assertEquals(watched.do({ type: "cancel" }), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.stage, { at: "start", where: "garden", problem: null });
  assertEquals([...watched.server(), ...watched.do({ type: "cancel" })], []);
  watched.join("garden");
  watched.server();
  assertEquals(watched.do({ type: "cancel" }), [], "no link is open while a person decides");
});

Deno.test("Client ignores what comes late from a link it gave up", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  const old = watched.link;
  watched.do({ type: "cancel" });
  watched.join(INVITATION);
  const hello = { type: "server", name: "", passphrase: false } as const;
  assertEquals(watched.client.link(old, { type: "server", key: KEY, hello }, 0), []);
  assertEquals(watched.client.link(old, { type: "closed", clean: false }, 0), []);
  assertEquals(watched.stage.at, "connecting");
});

Deno.test("Client ends with a server that says anything before its welcome, and ignores a second one", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  watched.server();
  watched.tell({ type: "opened" });
  watched.hears({
    type: "joined",
    room: "lobby",
    member: { id: "x", name: "x", tag: "aaaa" },
    time: 0,
  });
  assertEquals(watched.problem, { code: "not_pychat", host: "garden", port: 7420 });
  watched.enter();
  watched.welcome({ name: "mallory", id: "other" });
  assertEquals([watched.state.me?.name, watched.members.length], ["ada", 1]);
});

Deno.test("Client sends texts, settles them by their echo, and says which failed", () => {
  const watched = new WatchedClient().enter();
  const say = (text: string) => watched.say(text);
  assertEquals(say("one"), [
    { type: "send", link: 1, message: { type: "say", room: "lobby", ref: 1, text: "one" } },
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
  watched.hears(echo);
  watched.hears({ type: "error", code: "text_too_long", ref: 1 });
  assertEquals(watched.pending, ["1 one failed", "3 three sending"]);
  watched.end();
  assertEquals(watched.pending, ["1 one failed", "3 three unknown"]);
  assertEquals(watched.retry(3), [], "not where nothing is dialled");
  assertEquals(say("four"), []);
  assertEquals(watched.pending.at(-1), "4 four failed");
});

Deno.test("Client retries once for two clicks, and discards", () => {
  const watched = new WatchedClient().enter();
  watched.say("one");
  watched.hears({ type: "error", code: "unknown_room", ref: 1 });
  watched.do({ type: "draft", in: "c1", text: "kept" });
  const again = { type: "say", room: "lobby", ref: 2, text: "one" } as const;
  assertEquals(watched.retry(1), [{ type: "send", link: 1, message: again }]);
  assertEquals(watched.retry(1), []);
  assertEquals(watched.retry(2), [], "it is on its way");
  watched.discard(2);
  assertEquals(watched.pending, ["2 one sending"]);
  watched.hears({ type: "error", code: "text_empty", ref: 2 });
  watched.discard(2);
  assertEquals(watched.pending, []);
  assertEquals(watched.content().draft, "kept");
});

Deno.test("Client draws another made-up name at a rejoin, but never for one that was chosen", () => {
  for (const chosen of [false, true]) {
    const watched = new WatchedClient();
    watched.join(INVITATION, "");
    watched.server();
    watched.welcome({ name: watched.state.name });
    if (chosen) {
      watched.do({ type: "rename", name: "ida" });
      watched.hears({ type: "renamed", member: "me", name: "ida", time: 1 });
    }
    watched.end();
    watched.do({ type: "rejoin" });
    watched.server();
    watched.tell({ type: "opened" });
    const effects = watched.hears({ type: "error", code: "name_taken" });
    assertEquals(types(effects), chosen ? ["disconnect"] : ["disconnect", "connect"]);
    assertEquals(watched.stage.at, chosen ? "ended" : "connecting");
  }
});

Deno.test("Client keeps the conversation through a rejoin, and through one that fails", () => {
  const watched = new WatchedClient().enter();
  watched.say("lost?");
  watched.end();
  assert(watched.stage.at === "ended");
  assertEquals(watched.stage.how, "cut");
  watched.client.takeUpdates();

  assertEquals(types(watched.do({ type: "rejoin" })), ["connect"]);
  assertEquals(watched.do({ type: "rejoin" }), []);
  watched.tell({ type: "failed", why: "nobody_answers" });
  assertEquals(watched.stage.at, "ended");
  const told = watched.client.takeUpdates().map((update) => update.type);
  assertEquals(told, ["state", "notice"]);

  watched.do({ type: "rejoin" });
  watched.server();
  watched.welcome({ id: "me2" });
  assertEquals([watched.stage.at, watched.state.me?.id], ["joined", "me2"]);
  const [state, lines] = watched.client.takeUpdates();
  assertEquals(state?.type, "state");
  assert(lines?.type === "lines");
  assertEquals([lines.from, lines.lines.map(({ type }) => type)], [3, ["connection"]]);
  assertEquals(watched.pending, ["1 lost? unknown"]);
  assertEquals(types(watched.retry(1)), ["send"]);
});

Deno.test("Client tells a server that stopped from a connection that was cut", () => {
  const ends: [LinkEvent, string][] = [
    [{ type: "closed", clean: true }, "stopping"],
    [{ type: "closed", clean: false }, "cut"],
    [{ type: "failed", why: "no_network" }, "cut"],
  ];
  for (const [event, how] of ends) {
    const watched = new WatchedClient().enter();
    watched.tell(event);
    for (const at of ["reconnecting", "ended"] as const) {
      assert(watched.stage.at === at);
      assertEquals(watched.stage.how, how);
      assertEquals(watched.tell(event), []);
      watched.do({ type: "cancel" });
    }
  }
});

Deno.test("Client forgets the conversation when the person leaves", () => {
  const watched = new WatchedClient().enter();
  watched.do({ type: "draft", in: "c1", text: "half" });
  assertEquals(watched.do({ type: "leave" }), [{ type: "disconnect", link: watched.link }]);
  assertEquals(watched.stage, { at: "start", where: INVITATION, problem: null });
  const { name, me, conversations } = watched.state;
  assertEquals([name, me, conversations], ["ada", null, []]);
  assertEquals(watched.client.takeUpdates().map(({ type }) => type), ["state"]);
  assertEquals(watched.client.snapshot().conversations, []);
  assertEquals(watched.do({ type: "leave" }), []);
  assertEquals(watched.hears({ type: "closing", reason: "stopping" }), []);
});

Deno.test("Client asks for another name, and has it when the server says so", () => {
  const watched = new WatchedClient().enter();
  assertEquals(watched.ask({ type: "rename", name: "server" }), [
    { type: "notice", problem: { code: "name", rule: "reserved" } },
  ]);
  assertEquals(watched.do({ type: "rename", name: "ida" }), [
    { type: "send", link: 1, message: { type: "rename", name: "ida" } },
  ]);
  watched.hears({ type: "error", code: "name_taken" });
  assertEquals(watched.client.takeUpdates(), [
    { type: "notice", problem: { code: "name_taken", name: "ida", seconds: null } },
  ]);
  watched.do({ type: "rename", name: "ada2" });
  watched.hears({ type: "renamed", member: "me", name: "ada2", time: 1 });
  assertEquals([watched.state.name, watched.state.me?.name], ["ada2", "ada2"]);
});

Deno.test("Client remembers that the words were compared", () => {
  const watched = new WatchedClient().enter();
  const [remember] = watched.do({ type: "compared" });
  const server = { ...KNOWN, since: 100, compared: true };
  assertEquals(remember, { type: "remember_server", change: { server, replaces: null } });
  assert(watched.stage.at === "joined" && watched.stage.server.compared);
  assertEquals(watched.do({ type: "compared" }), []);
  watched.do({ type: "leave" });
  watched.join("garden");
  watched.server();
  watched.welcome();
  assert(watched.stage.at === "joined" && watched.stage.server.compared);
  assertEquals(watched.stage.server.standing, "known");
});

Deno.test("Client.knowledge brings in what other processes learnt", () => {
  const watched = new WatchedClient();
  watched.client.knowledge.read([KNOWN]);
  watched.join("garden");
  assertEquals(types(watched.server()), ["proceed"]);
});

Deno.test("Client.knowledge takes nothing back that this client learnt", () => {
  const watched = new WatchedClient({ known: [KNOWN] });
  watched.join("garden");
  watched.server(OTHER);
  watched.do({ type: "accept_changed_key", word: "o" });
  watched.server(OTHER);
  watched.welcome();
  watched.do({ type: "compared" });
  watched.do({ type: "leave" });
  const third = { ...KNOWN, key: "X".repeat(42) + "A" };
  // The file was not written yet, or is gone; or another process took a third key meanwhile.
  for (const [file, expected] of [[KNOWN, "o"], [null, "o"], [third, "x"]] as const) {
    watched.client.knowledge.read(file === null ? [] : [file]);
    const [checked] = watched.ask({ type: "check", where: "garden" });
    assert(checked?.type === "checked" && checked.result.ok);
    assertEquals([checked.result.standing, checked.result.words[0]], ["known", expected]);
  }
});

Deno.test("Client answers the page that asked", () => {
  const watched = new WatchedClient({ known: [KNOWN] });
  assertEquals(watched.ask({ type: "export", in: null, format: "text" }), []);
  assertEquals(watched.ask({ type: "older", in: "c1", before: 9, reach: null }), []);
  const [checked] = watched.ask({ type: "check", where: "garden" });
  assert(checked?.type === "checked" && checked.result.ok);
  assertEquals([checked.where, checked.result.standing], ["garden", "known"]);
  watched.enter();
  const [exported] = watched.ask({ type: "export", in: null, format: "text" });
  assert(exported?.type === "exported");
  assertEquals(exported.fileName, "pychat-lobby-1970-01-01.txt");
  assertEquals(watched.client.takeUpdates(), []);
});

Deno.test("Client gives older lines before an index, a page of them at most", () => {
  const watched = new WatchedClient().enter();
  for (let id = 1; id < 700; id++) {
    watched.hears({ type: "text", room: "lobby", id, from: "me", text: `${id}`, time: 0 });
  }
  const { from, lines } = watched.content();
  assertEquals([from, lines.length], [501, 200]);
  const older = (before: number) => {
    const [update] = watched.ask({ type: "older", in: "c1", before, reach: null });
    return update?.type === "older" ? [update.from, update.lines.length] : [];
  };
  assertEquals(older(200), [0, 200]);
  assertEquals(older(0), [0, 0]);
  assertEquals(older(1), [0, 1]);
  assertEquals(older(Number.MAX_SAFE_INTEGER), [201, 500]);
});

Deno.test("Client remembers the theme, and what nobody asked for does nothing", () => {
  const watched = new WatchedClient();
  assertEquals(watched.do({ type: "theme", theme: "nord" }), [
    { type: "remember_settings", settings: { ...DEFAULT_SETTINGS, theme: "nord" } },
  ]);
  assertEquals(watched.state.theme, "nord");
  const idle: ChatIntent[] = [
    { type: "say", in: "c1", text: "x", action: false, reply: null, mentions: [] },
    { type: "rename", name: "x" },
    { type: "compared" },
    { type: "leave" },
    { type: "rejoin" },
    { type: "retry", in: "c1", ref: 1 },
    { type: "discard", in: "c1", ref: 1 },
    { type: "cancel" },
    { type: "passphrase", passphrase: "x" },
    { type: "accept_new_key", compared: true },
    { type: "accept_changed_key", word: "x" },
  ];
  for (const intent of idle) assertEquals(watched.do(intent), [], intent.type);
  assertEquals(watched.stage.at, "start");
});

Deno.test("Client lets the file win over what it learnt once that is kept, and not before", () => {
  for (const kept of [false, true]) {
    const watched = new WatchedClient();
    watched.join(INVITATION);
    watched.server();
    const [effect] = watched.welcome();
    assert(effect?.type === "remember_server");
    if (kept) watched.client.knowledge.kept(effect.change);
    watched.do({ type: "leave" });
    // Another process gave the key up and was told to trust this one.
    watched.client.knowledge.read([{ ...KNOWN, key: OTHER }]);
    watched.join("garden");
    assertEquals(types(watched.server(OTHER)), ["proceed"]);
    watched.do({ type: "cancel" });
    // Another process has forgotten the server.
    watched.client.knowledge.read([]);
    watched.join("garden");
    watched.server(OTHER);
    assertEquals(watched.stage.at, kept ? "new_key" : "changed_key");
  }
});

Deno.test("Client comes back under another name where its own was taken meanwhile", () => {
  const watched = new WatchedClient().enter({ numbered: true });
  watched.cut();
  watched.rings();
  watched.server();
  watched.tell({ type: "opened" });
  watched.now = 900_000;
  watched.hears({ type: "error", code: "name_taken" });
  assertEquals(watched.stage.at, "ended");
  watched.client.takeUpdates();
  assertEquals(watched.do({ type: "rename", name: "ida" }), []);
  assertEquals(watched.client.takeUpdates().map(({ type }) => type), ["state"]);
  assertEquals([watched.state.name, watched.state.me?.name], ["ida", "ada"]);
  watched.do({ type: "rejoin" });
  const [proceed] = watched.server();
  assert(proceed?.type === "proceed");
  assertEquals([proceed.hello.name, proceed.claim?.member], ["ida", "me"]);
  watched.welcome({ name: "ida", id: "me2", numbered: true });
  assertEquals([watched.stage.at, watched.state.name], ["joined", "ida"]);
});

Deno.test("Client remembers whether the person is seen writing", () => {
  const watched = new WatchedClient();
  const choices = { ...DEFAULT_SETTINGS.choices, typing: true };
  assertEquals(watched.do({ type: "choose", choices: { typing: true } }), [
    { type: "remember_settings", settings: { ...DEFAULT_SETTINGS, choices } },
  ]);
  assertEquals(watched.state.choices, choices);
});
