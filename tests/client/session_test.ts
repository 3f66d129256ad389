import { assertEquals } from "@std/assert";
import type { State } from "../../lib/api/view.ts";
import type { Admission } from "../../lib/client/admission.ts";
import { Feed } from "../../lib/client/feed.ts";
import { Session } from "../../lib/client/session.ts";

const KEY = "A".repeat(43);
const ADMISSION: Admission = {
  welcome: {
    type: "welcome",
    you: { id: "me", name: "ada", tag: "aaaa" },
    room: "lobby",
    history: 20,
    time: 0,
  },
  key: KEY,
  words: ["one"],
  standing: "new",
  since: 3,
  compared: false,
  replaces: null,
  serverName: "Garden",
};
const TARGET = { where: "typed", host: "::1", port: 9, room: "küche", key: null };

const STATE: State = {
  version: "1",
  theme: "nord",
  stage: { at: "start", where: "", problem: null },
  name: "ada",
  me: null,
  room: "",
  members: [],
};

function begin(feed = new Feed()): Session {
  return new Session(ADMISSION, TARGET, true, feed, 1);
}

Deno.test("Session.server holds an invitation to where the person is", () => {
  const { server } = begin();
  assertEquals(server.invitation, `pychat://[::1]:9/k%C3%BCche#${KEY}`);
  assertEquals([server.name, server.history, server.standing], ["Garden", 20, "new"]);
});

Deno.test("Session.change is what to remember of the server", () => {
  const session = begin();
  const server = { host: "::1", port: 9, key: KEY, since: 3, compared: false, name: "Garden" };
  assertEquals(session.change, { server, replaces: null });
  session.compare();
  assertEquals(session.change, { server: { ...server, compared: true }, replaces: null });
});

Deno.test("Session.madeUp ends with a name the person asked for, and not with another's", () => {
  const session = begin();
  session.rename("ida");
  session.receive({ type: "renamed", member: "b", name: "ida", time: 1 });
  assertEquals(session.madeUp, true);
  session.receive({ type: "renamed", member: "me", name: "ida", time: 1 });
  assertEquals(session.madeUp, false);
});

const NUMBERED: Admission = {
  ...ADMISSION,
  welcome: { ...ADMISSION.welcome, delivery: { secret: "s", grace: 120 } },
};

function states(session: Session): string[] {
  return session.conversation.pending.all.map(({ state }) => state);
}

Deno.test("Session.way is where the person is, as who, and with what shows it while that is good", () => {
  const session = begin();
  assertEquals(session.way, {
    target: TARGET,
    wanted: { name: "ada", madeUp: true, own: true },
    claim: null,
  });
  assertEquals(session.begin(NUMBERED, false, 2), []);
  assertEquals(session.way.wanted.madeUp, false);
  assertEquals(session.way.claim, { key: KEY, member: "me", secret: "s" });
  session.cut();
  assertEquals(session.way.claim?.secret, "s");
  session.end("cut", 3, 4);
  session.cut();
  assertEquals(session.way.claim?.secret, "s", "the place may still be held");
  session.begin({ ...NUMBERED, compared: true }, true, 5);
  assertEquals([session.way.claim?.secret, session.server.compared], ["s", true]);
});

Deno.test("Session keeps what is written for the time it can be sent", () => {
  for (const admission of [ADMISSION, NUMBERED]) {
    const session = new Session(admission, TARGET, true, new Feed(), 1);
    assertEquals(session.say("one", 2).length, 1);
    session.cut();
    assertEquals(session.say("two", 3), []);
    const first = admission === NUMBERED ? "sending" : "unknown";
    assertEquals(states(session), [first, "waiting"]);
    session.end("stopping", 3, 4);
    session.end("cut", 5, 6);
    assertEquals(session.say("three", 7), []);
    assertEquals([session.retry(1, 8), session.rename("ida")], [[], []]);
    assertEquals(states(session), ["unknown", "failed", "failed"]);
    const lines = session.conversation.slice(0, 9);
    assertEquals(lines.map((line) => line.type === "connection" && line.what), [
      "joined",
      "stopping",
    ]);
    assertEquals(session.begin(admission, true, 9), []);
    assertEquals(session.retry(2, 10).length, 1);
    assertEquals(states(session), ["unknown", "failed", "sending"]);
  }
});

Deno.test("Session goes on after its end as whom it was, with what had not arrived", () => {
  const session = new Session(NUMBERED, TARGET, true, new Feed(), 1);
  for (const text of ["has it", "has it not"]) session.say(text, 2);
  session.cut();
  session.say("waits", 3);
  session.rename("ida");
  session.end("cut", 3, 4);
  assertEquals(states(session), ["unknown", "unknown", "failed"]);
  const { you } = NUMBERED.welcome;
  const resumed = { type: "resumed", you, received: 1, missing: 0, time: 5 } as const;
  assertEquals(session.resume(resumed, 5), [], "a wish of before the end is over");
  assertEquals(states(session), ["unknown", "sending", "failed"]);
  assertEquals(session.retry(3, 6).length, 1);
  const text = { type: "text", room: "lobby", from: "me", time: 1 } as const;
  session.receive({ ...text, id: 1, text: "has it", ref: 1 });
  session.receive({ ...text, id: 2, text: "has it not", ref: 2 });
  assertEquals(states(session), ["sending"]);
});

Deno.test("Session tells a refused name once for each that was asked for, and none that was not", () => {
  const feed = new Feed();
  const session = begin(feed);
  const told = () =>
    feed.take(() => STATE, session.conversation)
      .flatMap((update) => update.type === "notice" ? [update.problem] : []);
  const taken = () => session.receive({ type: "error", code: "name_taken", seconds: 5 });
  taken();
  session.receive({ type: "error", code: "name_invalid" });
  assertEquals(told(), [], "nothing was asked for");
  session.rename("ida");
  session.rename("eve");
  taken();
  assertEquals(
    told(),
    [{ code: "name_taken", name: "ida", seconds: 5 }],
    "the server answers in order",
  );
  session.receive({ type: "renamed", member: "me", name: "eve", time: 1 });
  taken();
  assertEquals([told(), session.madeUp], [[], false]);
  session.rename("ida");
  session.end("cut", 2, 2);
  session.begin(ADMISSION, false, 3);
  taken();
  assertEquals(told(), [], "it was asked for on a connection that has ended");
});

Deno.test("Session keeps through a welcome that the words were compared, but not those of another key", () => {
  const session = begin();
  session.cut();
  session.compare();
  session.begin(ADMISSION, true, 2);
  assertEquals([session.server.compared, session.change.server.compared], [true, true]);
  session.begin({ ...ADMISSION, key: "B".repeat(43) }, true, 3);
  assertEquals(session.server.compared, false);
});
