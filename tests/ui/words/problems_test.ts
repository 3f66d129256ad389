import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { Pending, Problem } from "../../../lib/api/view.ts";
import {
  isAboutName,
  isAboutPlace,
  pendingSentence,
  problemSentence,
  retrySentence,
} from "../../../ui/words/problems.ts";
import { english } from "../../../ui/words.ts";
import { more } from "../../../ui/words/en/more.ts";
import { ADA, allProblems, OTHERS } from "./all_problems.ts";

// As views/later_parts.ts does.
Object.assign(english, more);

function holdSentence(problem: Problem, sentence: string, whole: RegExp): void {
  const what = `${JSON.stringify(problem)}: ${sentence}`;
  assert(whole.test(sentence), what);
  assert(!/undefined|NaN|\[object|#(?! )/.test(sentence.replace("after #", "")), what);
}

Deno.test("problemSentence() has a whole sentence for every problem there can be", () => {
  let count = 0;
  for (const problem of allProblems()) {
    holdSentence(problem, problemSentence(problem), /^(?:[A-Z]|pyChat |garden\.local, ).*[.?]$/);
    count++;
  }
  assertEquals(count, 45 + 2 * 8 + 6 * 7);
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
