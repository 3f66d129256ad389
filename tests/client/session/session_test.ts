import { assertEquals } from "@std/assert";
import type { Line } from "../../../lib/api/view.ts";
import { Feed } from "../../../lib/client/conversation/feed.ts";
import type { Session } from "../../../lib/client/session/session.ts";
import type { ClientMessage } from "../../../lib/message/from_client.ts";
import type { ServerMessage } from "../../../lib/message/from_server.ts";
import { ADMISSION, begin, KEY, noticesOf, NUMBERED, TARGET } from "../session_options.ts";

function receive(session: Session, message: ServerMessage): void {
  session.receive(message, 1);
}

/** What is sent for a text that is said in the lobby. */
function say(session: Session, text: string, now: number): readonly ClientMessage[] {
  const marks = { action: false, reply: null, mentions: [] };
  return session.do({ type: "say", in: "c1", text, ...marks }, now).messages;
}

function retry(session: Session, ref: number, now: number): readonly ClientMessage[] {
  return session.do({ type: "retry", in: "c1", ref }, now).messages;
}

function states(session: Session): string[] {
  return session.conversations.lobby.pending.all.map(({ state }) => state);
}

/** The lines of the lobby about the connection. */
function ofConnection(session: Session): string[] {
  const { lobby: { log } } = session.conversations;
  return log.slice(0, log.length)
    .flatMap((line: Line) => line.type === "connection" ? [line.what] : []);
}

Deno.test("Session.server holds an invitation to the server, and each room one to itself", () => {
  const session = begin();
  const { server } = session;
  assertEquals(server.invitation, `pychat://[::1]:9#${KEY}`);
  assertEquals([server.name, server.history, server.standing], ["Garden", 20, "new"]);
  const [join] = session.arrive().messages;
  const state = { room: "küche", kind: "hidden", topic: "", history: 0 } as const;
  if (join?.type === "join") {
    receive(session, { type: "entered", ref: join.ref, time: 1, ...state });
  }
  const [lobby, kitchen] = session.conversations.all.map(({ view }) => view);
  assertEquals(lobby?.type === "room" && lobby.invitation, server.invitation);
  assertEquals(
    kitchen?.type === "room" && kitchen.invitation,
    `pychat://[::1]:9/k%C3%BCche#${KEY}`,
  );
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
  receive(session, { type: "renamed", member: "b", name: "ida", time: 1 });
  assertEquals(session.madeUp, true);
  receive(session, { type: "renamed", member: "me", name: "ida", time: 1 });
  assertEquals(session.madeUp, false);
});

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
    const session = begin({ admission });
    assertEquals(say(session, "one", 2).length, 1);
    session.cut();
    assertEquals(say(session, "two", 3), []);
    const first = admission === NUMBERED ? "sending" : "unknown";
    assertEquals(states(session), [first, "waiting"]);
    session.end("stopping", 3, 4);
    session.end("cut", 5, 6);
    assertEquals(say(session, "three", 7), []);
    assertEquals([retry(session, 1, 8), session.rename("ida")], [[], []]);
    assertEquals(states(session), ["unknown", "failed", "failed"]);
    assertEquals(ofConnection(session), ["joined", "stopping"]);
    assertEquals(session.begin(admission, true, 9), []);
    assertEquals(retry(session, 2, 10).length, 1);
    assertEquals(states(session), ["unknown", "failed", "sending"]);
  }
});

Deno.test("Session goes on after its end as whom it was, with what had not arrived", () => {
  const session = begin({ admission: NUMBERED });
  for (const text of ["has it", "has it not"]) say(session, text, 2);
  session.cut();
  say(session, "waits", 3);
  session.rename("ida");
  session.end("cut", 3, 4);
  assertEquals(states(session), ["unknown", "unknown", "failed"]);
  const { you } = NUMBERED.welcome;
  const resumed = { type: "resumed", you, received: 1, missing: 0, time: 5 } as const;
  assertEquals(session.resume(resumed, 5), [], "a wish of before the end is over");
  assertEquals(states(session), ["unknown", "sending", "failed"]);
  assertEquals(retry(session, 3, 6).length, 1);
  const text = { type: "text", room: "lobby", from: "me", time: 1 } as const;
  receive(session, { ...text, id: 1, text: "has it", ref: 1 });
  receive(session, { ...text, id: 2, text: "has it not", ref: 2 });
  assertEquals(states(session), ["sending"]);
});

Deno.test("Session tells a refused name once for each that was asked for, and none that was not", () => {
  const feed = new Feed();
  const session = begin({ feed });
  const told = () => noticesOf(feed);
  const taken = () => receive(session, { type: "error", code: "name_taken", seconds: 5 });
  taken();
  receive(session, { type: "error", code: "name_invalid" });
  assertEquals(told(), [], "nothing was asked for");
  session.rename("ida");
  session.rename("eve");
  taken();
  assertEquals(
    told(),
    [{ code: "name_taken", name: "ida", seconds: 5 }],
    "the server answers in order",
  );
  receive(session, { type: "renamed", member: "me", name: "eve", time: 1 });
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

Deno.test("Session.way has the name that the person wants at the end, and is whom they were if they may", () => {
  const wished = (session: Session) => {
    session.cut();
    session.end("cut", 2, 3);
    assertEquals(session.rename("ida"), []);
    assertEquals([session.name, session.way.wanted], [
      "ida",
      { name: "ida", madeUp: false, own: false },
    ]);
  };
  const session = begin({ admission: NUMBERED });
  wished(session);
  const { you } = NUMBERED.welcome;
  const resumed = { type: "resumed", you, received: 0, missing: 0, time: 5 } as const;
  assertEquals(session.resume(resumed, 5), [{ type: "rename", name: "ida" }]);
  assertEquals(session.name, "ada", "until the server says so");
  receive(session, { type: "renamed", member: "me", name: "ida", time: 6 });
  assertEquals([session.name, session.madeUp], ["ida", false]);
  const other = begin();
  wished(other);
  const welcome = { ...ADMISSION.welcome, you: { ...you, id: "me2", name: "ida" } };
  assertEquals(other.begin({ ...ADMISSION, welcome }, false, 7), []);
  assertEquals(other.way.wanted, { name: "ida", madeUp: false, own: true });
});

Deno.test("Session takes nothing up that was on its way to a room before the person was somebody else", () => {
  const session = begin({ admission: NUMBERED });
  const [join] = session.arrive().messages;
  const state = { room: "küche", kind: "hidden", topic: "", history: 0 } as const;
  if (join?.type === "join") {
    receive(session, { type: "entered", ref: join.ref, time: 1, ...state });
  }
  session.do({ type: "say", in: "c2", text: "x", action: false, reply: null, mentions: [] }, 1);
  receive(session, { type: "exited", room: "küche", how: "kicked", time: 2 });
  session.begin(NUMBERED, false, 3);
  const { you } = NUMBERED.welcome;
  session.resume({ type: "resumed", you, received: 0, missing: 0, time: 4 }, 4);
  const states = session.conversations.all.map(({ pending }) => pending.all[0]?.state);
  assertEquals(states, [undefined, "unknown"]);
});
