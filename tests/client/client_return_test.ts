import { assert, assertEquals } from "@std/assert";
import type { ChatIntent } from "../../lib/api/intent.ts";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import {
  FIRST_RETRY_MS,
  GRACE_MS,
  MAX_DOUBTFUL_CLOSES,
  MAX_SAY_UNITS,
  RENEW_MS,
} from "../../lib/limits.ts";
import { INVITATION, KEY, OTHER, SECRET, types, WatchedClient } from "./watched_client.ts";

/** A client that is in, at a server that numbers. */
function entered(options = {}): WatchedClient {
  return new WatchedClient(options).enter({ numbered: true });
}

/** All the way back in as the same, from a cut. */
function back(watched: WatchedClient, missing = 0): readonly Effect[] {
  watched.rings();
  watched.server();
  return watched.resumed(missing);
}

Deno.test("Client dials again after a cut, and goes on as whom it was without a word", () => {
  const watched = entered();
  watched.say("on its way");
  const [wait] = watched.cut();
  assert(wait?.type === "wait");
  assert(wait.ms > 0 && wait.ms <= FIRST_RETRY_MS, `${wait.ms} ms`);
  assert(watched.stage.at === "reconnecting");
  const { how, since, next, problem } = watched.stage;
  assertEquals([how, since, next, problem], ["cut", 100, 100 + wait.ms, null]);
  assertEquals(watched.pending, ["1 on its way sending"], "a resume sends it again");
  watched.say("meanwhile");
  watched.now = 5_000;
  assertEquals(watched.rings(), [
    { type: "connect", link: watched.link, host: "garden", port: 7420, resume: true },
  ]);
  assert(watched.stage.at === "reconnecting" && watched.stage.next === null);
  const hello = { type: "hello", name: "ada", delivery: true } as const;
  const claim = { key: KEY, member: "me", secret: SECRET };
  assertEquals(watched.server(), [
    { type: "proceed", link: watched.link, hello, claim, passphrase: null },
  ]);
  const [say, ...waits] = watched.resumed();
  const message = { type: "say", room: "lobby", ref: 2, text: "meanwhile" } as const;
  assertEquals(say, { type: "send", link: watched.link, message });
  assertEquals(types(waits), ["wait", "wait"], "the renewal, and the proof of the link");
  assertEquals(watched.stage.at, "joined");
  assertEquals(watched.pending, ["1 on its way sending", "2 meanwhile sending"]);
  watched.echo(1, "on its way", 1);
  watched.echo(2, "meanwhile", 2);
  assertEquals([watched.pending, watched.lines], [
    [],
    ["joined 100", "on its way", "meanwhile"],
  ]);
});

Deno.test("Client says that the connection was lost when the first try has failed, and that it is back", () => {
  const watched = entered();
  watched.cut();
  watched.rings();
  assertEquals(watched.lines, ["joined 100"]);
  watched.now = 200;
  const effects = watched.tell({ type: "failed", why: "no_network" });
  assertEquals(types(effects), ["wait"]);
  assertEquals(watched.problem, { code: "no_network", host: "garden", port: 7420 });
  assertEquals(watched.lines, ["joined 100", "lost 100"]);
  watched.rings();
  watched.tell({ type: "failed", why: "too_slow" });
  assertEquals(watched.problem, { code: "too_slow", host: "garden", port: 7420 });
  watched.now = 300;
  back(watched);
  assertEquals(watched.lines, ["joined 100", "lost 100", "back 300"]);
});

Deno.test("Client shows a gap where messages are missing", () => {
  const watched = entered();
  watched.cut();
  back(watched, 12);
  assertEquals(watched.lines, ["joined 100", "gap 12"]);
  watched.cut();
  watched.rings();
  watched.tell({ type: "failed", why: "no_network" });
  back(watched, 1);
  assertEquals(watched.lines, ["joined 100", "gap 12", "lost 100", "gap 1", "back 100"]);
});

Deno.test("Client does not show twice what a resume brings again", () => {
  const watched = entered();
  watched.echo(1, "one");
  watched.cut();
  back(watched);
  watched.echo(1, "one");
  watched.echo(2, "two");
  assertEquals(watched.lines, ["joined 100", "one", "two"]);
});

Deno.test("Client takes a welcome instead of a resume: a gap, unknown texts, and those that waited go out", () => {
  const watched = entered();
  watched.echo(7, "before");
  watched.say("on its way");
  watched.cut(true);
  watched.say("meanwhile");
  watched.rings();
  watched.tell({ type: "failed", why: "nobody_answers" });
  watched.rings();
  watched.server();
  const effects = watched.welcome({ id: "me2", numbered: true });
  assertEquals(types(effects), ["remember_server", "remember_settings", "send", "wait", "wait"]);
  assertEquals(watched.pending, ["1 on its way unknown", "2 meanwhile sending"]);
  // Ids begin anew, and a text of the old self is a stranger's.
  watched.echo(1, "meanwhile", 2, "me2");
  watched.echo(2, "on its way", 1, "me");
  assertEquals(watched.pending, ["1 on its way unknown"]);
  assertEquals(watched.lines, [
    "joined 100",
    "before",
    "lost 100",
    "gap null",
    "back 100",
    "meanwhile",
    "on its way",
  ]);
  assertEquals(types(watched.retry(1)), ["send"]);
});

Deno.test("Client shows a gap also where a server that was started again lets it in at the first try", () => {
  const watched = entered();
  watched.cut(true);
  assert(watched.stage.at === "reconnecting" && watched.stage.how === "stopping");
  watched.rings();
  watched.server();
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.lines, ["joined 100", "gap null"]);
  watched.cut();
  watched.rings();
  const [proceed] = watched.server();
  assert(proceed?.type === "proceed");
  assertEquals(proceed.claim?.member, "me2", "it is another one now");
});

Deno.test("Client claims nothing at a server of the first version, and does not ask whether it is there", () => {
  const watched = new WatchedClient().enter();
  watched.say("on its way");
  assertEquals(watched.networkChanged(), []);
  assertEquals(types(watched.cut()), ["wait"]);
  assertEquals(watched.pending, ["1 on its way unknown"], "nothing can show what became of it");
  const [connect] = watched.rings();
  assert(connect?.type === "connect" && !connect.resume);
  const [proceed] = watched.server();
  assert(proceed?.type === "proceed" && proceed.claim === null);
  assertEquals(types(watched.welcome()).filter((type) => type === "wait").length, 1);
  assertEquals(watched.lines, ["joined 100", "gap null"]);
});

Deno.test("Client begins nothing by a word that it did not ask for", () => {
  for (const id of ["me", "other"]) {
    const watched = new WatchedClient();
    watched.join(INVITATION);
    watched.server();
    watched.tell({ type: "opened" });
    const you = { id, name: "ada", tag: "aaaa" };
    watched.hears({ type: "resumed", you, received: 0, missing: 0, time: 1 });
    assertEquals(watched.problem, { code: "not_pychat", host: "garden", port: 7420 });
  }
  const watched = entered();
  watched.cut();
  watched.rings();
  watched.server();
  const you = { id: "other", name: "ada", tag: "aaaa" };
  const resumed = { type: "resumed", you, received: 0, missing: 0, time: 1 } as const;
  assertEquals(types(watched.hears(resumed)), ["wait", "disconnect"]);
  assertEquals(watched.state.me?.id, "me");
});

Deno.test("Client goes on trying while trying can help, ever more slowly", () => {
  const problems: LinkEvent[] = [
    { type: "failed", why: "nobody_answers" },
    { type: "failed", why: "unknown_host" },
    { type: "failed", why: "no_network" },
    { type: "failed", why: "too_slow" },
    { type: "failed", why: "not_pychat" },
    { type: "failed", why: "said_nothing" },
    { type: "closed", clean: false },
    { type: "closed", clean: true },
    { type: "message", message: { type: "error", code: "server_full" } },
    { type: "message", message: { type: "error", code: "address_full" } },
    { type: "message", message: { type: "closing", reason: "stopping" } },
  ];
  // The greatest share there is, so that each pause is as long as it can be.
  const draw = (bytes: number) => new Uint8Array(bytes).fill(255);
  const watched = entered({ draw, retry: { first: 10, most: 300 } });
  const pauses = [watched.cut()];
  for (const event of problems) {
    watched.rings();
    watched.server();
    watched.tell({ type: "opened" });
    pauses.push(watched.tell(event));
    assert(watched.stage.at === "reconnecting", JSON.stringify(event));
  }
  const waits = pauses.flat().flatMap((effect) => effect.type === "wait" ? [effect.ms] : []);
  assertEquals(waits, [10, 20, 40, 80, 160, 300, 300, 300, 300, 300, 300, 300]);
  assertEquals(watched.problem, { code: "not_kept" });
});

Deno.test("Client dials no more by itself where that cannot help, and says why", () => {
  const answers: [LinkEvent, unknown][] = [
    [{ type: "message", message: { type: "error", code: "name_taken" } }, {
      code: "name_taken",
      name: "ada",
      seconds: null,
    }],
    [{ type: "message", message: { type: "error", code: "name_invalid" } }, {
      code: "name",
      rule: "reserved",
    }],
    [{ type: "message", message: { type: "error", code: "bad_message" } }, {
      code: "refused",
      name: "Garden",
    }],
    [{ type: "message", message: { type: "closing", reason: "refused" } }, {
      code: "refused",
      name: "Garden",
    }],
    [{ type: "failed", why: { ours: 1, theirs: 2 } }, {
      code: "client_too_old",
      host: "garden",
      port: 7420,
      ours: 1,
      theirs: 2,
    }],
  ];
  for (const [event, problem] of answers) {
    const watched = entered();
    watched.say("on its way");
    watched.cut();
    watched.say("meanwhile");
    watched.rings();
    if (event.type === "message") watched.server();
    watched.now = 900_000;
    const effects = watched.tell(event);
    assertEquals(types(effects), event.type === "message" ? ["disconnect"] : []);
    assert(watched.stage.at === "ended" && watched.stage.how === "cut");
    assertEquals(watched.notices, [problem]);
    assertEquals(watched.lines, ["joined 100", "cut 100"]);
    assertEquals(watched.pending, ["1 on its way unknown", "2 meanwhile failed"]);
    assertEquals(watched.rings(), []);
  }
});

Deno.test("Client does not go back to a server that sent it away", () => {
  const watched = entered();
  watched.hears({ type: "closing", reason: "refused" });
  assertEquals(watched.cut(true), []);
  assertEquals(watched.stage.at, "ended");
  assertEquals(watched.notices, [{ code: "refused", name: "Garden" }]);
  assertEquals(types(watched.do({ type: "rejoin" })), ["connect"], "a person may want to");
});

Deno.test("Client stops at a changed key, keeps the conversation, and goes on when a person says so", () => {
  const watched = entered();
  watched.say("on its way");
  watched.cut();
  watched.rings();
  assertEquals(types(watched.server(OTHER)), ["disconnect"]);
  assert(watched.stage.at === "changed_key");
  assertEquals([watched.stage.words[0], watched.stage.knownWords[0]], ["o", "k"]);
  assertEquals(watched.lines, ["joined 100", "lost 100"]);
  watched.say("meanwhile");
  for (const effects of [watched.rings(), watched.networkChanged(), watched.server(OTHER)]) {
    assertEquals(effects, []);
  }
  assertEquals(watched.do({ type: "try_now" }), []);
  assertEquals(watched.do({ type: "accept_changed_key", word: "k" }), []);
  const [connect] = watched.do({ type: "accept_changed_key", word: "o" });
  assert(connect?.type === "connect" && !connect.resume, "the other server has nothing to resume");
  assertEquals(watched.stage.at, "reconnecting");
  watched.tell({ type: "failed", why: "nobody_answers" });
  watched.rings();
  const [proceed] = watched.server(OTHER);
  assert(proceed?.type === "proceed", "what was decided holds for all tries");
  assertEquals(proceed.claim, null, "nor may it see the secret");
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.pending, ["1 on its way unknown", "2 meanwhile sending"]);
  assertEquals(watched.lines, ["joined 100", "lost 100", "gap null", "back 100"]);
});

Deno.test("Client gives up at a changed key when a person says so, and keeps the conversation", () => {
  const watched = entered();
  watched.cut();
  watched.rings();
  watched.server(OTHER);
  watched.say("meanwhile");
  watched.now = 400;
  assertEquals(watched.do({ type: "cancel" }), []);
  assertEquals(watched.stage.at, "ended");
  assertEquals(watched.pending, ["1 meanwhile failed"]);
  assertEquals(watched.lines, ["joined 100", "lost 100", "gave_up 400"]);
});

Deno.test("Client takes closes after the passphrase for cuts, and asks after too many", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  watched.server(KEY, true);
  watched.do({ type: "passphrase", passphrase: "open sesame" });
  watched.server(KEY, true);
  watched.welcome({ numbered: true });
  watched.cut();
  const close = () => {
    watched.rings();
    assertEquals(types(watched.server(KEY, true)), ["proceed"]);
    watched.tell({ type: "opened" });
    return watched.cut();
  };
  for (let times = 0; times < MAX_DOUBTFUL_CLOSES; times++) {
    assertEquals(types(close()), ["wait"]);
    assertEquals(watched.problem, { code: "not_kept" });
  }
  // One that lets us in takes the doubts away.
  watched.rings();
  watched.server(KEY, true);
  watched.resumed();
  watched.cut();
  for (let times = 0; times < MAX_DOUBTFUL_CLOSES; times++) close();
  assertEquals(close(), []);
  assert(watched.stage.at === "passphrase" && watched.stage.wrong);
  watched.say("meanwhile");
  watched.do({ type: "passphrase", passphrase: "changed" });
  const [proceed] = watched.server(KEY, true);
  assert(proceed?.type === "proceed");
  assertEquals([proceed.passphrase, proceed.claim?.secret], ["changed", SECRET]);
  assertEquals(types(watched.resumed()).at(0), "send");
  assertEquals(watched.stage.at, "joined");
});

Deno.test("Client asks for a passphrase that a server wants since it was started again", () => {
  const watched = entered();
  watched.cut(true);
  watched.rings();
  assertEquals(types(watched.server(KEY, true)), ["disconnect"]);
  assert(watched.stage.at === "passphrase" && !watched.stage.wrong);
  watched.do({ type: "passphrase", passphrase: "new" });
  assertEquals(watched.stage.at, "reconnecting");
  watched.tell({ type: "failed", why: "nobody_answers" });
  assertEquals(types(watched.rings()), ["connect"]);
  assertEquals(types(watched.server(KEY, true)), ["proceed"], "it is not asked for twice");
});

Deno.test("Client waits for its own name where the old self still holds it", () => {
  for (const name of ["ada", ""]) {
    const watched = new WatchedClient();
    watched.join(INVITATION, name);
    watched.server();
    const own = watched.state.name;
    watched.welcome({ name: own, numbered: true });
    watched.cut();
    watched.rings();
    watched.server();
    const held = (seconds: number) => {
      watched.tell({ type: "opened" });
      return watched.hears({ type: "error", code: "name_taken", seconds });
    };
    const [wait, disconnect] = held(77);
    assert(wait?.type === "wait" && disconnect?.type === "disconnect");
    assertEquals(wait.ms, 77_000);
    assertEquals(watched.problem, { code: "name_taken", name: own, seconds: 77 });
    watched.rings();
    watched.server();
    const [longest] = held(Number.MAX_SAFE_INTEGER);
    assertEquals(watched.problem, { code: "name_taken", name: own, seconds: 120 });
    assert(longest?.type === "wait");
    assertEquals(longest.ms, GRACE_MS, "a server cannot keep us away for ever");
    watched.do({ type: "try_now" });
    const [proceed] = watched.server();
    assert(proceed?.type === "proceed");
    assertEquals(proceed.hello.name, own);
    assertEquals(types(held(0)), ["wait", "disconnect"]);
  }
});

/** Told to stop while it dials, and then to go on; the first try. */
function stoppedAndBack(): WatchedClient {
  const watched = entered();
  watched.echo(7, "before");
  watched.say("on its way");
  watched.cut();
  watched.say("waits");
  watched.rings();
  watched.tell({ type: "failed", why: "no_network" });
  watched.now = 200;
  watched.do({ type: "cancel" });
  assertEquals(watched.pending, ["1 on its way unknown", "2 waits failed"]);
  assertEquals(watched.lines, ["joined 100", "before", "lost 100", "gave_up 200"]);
  watched.now = 300;
  const [connect] = watched.do({ type: "rejoin" });
  assert(connect?.type === "connect" && connect.resume);
  const [proceed] = watched.server();
  assert(proceed?.type === "proceed");
  assertEquals(proceed.claim, { key: KEY, member: "me", secret: SECRET });
  return watched;
}

Deno.test("Client that was told to stop and to go on is whom it was, while its place is held", () => {
  const watched = stoppedAndBack();
  assertEquals(types(watched.resumed()), ["wait", "wait"]);
  assertEquals(watched.stage.at, "joined");
  assertEquals(watched.pending, ["1 on its way sending", "2 waits failed"]);
  watched.echo(7, "before");
  watched.echo(8, "said meanwhile", undefined, "b");
  watched.echo(9, "on its way", 1);
  assertEquals(types(watched.retry(2)), ["send"]);
  const lines = ["joined 100", "before", "lost 100", "gave_up 200", "back 300"];
  assertEquals(watched.lines, [...lines, "said meanwhile", "on its way"]);
});

Deno.test("Client that was told to stop and to go on is somebody new where its place is not held any more", () => {
  const watched = stoppedAndBack();
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.pending, ["1 on its way unknown", "2 waits failed"]);
  const lines = ["joined 100", "before", "lost 100", "gave_up 200", "joined 300"];
  assertEquals(watched.lines, lines);
  watched.echo(1, "after", undefined, "me2");
  assertEquals(watched.lines, [...lines, "after"]);
});

Deno.test("Client that was told to stop and to go on waits for a name that another holds", () => {
  const watched = stoppedAndBack();
  watched.tell({ type: "opened" });
  watched.hears({ type: "error", code: "name_taken", seconds: 100 });
  assertEquals(watched.stage.at, "reconnecting");
  watched.say("meanwhile");
  watched.rings();
  watched.server();
  watched.now = 700;
  watched.welcome({ id: "me2", numbered: true });
  assertEquals(watched.pending, ["1 on its way unknown", "2 waits failed", "3 meanwhile sending"]);
});

Deno.test("Client drops a claim that a server answers with numbers which cannot be, also for a rejoin", () => {
  const watched = stoppedAndBack();
  watched.tell({ type: "opened" });
  watched.tell({ type: "failed", why: "not_pychat" }); // as the phone says it
  assertEquals(watched.stage.at, "ended");
  const [connect] = watched.do({ type: "rejoin" });
  assert(connect?.type === "connect" && !connect.resume);
  const [proceed] = watched.server();
  assert(proceed?.type === "proceed" && proceed.claim === null);
  watched.welcome({ id: "me2", numbered: true });
  watched.cut();
  watched.rings();
  const [next] = watched.server();
  assert(next?.type === "proceed");
  assertEquals(next.claim?.member, "me2", "a new one is good");
});

Deno.test("Client dials at once when it is told to, or the network is another one, and only once", () => {
  for (const by of ["try_now", "network"] as const) {
    const watched = entered();
    watched.cut();
    const { timer } = watched;
    const act = () => by === "network" ? watched.networkChanged() : watched.do({ type: by });
    assertEquals(types(act()), ["connect"]);
    assertEquals([watched.rings(timer), act()], [[], []]);
    assertEquals(types(watched.tell({ type: "failed", why: "no_network" })), ["wait"]);
    assertEquals(watched.rings(timer), [], "it means nothing any more");
    assertEquals(types(watched.rings()), ["connect"]);
  }
});

Deno.test("Client dials anew over another network while nobody has answered yet, once a try", () => {
  const watched = entered();
  watched.cut();
  watched.rings();
  const { link } = watched;
  assertEquals(types(watched.networkChanged()), ["disconnect", "connect"]);
  assertEquals(watched.tell({ type: "failed", why: "no_network" }, link), []);
  assertEquals(watched.networkChanged(), [], "or none would ever come to its end");
  watched.server();
  assertEquals(watched.networkChanged(), [], "the server may have taken it in already");
  watched.resumed();
  assertEquals(watched.stage.at, "joined");
});

Deno.test("Client asks the server whether it is there when the network is another one", () => {
  const watched = entered();
  assertEquals(watched.networkChanged(), [{ type: "probe", link: watched.link }]);
  watched.do({ type: "leave" });
  assertEquals(watched.networkChanged(), []);
});

Deno.test("Client begins with short pauses again once a link has proved itself, and not before", () => {
  const draw = (bytes: number) => new Uint8Array(bytes).fill(255);
  const watched = entered({ draw, retry: { first: 10, most: 300 } });
  const paused = () => {
    const [wait] = watched.cut();
    return wait?.type === "wait" ? wait.ms : 0;
  };
  assertEquals(paused(), 10);
  back(watched);
  assertEquals(paused(), 20, "it was cut again at once");
  const [, proof] = back(watched).filter((effect) => effect.type === "wait");
  assert(proof?.type === "wait");
  assertEquals(proof.ms, 40, "as long as the next pause");
  watched.rings(proof.timer);
  assertEquals(paused(), 10);
});

Deno.test("Client gets fresh keys by a second link, and pages see nothing of it", () => {
  const watched = new WatchedClient();
  watched.join(INVITATION);
  watched.server();
  const [renewal] = watched.welcome({ numbered: true }).filter(({ type }) => type === "wait");
  assert(renewal?.type === "wait");
  assertEquals(renewal.ms, RENEW_MS);
  watched.say("one");
  watched.client.takeUpdates();
  const first = watched.link;
  const [connect] = watched.rings();
  assert(connect?.type === "connect" && connect.resume && connect.link !== first);
  watched.tell({ type: "message", message: text(1, "on the first") }, first);
  assertEquals(types(watched.say("two")), ["send"], "it goes on by the first");
  const [drop, proceed] = watched.server();
  assertEquals(drop, { type: "drop", link: first });
  assert(proceed?.type === "proceed" && proceed.claim?.member === "me");
  assertEquals(watched.stage.at, "joined");
  // Nothing is sent, and the first is heard no more.
  assertEquals(watched.say("three"), []);
  watched.tell({ type: "message", message: text(2, "late") }, first);
  assertEquals(watched.tell({ type: "closed", clean: false }, first), []);
  const [send, again] = watched.resumed();
  assert(send?.type === "send" && send.link === watched.link);
  assert(again?.type === "wait" && again.ms === RENEW_MS);
  watched.echo(2, "two", 2);
  assertEquals(watched.lines, ["joined 100", "on the first", "two"]);
  const stages = watched.client.takeUpdates().flatMap((update) =>
    update.type === "state" ? [update.state.stage.at] : []
  );
  assertEquals(new Set(stages).has("reconnecting"), false);
});

function text(id: number, words: string) {
  return { type: "text", room: "lobby", id, from: "me", text: words, time: 5 } as const;
}

Deno.test("Client stays with the first link where the second comes to nothing, and tries an hour later", () => {
  const ends: ((watched: WatchedClient) => readonly Effect[])[] = [
    (watched) => watched.tell({ type: "failed", why: "nobody_answers" }),
    (watched) => watched.tell({ type: "failed", why: { ours: 1, theirs: 2 } }),
    (watched) => watched.tell({ type: "closed", clean: false }),
    (watched) => watched.server(OTHER),
    (watched) => watched.server(KEY, true),
  ];
  for (const end of ends) {
    const watched = entered();
    watched.client.takeUpdates();
    const first = watched.link;
    watched.rings();
    const wait = end(watched).find((effect) => effect.type === "wait");
    assert(wait?.type === "wait");
    assertEquals(wait.ms, 60 * 60 * 1000);
    assertEquals([watched.stage.at, watched.client.takeUpdates()], ["joined", []]);
    const [send] = watched.say("still here");
    assert(send?.type === "send");
    assertEquals(send.link, first);
    assertEquals(types(watched.rings()), ["connect"]);
  }
});

Deno.test("Client takes the second link for a try where the first is cut meanwhile", () => {
  const watched = entered();
  const first = watched.link;
  watched.rings();
  assertEquals(watched.tell({ type: "closed", clean: false }, first), []);
  assert(watched.stage.at === "reconnecting" && watched.stage.next === null);
  watched.server();
  watched.resumed();
  assertEquals([watched.stage.at, watched.lines], ["joined", ["joined 100"]]);
});

Deno.test("Client that loses the second link after the first is dropped was cut", () => {
  const watched = entered();
  watched.rings();
  watched.server();
  watched.say("meanwhile");
  watched.tell({ type: "opened" });
  assertEquals(types(watched.cut()), ["wait"]);
  assertEquals(watched.stage.at, "reconnecting");
  assertEquals(watched.lines, ["joined 100"], "no try to come back has failed");
  assertEquals(types(back(watched)), ["send", "wait", "wait"]);
});

Deno.test("Client loses nothing of what is written while it is away, however much", () => {
  const watched = entered();
  for (let n = 1; n <= 40; n++) watched.say(`text ${n}`);
  watched.cut();
  const line = `${"word ".repeat(99)}\n`;
  const paste = line.repeat(MAX_SAY_UNITS / line.length);
  watched.say(paste);
  assertEquals(watched.pending.filter((one) => one.endsWith(" sending")).length, 40);
  const sends = back(watched).flatMap((effect) =>
    effect.type === "send" && effect.message.type === "say" ? [effect.message] : []
  );
  assertEquals(sends.map(({ text }) => text).join("\n").trim(), paste.trim());
  assertEquals(sends.map(({ ref }) => ref), sends.map((_, index) => 41 + index));
  let id = 0;
  for (let ref = 1; ref <= 40; ref++) watched.echo(++id, `text ${ref}`, ref);
  for (const { text, ref } of sends) watched.echo(++id, text, ref);
  assertEquals(watched.pending, []);
});

Deno.test("Client lets go, keep or rewrite what waits, as the person says", () => {
  const watched = entered();
  watched.say("refused");
  watched.hears({ type: "error", code: "text_too_long", ref: 1 });
  watched.say("on its way");
  watched.cut();
  watched.say("first");
  watched.say("second");
  assertEquals(watched.discard(3), []);
  assertEquals(watched.discard(2), []);
  assertEquals(watched.retry(4), []);
  assertEquals(watched.retry(1), []);
  assertEquals(watched.retry(1), []);
  assertEquals(watched.pending, ["2 on its way sending", "4 second waiting", "5 refused waiting"]);
  assertEquals(types(back(watched)), ["send", "send", "wait", "wait"]);
});

Deno.test("Client asks for a new name once it is back, and for one that was not answered as somebody new", () => {
  const watched = entered();
  watched.do({ type: "rename", name: "eve" });
  watched.cut();
  watched.do({ type: "rename", name: "ida" });
  watched.do({ type: "rename", name: "ivy" });
  watched.rings();
  watched.server();
  const names = (effects: readonly Effect[]) =>
    effects.flatMap((effect) =>
      effect.type === "send" && effect.message.type === "rename" ? [effect.message.name] : []
    );
  // The server had taken the first before the cut; the last wish is what counts.
  assertEquals(names(watched.resumed(0, "eve")), ["ivy"]);
  assertEquals(watched.state.me?.name, "eve");
  watched.hears({ type: "error", code: "name_taken" });
  assertEquals(watched.notices, [{ code: "name_taken", name: "ivy", seconds: null }]);
  watched.do({ type: "rename", name: "zoe" });
  watched.cut();
  watched.rings();
  watched.server();
  assertEquals(names(watched.welcome({ id: "me2", name: "eve", numbered: true })), ["zoe"]);
});

Deno.test("Client tells how long a name that was changed too often must stay", () => {
  const watched = entered();
  watched.do({ type: "rename", name: "eve" });
  watched.hears({ type: "error", code: "too_often", seconds: 12 });
  watched.hears({ type: "error", code: "too_often", seconds: 13 });
  assertEquals(watched.notices, [{ code: "too_often", seconds: 12 }]);
});

Deno.test("Client shows who is away, and knows those who left while it was", () => {
  const watched = entered();
  const bern = { id: "b", name: "bern", tag: "bbbb" };
  const you = { id: "me", name: "ada", tag: "aaaa" };
  watched.hears({ type: "members", room: "lobby", members: [you, bern], last: true });
  watched.hears({ type: "reconnecting", member: "b", time: 1 });
  const away = () => watched.members.map(({ name, reconnecting }) => [name, reconnecting]);
  assertEquals(away(), [["ada", false], ["bern", true]]);
  watched.hears({ type: "reconnected", member: "b", time: 1 });
  watched.hears({ type: "reconnecting", member: "me", time: 1 });
  assertEquals(away(), [["ada", false], ["bern", false]]);
  watched.cut();
  back(watched);
  watched.hears({ type: "people", people: [bern, { ...bern, id: "c", name: "carl" }] });
  watched.hears({ type: "members", room: "lobby", members: [you], last: true });
  watched.echo(1, "from bern", undefined, "b");
  watched.echo(2, "from carl", undefined, "c");
  const from = watched.content().lines.flatMap((line) => line.type === "text" ? [line.from] : []);
  assertEquals(from, [bern, { ...bern, id: "c", name: "carl" }]);
  assertEquals(away(), [["ada", false]]);
});

Deno.test("Client that has left is reached by nothing: no timer, no link, no network", () => {
  const moments: ((watched: WatchedClient) => void)[] = [
    () => {},
    (watched) => watched.rings(), // renewing
    (watched) => (watched.rings(), watched.server()), // swapping
    (watched) => watched.cut(), // pausing
    (watched) => (watched.cut(), watched.rings()), // dialling
    (watched) => (watched.cut(), watched.rings(), watched.server()),
    (watched) => (watched.cut(), watched.rings(), watched.server(OTHER)), // asking
    (watched) => watched.end(), // over
    (watched) => (watched.end(), watched.do({ type: "rejoin" })), // rejoining
  ];
  for (const [index, moment] of moments.entries()) {
    const watched = entered();
    let open = new Set([watched.link]);
    const before = watched.link;
    moment(watched);
    for (let link = before + 1; link <= watched.link; link++) open.add(link);
    const left = watched.do({ type: "leave" });
    assert(left.every(({ type }) => type === "disconnect"), `${index}`);
    assertEquals(watched.stage, { at: "start", where: INVITATION, problem: null });
    assertEquals([watched.pending, watched.lines], [[], []]);
    open = new Set([...open, 0]);
    for (const link of open) {
      for (const event of EVENTS) assertEquals(watched.tell(event, link), [], `${index}`);
    }
    for (let timer = 0; timer < 50; timer++) assertEquals(watched.rings(timer), []);
    assertEquals(watched.networkChanged(), []);
    for (const intent of IDLE) assertEquals(watched.do(intent), [], intent.type);
    assertEquals(types(watched.join(INVITATION)), ["connect"]);
  }
});

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const EVENTS: readonly LinkEvent[] = [
  { type: "server", key: KEY, hello: { type: "server", name: "", passphrase: false } },
  { type: "opened" },
  { type: "message", message: { type: "welcome", you: YOU, room: "lobby", history: 0, time: 1 } },
  { type: "message", message: { type: "resumed", you: YOU, received: 0, missing: 0, time: 1 } },
  { type: "message", message: text(9, "late") },
  { type: "closed", clean: false },
  { type: "failed", why: "too_slow" },
];
const IDLE: readonly ChatIntent[] = [
  { type: "say", in: "c1", text: "x", action: false, reply: null, mentions: [] },
  { type: "cancel" },
  { type: "try_now" },
  { type: "rejoin" },
  { type: "leave" },
  { type: "retry", in: "c1", ref: 1 },
  { type: "discard", in: "c1", ref: 1 },
  { type: "rename", name: "x" },
  { type: "accept_changed_key", word: "o" },
  { type: "passphrase", passphrase: "x" },
];

Deno.test("Client does what two pages ask for at once only once", () => {
  const watched = entered();
  watched.cut();
  assertEquals(types(watched.do({ type: "try_now" })), ["connect"]);
  assertEquals(watched.do({ type: "try_now" }), []);
  assertEquals(types(watched.do({ type: "cancel" })), ["disconnect"]);
  assertEquals(watched.do({ type: "cancel" }), []);
  assertEquals(watched.do({ type: "try_now" }), []);
  assertEquals(types(watched.do({ type: "rejoin" })), ["connect"]);
  assertEquals(watched.do({ type: "rejoin" }), []);
  assertEquals(types(watched.do({ type: "cancel" })), ["disconnect"]);
  assertEquals(watched.stage.at, "ended");
  assertEquals(watched.lines, ["joined 100", "cut 100"]);
  watched.do({ type: "leave" });
  assertEquals(watched.do({ type: "leave" }), []);
});
