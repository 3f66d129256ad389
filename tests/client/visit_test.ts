import { assert, assertEquals } from "@std/assert";
import type { Update } from "../../lib/api/update.ts";
import type { State } from "../../lib/api/view.ts";
import type { Admission, Claim } from "../../lib/client/admission.ts";
import { Entry } from "../../lib/client/entry.ts";
import { Feed } from "../../lib/client/feed.ts";
import { Passphrases } from "../../lib/client/passphrases.ts";
import { Reconnection } from "../../lib/client/reconnection.ts";
import { Session } from "../../lib/client/session.ts";
import type { Step } from "../../lib/client/step.ts";
import { Visit } from "../../lib/client/visit.ts";

const YOU = { id: "me", name: "ada", tag: "aaaa" };
const TARGET = { where: "", host: "garden", port: 1, room: null, key: null };
const ADMISSION: Admission = {
  welcome: { type: "welcome", you: YOU, room: "lobby", history: 0, time: 0 },
  key: "A".repeat(43),
  words: [],
  standing: "new",
  since: 0,
  compared: false,
  replaces: null,
  serverName: "Garden",
};
const STATE: State = {
  version: "1",
  theme: "nord",
  stage: { at: "start", where: "", problem: null },
  name: "ada",
  me: null,
  room: "",
  members: [],
};

/** A visit, and what pages are told of it. */
function begin() {
  const feed = new Feed();
  const session = new Session(ADMISSION, TARGET, false, feed, 1);
  let number = 1;
  const world = {
    knowledge: { all: [] },
    passphrases: new Passphrases(),
    spent: new WeakSet<Claim>(),
    words: () => [],
    draw: (bytes: number) => new Uint8Array(bytes),
    nextLink: () => ++number,
  };
  const connection = new Reconnection(1, false, {
    draw: world.draw,
    nextTimer: () => ++number,
    enter: (now) => new Entry(session.way, world, now),
  });
  const remember = () => [{ type: "remember_settings", settings: SETTINGS } as const];
  const visit = new Visit({ session, connection, feed, remember });
  const told = (): Update[] => feed.take(() => STATE, session.conversation);
  told();
  return { visit, session, connection, told };
}

const SETTINGS = { theme: "nord", where: "" } as const;

/** Lets these steps come, whatever the connection is. */
function steps(visit: Visit, ...come: Step[]) {
  return visit.step(() => come, 9);
}

Deno.test("Visit.step() does what is to be done, and tells the conversation the rest, in order", () => {
  const { visit, session } = begin();
  session.say("one", 1);
  const text = { type: "text", room: "lobby", id: 1, from: "me", text: "one", time: 1 } as const;
  const wait = { type: "wait", timer: 5, ms: 5 } as const;
  const done = steps(
    visit,
    { type: "message", message: { ...text, ref: 1 } },
    { type: "cut" },
    wait,
  );
  assertEquals(done, [wait]);
  session.say("two", 1);
  assertEquals(session.conversation.pending.all.map(({ state }) => state), ["waiting"]);
  steps(visit, { type: "lost", since: 3 });
  const resumed = { type: "resumed", you: YOU, received: 0, missing: 0, time: 1 } as const;
  const [send, ...more] = steps(visit, { type: "resumed", message: resumed }, wait);
  assert(send?.type === "send" && send.link === 1 && send.message.type === "say");
  assertEquals([send.message.text, more], ["two", [wait]]);
  const [remember] = steps(visit, { type: "admitted", admission: ADMISSION, madeUp: true });
  assertEquals(remember?.type, "remember_settings");
  assertEquals(session.madeUp, true);
});

Deno.test("Visit tells pages why nothing is dialled any more, where that is not what they wanted", () => {
  for (const problem of [{ code: "not_kept" }, null] as const) {
    const { visit, told } = begin();
    steps(visit, { type: "over", how: "cut", since: 1, problem });
    const notices = told().flatMap((update) => update.type === "notice" ? [update.problem] : []);
    assertEquals(notices, problem === null ? [] : [problem]);
  }
});

Deno.test("Visit.stage shows the server where there is one to show, and what a person is asked", () => {
  const { visit, told } = begin();
  const stages = () => told().flatMap((update) => update.type === "state" ? [visit.stage.at] : []);
  const at = () => "server" in visit.stage && [visit.stage.at, visit.stage.server.name];
  assertEquals(at(), ["joined", "Garden"]);
  visit.step((connection) => connection.hear(1, { type: "closed", clean: false }, 5), 5);
  assertEquals([at(), stages()], [["reconnecting", "Garden"], ["reconnecting"]]);
  visit.step((connection) => connection.want("try_now", 5), 5);
  const hello = { type: "server", name: "", passphrase: false } as const;
  visit.step((connection) => connection.hear(3, { type: "server", key: "B", hello }, 5), 5);
  assertEquals([visit.stage.at, stages()], ["new_key", ["new_key"]]);
  visit.step((connection) => connection.want("cancel", 5), 5);
  assertEquals([at(), stages()], [["ended", "Garden"], ["ended"]]);
  visit.step((connection) => connection.want("cancel", 5), 5);
  assertEquals(stages(), [], "nothing has changed");
});

Deno.test("Visit.leave() ends the connection", () => {
  assertEquals(begin().visit.leave(), [{ type: "disconnect", link: 1 }]);
});
