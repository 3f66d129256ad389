import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { Intent } from "../../../lib/api/intent.ts";
import { Actions } from "../../../ui/model/actions.ts";
import { clockOf } from "../../../ui/format.ts";
import { Store } from "../../../ui/model/store.ts";
import { stateOf as headOf } from "../../../ui/views/list.tsx";
import {
  LINES,
  LOBBY,
  NEW_WORDS,
  PENDING,
  SCENES,
  SERVER,
  snapshotOf,
  stateOf,
  WORDS,
} from "../../support/scenes.ts";
import { draw, storeOf, textOf } from "./drawn.ts";

Deno.test("Page has one main part and one first heading in every scene", () => {
  for (const scene of SCENES) {
    const html = draw(storeOf(scene));
    assertEquals(html.match(/<main/g)?.length, 1, scene);
    assertEquals(html.match(/<h1/g)?.length, 1, scene);
  }
});

Deno.test("Page sets no style and no handler in its markup, which the policy would refuse", () => {
  for (const scene of SCENES) {
    assert(!/\sstyle=|\son[a-z]+=|<form[^>]*action/.test(draw(storeOf(scene))), scene);
  }
});

Deno.test("Page takes in no field more than the process would, which would do nothing", () => {
  let fields = 0;
  for (const scene of SCENES) {
    const store = storeOf(scene);
    if (scene === "chat") store.dialog.value = { kind: "rename" };
    for (const [field] of draw(store).matchAll(/<input[^>]*type="(?:text|password)"[^>]*>/g)) {
      assert(/\smaxlength="(?:512|1024|2048)"/i.test(field), `${scene}: ${field}`);
      fields++;
    }
  }
  assert(fields >= 5, `${fields} fields`);
});

Deno.test("Page shows both keys as words when a key has changed, and stopping as the main way", () => {
  const html = draw(storeOf("changed_key"));
  assertStringIncludes(html, WORDS.join(" "));
  assertStringIncludes(html, NEW_WORDS.join(" "));
  const main = [...html.matchAll(/class="btn main[^>]*>([^<]*)/g)].map((match) => match[1]);
  assertEquals(main, ["Do not join"]);
});

Deno.test("Page says who can read what is written here, in the head and at the field", () => {
  const text = textOf(draw(storeOf("chat")));
  assertStringIncludes(text, "The server and 11 people can read this.");
  assertStringIncludes(text, "The server can read what you write here.");
});

Deno.test("Page shows the invitation to somebody who is alone", () => {
  const text = textOf(draw(storeOf("first"))).replaceAll(" ", "");
  assertStringIncludes(text, SERVER.invitation);
});

Deno.test("Page has the log in place before anything was said, and silent while it fills", () => {
  for (const scene of ["first", "chat"] as const) {
    assert(/<div[^>]*role="log"[^>]*aria-live="off"/.test(draw(storeOf(scene))), scene);
  }
});

Deno.test("Page draws at most a thousand lines, however many it holds", () => {
  const store = storeOf("chat");
  const line = LINES[1];
  assert(line !== undefined);
  const lines = Array(5000).fill(line);
  store.take([{ type: "lines", in: LOBBY, from: LINES.length, lines }], false);
  const rows = draw(store).match(/<li class="msg/g)?.length ?? 0;
  assert(rows <= 1000 + 3, `${rows} rows`);
});

Deno.test("Page says that older lines were asked for, and asks for them once", () => {
  const asked: Intent[] = [];
  const store = storeOf("chat");
  const { state, conversations } = snapshotOf("chat");
  store.take([{
    type: "snapshot",
    state,
    conversations: conversations.map((one) => ({ ...one, from: 40 })),
    show: null,
  }], false);
  const actions = new Actions(store, (intent) => asked.push(intent));
  assertStringIncludes(textOf(draw(store)), "Show older lines");
  actions.older();
  actions.older();
  assertMatch(draw(store), /<button[^>]* disabled>Asking for older lines/);
  assertEquals(asked, [{ type: "older", in: LOBBY, before: 40, reach: null }]);
});

Deno.test("Page keeps the conversation when the process has ended, and says so", () => {
  const store = storeOf("chat");
  store.link.value = "gone";
  const text = textOf(draw(store));
  assertStringIncludes(text, "pyChat on this computer has ended.");
  assertStringIncludes(text, "I can carry.");
});

Deno.test("Page says that the connection is lost, why, when it is tried again and what waits", () => {
  const text = textOf(draw(storeOf("reconnecting")));
  assertMatch(text, /Not connected to Garden Pi\. Trying again in 4[34] seconds\./);
  assertStringIncludes(text, "Nobody answers at garden.local, port 7420.");
  assert(!text.includes("What you write waits"), "the field says it, and what waits there");
  assertStringIncludes(text, "Waiting to be sent: 2. The server can read what you write here.");
  assertMatch(text, /Connection lost at [^.]+\. When it is back, pyChat says whether/);
  for (const button of ["Try now", "Stop trying", "Retry", "Delete"]) {
    assertStringIncludes(text, button);
  }
  assertEquals(
    draw(storeOf("reconnecting")).match(/aria-label="Waits for the connection"/g)?.length,
    2,
  );
});

Deno.test("Page says that the server was stopped, and that it tries now", () => {
  const text = textOf(draw(storeOf("trying")));
  assertMatch(text, /Not connected to Garden Pi\. Trying now…/);
  assertStringIncludes(text, "The server was stopped.");
  assert(!text.includes("Nobody answers"));
});

Deno.test("Page says at the field that what is written waits, once the cut is on the screen", () => {
  const hintOf = (store: Store) =>
    textOf(/id="compose-hint"[^>]*>[^<]*/.exec(draw(store))?.[0] ?? "").replace(
      /^id="compose-hint"[^>]*>/,
      "",
    );
  const store = storeOf("reconnecting");
  const [reads, waits] = [
    "The server can read what you write here.",
    "What you write waits and is sent when we are back.",
  ];
  assertEquals(hintOf(store), `Waiting to be sent: 2. ${reads}`);
  store.take([{ type: "pending", in: LOBBY, pending: PENDING }], false);
  assertEquals(hintOf(store), waits);
  const { state } = store.model.value;
  assert(state !== null);
  store.shown.value = stateOf("chat").stage;
  assertEquals(hintOf(store), reads, "a moment's cut is no news");
  store.shown.value = state.stage;
  store.take([{ type: "state", state: { ...state, stage: stateOf("chat").stage } }], false);
  assertEquals(hintOf(store), reads, "connected again");
  store.take([{ type: "state", state: { ...state, stage: stateOf("ended").stage } }], false);
  assertMatch(hintOf(store), /^You are not connected, so nothing is sent\./);
});

Deno.test("Page says when the connection was cut, and that pyChat stopped trying", () => {
  const store = storeOf("reconnecting");
  const { state } = store.model.value;
  const { lines } = store.held.value;
  const cut = lines.at(-1)?.time;
  assert(state !== null && cut !== undefined);
  const line = { type: "connection", time: cut + 7 * 60_000, what: "gave_up" } as const;
  const stage = stateOf("ended").stage;
  store.take([
    { type: "lines", in: LOBBY, from: lines.length, lines: [line] },
    { type: "state", state: { ...state, stage } },
  ], false);
  store.shown.value = stage;
  const text = textOf(draw(store));
  assertStringIncludes(text, `The connection was cut at ${clockOf(cut)}.`);
  assertStringIncludes(text, "pyChat stopped trying.");
  assert(!text.includes("When it is back"));
});

Deno.test("Page keeps room for three digits of seconds, and writes them smaller in the ring", () => {
  const ringOf = (seconds: number) => {
    const store = storeOf("reconnecting");
    const { state } = store.model.value;
    assert(state !== null && state.stage.at === "reconnecting");
    const stage = { ...state.stage, next: Date.now() + seconds * 1000 - 500 };
    store.take([{ type: "state", state: { ...state, stage } }], false);
    store.shown.value = stage;
    const html = draw(store);
    assertStringIncludes(html, 'data-longest="Trying again in 120 seconds."');
    return /<text[^>]*>/.exec(html)?.[0] ?? "";
  };
  assertEquals([99, 100, 120].map((seconds) => ringOf(seconds).includes('class="long"')), [
    false,
    true,
    true,
  ]);
});

Deno.test("Page lets nothing be read aloud that changes every second", () => {
  const html = draw(storeOf("reconnecting"));
  const strip = html.slice(html.indexOf('class="banner'), html.indexOf('class="log-frame"'));
  assertStringIncludes(strip, "Trying again in");
  assert(!/role=|aria-live/.test(strip), strip);
  const told = html.match(/role="(?:status|alert)"[^>]*>[^<]*/g);
  assertEquals(told, ['role="status">'], "one place, in which nothing stands yet");
});

Deno.test("Page says of a connection that is back what was missed, and what was not", () => {
  const text = textOf(draw(storeOf("back")));
  assertEquals(text.match(/Connected again at [^.]+\./g)?.length, 3);
  assertEquals(text.match(/Nothing was missed\./g)?.length, 1);
  assertStringIncludes(text, "12 messages may be missing here.");
  assertStringIncludes(text, "What was said meanwhile is not here.");
  assert(!text.includes("When it is back"));
});

Deno.test("Page says of whom the connection is lost, in a word", () => {
  const html = draw(storeOf("chat"));
  assertEquals(html.match(/class="person away"/g)?.length, 2);
  assertEquals(textOf(html).match(/ reconnecting /g)?.length, 2);
});

Deno.test("Page keeps the welcome of somebody who is alone while the connection is tried for", () => {
  const store = storeOf("first");
  const { state } = store.model.value;
  assert(state !== null);
  store.take([{ type: "state", state: { ...state, stage: stateOf("reconnecting").stage } }], false);
  assertStringIncludes(textOf(draw(store)), "You are the first one here.");
});

Deno.test("Page says loudly that the words of a key that has changed had been compared", () => {
  const store = storeOf("changed_key");
  const sentence = "You compared the words of the old key";
  assertStringIncludes(textOf(draw(store)), sentence);
  const { state } = store.model.value;
  assert(state !== null && state.stage.at === "changed_key");
  const stage = { ...state.stage, compared: false };
  store.take([{ type: "state", state: { ...state, stage } }], false);
  store.shown.value = stage;
  assert(!textOf(draw(store)).includes(sentence));
});

Deno.test("Page shows that others do not see who is writing, unless the person chose so", () => {
  const settingsOf = (typing: boolean) => {
    const store = storeOf("chat");
    const { state } = store.model.value;
    assert(state !== null);
    const choices = { ...state.choices, typing };
    store.take([{ type: "state", state: { ...state, choices } }], false);
    store.pane.value = "settings";
    return draw(store);
  };
  assertMatch(
    settingsOf(false),
    /role="switch" aria-checked="false" aria-labelledby="typing-title"/,
  );
  assertMatch(settingsOf(true), /role="switch" aria-checked="true"/);
  assertStringIncludes(textOf(settingsOf(false)), "Off unless you want it.");
});

Deno.test("stateOf() names every state of the connection in the head of the list", () => {
  const { stage } = stateOf("reconnecting");
  const full = { code: "server_full", name: "Garden Pi" } as const;
  const problem = stage.at === "reconnecting" ? { ...stage, problem: full } : stage;
  const all = [
    headOf("open", stateOf("chat").stage, SERVER),
    headOf("open", stage, SERVER),
    headOf("open", problem, SERVER),
    headOf("open", stateOf("ended").stage, SERVER),
    headOf("gone", stage, SERVER),
  ];
  assertEquals(all.map(({ look, text }) => `${look}: ${text}`), [
    "ok: Connected · key matches",
    "off: Reconnecting",
    "full: Server full, trying again",
    "off: Not connected",
    "stop: pyChat has ended",
  ]);
});

Deno.test("Page says how to get a new link when its own is not good", () => {
  const store = new Store();
  store.link.value = "denied";
  assertStringIncludes(textOf(draw(store)), "press Enter in the terminal");
});
