import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { Signal } from "@preact/signals";
import { forget } from "../../../ui/model/forget.ts";
import { Kept } from "../../../ui/model/kept.ts";
import { Store } from "../../../ui/model/store.ts";
import { LINES, LOBBY, snapshotOf } from "../../support/scenes.ts";
import { draw, storeOf, textOf } from "../views/drawn.ts";

const REST = { failures: ["x"], others: null, installed: false };

/** Everything that can be reached from a value, as text; private fields cannot be reached. */
function insideOf(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value === "function") return "";
  if (typeof value !== "object" || value === null) return `${String(value)}\n`;
  if (seen.has(value)) return "";
  seen.add(value);
  const parts = value instanceof Map || value instanceof Set
    ? [...value]
    : Reflect.ownKeys(value).map((key) => Reflect.get(value, key));
  return parts.map((part) => insideOf(part, seen)).join("");
}

/** A page on which something stands everywhere. */
function fullStore(): Store {
  const store = storeOf("rooms");
  store.take([snapshotOf("rooms")], false);
  for (const { id } of store.conversations.value) {
    store.draft.put(id, "secret draft");
    store.remark.put(id, "secret remark");
    store.restored.set(id, "secret restored");
  }
  const text = LINES.find((line) => line.type === "text");
  assert(text?.type === "text");
  store.reply.value = store.editing.value = text;
  store.where.value = "pychat://secret.example";
  store.name.value = "secret name";
  store.windowLink.value = "http://secret";
  store.dialog.value = { kind: "join", name: "secret room", failed: true };
  store.notice.value = { code: "not_in_room", room: "secret room" };
  store.signs.value = [{ in: LOBBY, person: text.from, since: 1 }];
  return store;
}

Deno.test("forget() leaves nothing of anybody's in the store", () => {
  const store = fullStore();
  for (const said of ["secret", "ada", "Garden Pi", "lobby"]) {
    assertStringIncludes(insideOf(store), said);
  }
  forget(store, REST);
  const left = insideOf(store);
  for (const said of ["secret", "ada", "Garden Pi", "lobby", LOBBY]) {
    assert(!left.includes(said), said);
  }
});

Deno.test("forget() leaves every part of the store as it is in a new one, but for what it says", () => {
  const [store, empty] = [fullStore(), new Store()];
  const ids = store.conversations.value.map(({ id }) => id);
  assertEquals(store.draft.of(ids[1] ?? ""), "secret draft");
  forget(store, REST);
  assertEquals(store.wiped.value, REST);
  store.wiped.value = null;
  for (const [name, part] of Object.entries(store)) {
    if (part instanceof Kept) {
      for (const id of ids) assertEquals(part.of(id), Reflect.get(empty, name).of(id), name);
    }
    if (!(part instanceof Signal)) continue;
    assertEquals(part.peek(), Reflect.get(empty, name).peek(), name);
  }
  assertEquals([store.open.value, store.conversations.value, store.draft.value], ["", [], ""]);
  assertEquals([store.dialog.value, store.notice.value, store.link.value], [null, null, "opening"]);
});

Deno.test("Page says after a wipe what was removed and what stays, and shows nothing else", () => {
  const store = fullStore();
  forget(store, REST);
  const html = draw(store);
  const text = textOf(html);
  assertStringIncludes(text, "pyChat has left and wiped.");
  assertStringIncludes(text, "You can close this page.");
  assert(!/ada|Garden Pi|secret/.test(text), text);
  assertEquals([html.match(/<main/g)?.length, html.match(/<h1/g)?.length], [1, 1]);
});

Deno.test("Page says after a wipe what is still there, and not that all is gone", () => {
  const store = fullStore();
  const failures = ["/home/ada/pychat could not be removed: permission denied."];
  forget(store, { failures, others: true, installed: true });
  const text = textOf(draw(store));
  assertStringIncludes(text, "Removed from this computer, but for what is still here:");
  assertStringIncludes(text, "could not be removed: permission denied.");
  assertStringIncludes(text, "Another pyChat that uses the same folder goes on");
  assertStringIncludes(text, "pychat-client uninstall");
});
