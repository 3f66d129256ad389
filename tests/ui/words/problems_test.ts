import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { InvitationProblem, NameRule, Pending, Problem } from "../../../lib/api/view.ts";
import {
  isAboutName,
  isAboutPlace,
  pendingSentence,
  problemSentence,
  retrySentence,
} from "../../../ui/words/problems.ts";

const PARTS: { readonly [P in InvitationProblem["part"]]: true } = {
  scheme: true,
  host: true,
  port: true,
  room: true,
  key: true,
  secret: true,
};
const FAULTS: { readonly [F in InvitationProblem["fault"]]: true } = {
  missing: true,
  characters: true,
  range: true,
  short: true,
  long: true,
  case: true,
  zone: true,
};
const RULES: { readonly [R in NameRule]: true } = {
  empty: true,
  too_long: true,
  characters: true,
  marks: true,
  mixed_scripts: true,
  script: true,
  no_letter: true,
  reserved: true,
};
const AT = { host: "garden.local", port: 7420 };
const ADA = { id: "m0", name: "ada", tag: "k7qd" };
const OTHERS: { readonly [C in Exclude<Problem["code"], "invitation" | "name">]: Problem } = {
  name_taken: { code: "name_taken", name: "ada", seconds: null },
  nobody_answers: { code: "nobody_answers", ...AT },
  unknown_host: { code: "unknown_host", host: "garden.local" },
  no_network: { code: "no_network", ...AT },
  too_slow: { code: "too_slow", ...AT },
  not_pychat: { code: "not_pychat", ...AT },
  said_nothing: { code: "said_nothing", ...AT },
  client_too_old: { code: "client_too_old", ...AT, ours: 1, theirs: 2 },
  server_too_old: { code: "server_too_old", ...AT, ours: 2, theirs: 1 },
  not_invited_server: { code: "not_invited_server", ...AT },
  server_full: { code: "server_full", name: "Garden Pi" },
  address_full: { code: "address_full", name: "Garden Pi" },
  too_often: { code: "too_often", seconds: 40 },
  refused: { code: "refused", name: "Garden Pi" },
  not_kept: { code: "not_kept" },
  in_conversation: { code: "in_conversation" },
  not_remembered: { code: "not_remembered", sentence: "Nothing could be kept: the disk is full." },
  not_done: { code: "not_done" },
  sealed_not_supported: { code: "sealed_not_supported" },
  kicked: { code: "kicked", room: "parts", seconds: 60 },
  banned: { code: "banned", room: "parts", seconds: null },
  no_entry: { code: "no_entry", room: "parts", passphrase: false },
  room_taken: { code: "room_taken", room: "parts" },
  room_name: { code: "room_name", rule: "too_long" },
  room_passphrase: { code: "room_passphrase", least: 6, most: 128 },
  topic_too_long: { code: "topic_too_long", most: 200 },
  too_many_rooms: { code: "too_many_rooms" },
  rooms_full: { code: "rooms_full" },
  lobby: { code: "lobby" },
  not_owner: { code: "not_owner", room: "parts" },
  no_member: { code: "no_member", person: null },
  no_ban: { code: "no_ban" },
  bans_full: { code: "bans_full" },
  ban_shared: { code: "ban_shared", in: "c2", person: ADA, seconds: null },
  ban_no_address: { code: "ban_no_address", in: "c2", person: ADA, seconds: 60 },
  too_late: { code: "too_late" },
  no_text: { code: "no_text" },
  not_connected: { code: "not_connected" },
  one_room: { code: "one_room" },
  too_many_private: { code: "too_many_private" },
  not_in_room: { code: "not_in_room", room: "parts" },
  muted: { code: "muted", room: "parts", seconds: 60 },
  text_empty: { code: "text_empty" },
  text_too_long: { code: "text_too_long", most: 4_000, lines: 200 },
};

/** The keys of a record that the compiler holds to a union, as members of that union. */
function keysOf<K extends string>(record: { readonly [P in K]: unknown }): K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

function holdSentence(problem: Problem, sentence: string, whole: RegExp): void {
  const what = `${JSON.stringify(problem)}: ${sentence}`;
  assert(whole.test(sentence), what);
  assert(!/undefined|NaN|\[object|#(?! )/.test(sentence.replace("after #", "")), what);
}

function* allProblems(): Generator<Problem> {
  yield* Object.values(OTHERS);
  for (const rule of keysOf(RULES)) {
    yield { code: "name", rule };
    yield { code: "room_name", rule };
  }
  for (const part of keysOf(PARTS)) {
    for (const fault of keysOf(FAULTS)) yield { code: "invitation", part, fault, by: 2 };
  }
}

Deno.test("problemSentence() has a whole sentence for every problem there can be", () => {
  let count = 0;
  for (const problem of allProblems()) {
    holdSentence(problem, problemSentence(problem), /^(?:[A-Z]|pyChat |garden\.local, ).*[.?]$/);
    count++;
  }
  assertEquals(count, 44 + 2 * 8 + 6 * 7);
});

Deno.test("retrySentence() gives every reason, and no advice to look at what was typed", () => {
  for (const problem of allProblems()) {
    holdSentence(problem, retrySentence(problem), /^(?:[A-Z]|pyChat |garden\.local ).*[.?]$/);
  }
  const codes = [
    "nobody_answers",
    "unknown_host",
    "too_slow",
    "not_pychat",
    "said_nothing",
  ] as const;
  for (const code of codes) {
    const sentence = retrySentence(OTHERS[code]);
    assert(!/typing|Look at|Try again|running/.test(sentence), sentence);
    assert(sentence.includes("garden.local"), sentence);
  }
  assert(retrySentence(OTHERS.server_full).startsWith("Garden Pi is full"));
});

Deno.test("problemSentence() and retrySentence() tell an end without a word from no answer", () => {
  assertEquals(
    problemSentence(OTHERS.said_nothing),
    "garden.local, port 7420, ended the connection without a word. The server may be stopped or " +
      "busy, or take no more tries from you just now. Try again in a minute; if it stays so, " +
      "look at the port.",
  );
  assertEquals(
    retrySentence(OTHERS.said_nothing),
    "The connection to garden.local is ended before anybody answers.",
  );
});

Deno.test("retrySentence() says that a name is kept or taken, and no number that would stand still", () => {
  const taken = (seconds: number | null) =>
    retrySentence({ code: "name_taken", name: "ada", seconds });
  assertEquals(taken(40), "The name ada is kept for somebody who lost the connection.");
  assertEquals(taken(0), taken(40));
  assertEquals(taken(null), "Somebody is called ada now, or nearly so.");
});

Deno.test("problemSentence() says in how many seconds a name is free, or can be changed", () => {
  const taken = (seconds: number | null) =>
    problemSentence({ code: "name_taken", name: "ada", seconds });
  assert(taken(40).includes("is free in 40 seconds"));
  assert(taken(1).includes("is free in 1 second."));
  assert(!taken(null).includes("free"));
  assert(problemSentence({ code: "too_often", seconds: 1 }).includes("in 1 second."));
  assert(problemSentence({ code: "too_often", seconds: 40 }).includes("in 40 seconds."));
});

Deno.test("problemSentence() says who keeps one out of what, and for how long where that is known", () => {
  const said = (code: "kicked" | "banned", room: string | null, seconds: number | null) =>
    problemSentence({ code, room, seconds });
  assertEquals(
    said("kicked", "parts", 60),
    "You were put out of parts. You can come in again in 1 minute.",
  );
  assertEquals(said("kicked", null, null), "You were put out of this server.");
  assertEquals(
    said("banned", "parts", 7_200),
    "You are kept out of parts. You can come in again in 2 hours.",
  );
  assertEquals(said("banned", "parts", null), "You are banned from parts. Ask whoever owns it.");
  assertEquals(said("banned", null, null), "You are banned from this server. Ask whoever runs it.");
});

Deno.test("problemSentence() says of a room that lets nobody in what both of its reasons can be", () => {
  const said = (passphrase: boolean) =>
    problemSentence({ code: "no_entry", room: "parts", passphrase });
  for (const sentence of [said(true), said(false)]) {
    assert(sentence.startsWith("There is no room parts, or"), sentence);
    assert(sentence.endsWith("The server does not say which."), sentence);
  }
  assertNotEquals(said(true), said(false));
});

Deno.test("problemSentence() never shows a person without their tag", () => {
  for (const code of ["ban_shared", "ban_no_address"] as const) {
    assert(problemSentence(OTHERS[code]).includes("ada·k7qd"), code);
  }
  assert(problemSentence({ code: "no_member", person: ADA }).startsWith("ada·k7qd is not here"));
});

Deno.test("problemSentence() says how long the name of a person or a room may be", () => {
  assert(problemSentence({ code: "name", rule: "too_long" }).includes("at most 24 letters"));
  assert(problemSentence({ code: "room_name", rule: "too_long" }).includes("at most 32 letters"));
});

Deno.test("problemSentence() says how many letters an invitation is short of", () => {
  const short = (by: number) =>
    problemSentence({ code: "invitation", part: "key", fault: "short", by });
  assertNotEquals(short(1), short(2));
  assert(short(2).includes("2 letters"));
  assert(short(1).includes("1 letter "));
});

Deno.test("problemSentence() names the server and the port that were tried", () => {
  const sentence = problemSentence(OTHERS.nobody_answers);
  assert(sentence.includes("garden.local") && sentence.includes("7420"));
});

Deno.test("problemSentence() says precisely which side must be updated", () => {
  const { client_too_old, server_too_old } = OTHERS;
  assertEquals(
    problemSentence(client_too_old),
    "The server at garden.local, port 7420, speaks a newer version of the protocol (2) than this " +
      "program (1). Update pyChat on this computer.",
  );
  assertEquals(
    problemSentence(server_too_old),
    "The server at garden.local, port 7420, speaks an older version of the protocol (1) than this " +
      "program (2). Ask whoever runs it to update the server.",
  );
});

Deno.test("isAboutName() tells the problems that belong to the name field", () => {
  const about = [...allProblems()].filter(isAboutName).map((problem) => problem.code);
  assertEquals(new Set(about), new Set(["name", "name_taken", "too_often"]));
});

Deno.test("isAboutPlace() tells the problems that belong to the field of the invitation", () => {
  const about = [...allProblems()].filter(isAboutPlace).map((problem) => problem.code);
  assertEquals(new Set(about), new Set(["invitation", "sealed_not_supported"]));
});

Deno.test("pendingSentence() is silent before and on the way and says what happened otherwise", () => {
  const pending: Pending = {
    ref: 1,
    text: "x",
    action: false,
    time: 0,
    state: "sending",
    why: null,
  };
  assertEquals(pendingSentence(pending), null);
  assertEquals(pendingSentence({ ...pending, state: "waiting" }), null);
  const said = [
    { ...pending, state: "unknown" },
    { ...pending, state: "failed" },
    { ...pending, state: "failed", why: "text_empty" },
    { ...pending, state: "failed", why: "text_too_long" },
    { ...pending, state: "failed", why: "refused" },
    { ...pending, state: "failed", why: "muted" },
    { ...pending, state: "failed", why: "gone" },
    { ...pending, state: "failed", why: "no_connection" },
  ] as const;
  assertEquals(new Set(said.map((one) => pendingSentence(one))).size, said.length);
  assertEquals(
    said.map((one) => pendingSentence(one)).at(-1),
    "Not sent. There was no connection.",
  );
});
