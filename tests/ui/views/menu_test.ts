import { assertEquals, assertStringIncludes } from "@std/assert";
import { nextOf } from "../../../ui/views/menu.tsx";
import { draw, storeOf, textOf } from "./drawn.ts";

const NAMES = ["Mute", "Invite people", "Export", "Leave this room"];

Deno.test("nextOf() goes round by the arrows, and to the ends", () => {
  const from = (key: string) => [-1, 0, 1, 3].map((now) => nextOf(key, now, NAMES));
  assertEquals(from("ArrowDown"), [0, 1, 2, 0]);
  assertEquals(from("ArrowUp"), [3, 3, 0, 2]);
  assertEquals(from("Home"), [0, 0, 0, 0]);
  assertEquals(from("End"), [3, 3, 3, 3]);
});

Deno.test("nextOf() goes to the next that begins with a letter, round to where it was", () => {
  const names = [...NAMES, "Exit"];
  assertEquals(nextOf("e", 0, names), 2);
  assertEquals(nextOf("E", 2, names), 4);
  assertEquals(nextOf("e", 4, names), 2);
  assertEquals(nextOf("m", 0, names), 0);
  for (const key of ["z", " ", "Enter", "Tab", "F10", ""]) {
    assertEquals(nextOf(key, 0, names), null, key);
  }
});

Deno.test("Page says of a quiet conversation that it is muted, and counts only what names the person", () => {
  const store = storeOf("rooms");
  const { state } = store.model.value;
  const conversations = state?.conversations.map((one) => ({ ...one, quiet: one.id === "c2" }));
  if (state === null || conversations === undefined) throw new Error("the scene has no state");
  store.take([{ type: "state", state: { ...state, conversations } }], false);
  const row = () => {
    const [html = ""] = /<button[^>]*class="conv[^"]* quiet".*?<\/button>/s.exec(draw(store)) ?? [];
    return textOf(html).trim();
  };
  assertStringIncludes(row(), "parts muted");
  store.unread.value = new Map([["c2", { mark: 0, count: 5, mentions: 0 }]]);
  assertEquals(/\d/.test(row()), false, row());
  store.unread.value = new Map([["c2", { mark: 0, count: 5, mentions: 2 }]]);
  assertStringIncludes(row(), "parts muted @ 2 names you 2 times");
  assertEquals(row().includes("5"), false, row());
});
