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

Deno.test("Session takes nothing after its end until it is resumed", () => {
  const session = begin();
  session.end("stopping", 2);
  session.end("cut", 3);
  session.receive({ type: "text", room: "lobby", id: 1, from: "me", text: "late", time: 4 });
  assertEquals([session.ended, session.conversation.length], ["stopping", 2]);
  assertEquals(session.rename("ida"), []);
  session.resume({ ...ADMISSION, compared: true }, false, 5);
  session.receive({ type: "text", room: "lobby", id: 1, from: "me", text: "now", time: 6 });
  assertEquals([session.ended, session.conversation.length], [null, 4]);
  assertEquals([session.server.compared, session.madeUp], [true, false]);
});

Deno.test("Session tells a refused name once for each that was asked for, and none that was not", () => {
  const feed = new Feed();
  const session = begin(feed);
  const told = () =>
    feed.take(() => STATE, session.conversation)
      .flatMap((update) => update.type === "notice" ? [update.problem] : []);
  const taken = () => session.receive({ type: "error", code: "name_taken" });
  taken();
  session.receive({ type: "error", code: "name_invalid" });
  assertEquals(told(), [], "nothing was asked for");
  session.rename("ida");
  session.rename("eve");
  taken();
  assertEquals(told(), [{ code: "name_taken", name: "ida" }], "the server answers in order");
  session.receive({ type: "renamed", member: "me", name: "eve", time: 1 });
  taken();
  assertEquals([told(), session.madeUp], [[], false]);
  session.rename("ida");
  session.end("cut", 2);
  session.resume(ADMISSION, false, 3);
  taken();
  assertEquals(told(), [], "it was asked for on a connection that has ended");
});
