import { assert, assertEquals } from "@std/assert";
import type { Update } from "../../lib/api/update.ts";
import type { Claim } from "../../lib/client/connection/admission.ts";
import { Entry } from "../../lib/client/connection/entry.ts";
import { Feed } from "../../lib/client/conversation/feed.ts";
import { Passphrases } from "../../lib/client/connection/passphrases.ts";
import { Reconnection } from "../../lib/client/connection/reconnection.ts";
import type { Effect } from "../../lib/client/effect.ts";
import type { Session } from "../../lib/client/session/session.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/keep/settings.ts";
import type { Step } from "../../lib/client/connection/step.ts";
import { Visit } from "../../lib/client/visit.ts";
import type { ServerMessage } from "../../lib/message/from_server.ts";
import * as options from "./session_options.ts";

const YOU = options.ADMISSION.welcome.you;
const { ADMISSION, STATE } = options;
const TARGET = { where: "", host: "garden", port: 1, room: null, key: null };

/** A visit, and what pages are told of it. */
function begin() {
  const feed = new Feed();
  const session = options.begin({ feed, target: TARGET, madeUp: false });
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
  const nextTimer = () => ++number;
  const visit = new Visit({ session, connection, feed, remember, nextTimer });
  const told = (): Update[] => feed.take(() => STATE, session.conversations.all);
  told();
  return { visit, session, connection, told };
}

const SETTINGS = DEFAULT_SETTINGS;

/** The person says something in the lobby. */
function say(session: Session, text: string): void {
  session.do({ type: "say", in: "c1", text, action: false, reply: null, mentions: [] }, 1);
}

/** Lets these steps come, whatever the connection is. */
function steps(visit: Visit, ...come: Step[]) {
  return visit.step(() => come, 9);
}

Deno.test("Visit.step() does what is to be done, and tells the conversation the rest, in order", () => {
  const { visit, session } = begin();
  say(session, "one");
  const text = { type: "text", room: "lobby", id: 1, from: "me", text: "one", time: 1 } as const;
  const wait = { type: "wait", timer: 5, ms: 5 } as const;
  const done = steps(
    visit,
    { type: "message", message: { ...text, ref: 1 } },
    { type: "cut" },
    wait,
  );
  assertEquals(done, [wait]);
  say(session, "two");
  assertEquals(session.conversations.lobby.pending.all.map(({ state }) => state), ["waiting"]);
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

Deno.test("Visit.answer() sends what is to be said, and tells the page that asked what cannot be", () => {
  const { visit } = begin();
  const rooms = { type: "rooms" } as const;
  const sent = { type: "send", link: 1, message: rooms } as const;
  assertEquals(visit.answer({ messages: [rooms], problem: null }), {
    effects: [sent],
    replies: [],
  });
  const problem = { code: "lobby" } as const;
  const notice = { type: "notice", problem } as const;
  assertEquals(visit.answer({ messages: [], problem }), { effects: [], replies: [notice] });
});

Deno.test("Visit.waited() asks once more for a room that the server wanted to be asked for later", () => {
  const { visit, session } = begin();
  const state = { kind: "public", topic: "", history: 0 } as const;
  const hears = (message: ServerMessage) => steps(visit, { type: "message", message });
  visit.send(session.do({ type: "join_room", room: "kitchen", passphrase: null }, 1).messages);
  hears({ type: "entered", room: "kitchen", ref: 1, time: 1, ...state });
  const back = () => steps(visit, { type: "admitted", admission: ADMISSION, madeUp: false });
  const ask = (effects: readonly Effect[]) =>
    effects.flatMap((one) => one.type === "send" && one.message.type === "join" ? one.message : []);
  const [join] = ask(back());
  const error = { type: "error", code: "too_often", seconds: 7, ref: join?.ref ?? 0 } as const;
  const [wait, ...more] = hears(error);
  assert(wait?.type === "wait" && wait.ms === 7_000);
  assertEquals([more, visit.waitsFor(wait.timer)], [[], true]);
  const [again] = ask(visit.waited(wait.timer, 2));
  assert(again !== undefined && again.ref !== join?.ref);
  assertEquals([visit.waitsFor(wait.timer), visit.waited(wait.timer, 3)], [false, []]);
  // What the connection waits for is heard by the connection.
  visit.step((connection) => connection.hear(1, { type: "closed", clean: false }, 5), 5);
  assertEquals(visit.stage.at, "reconnecting");
});
