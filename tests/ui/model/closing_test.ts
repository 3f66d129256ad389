import { assertEquals } from "@std/assert";
import { asksFirst } from "../../../ui/model/closing.ts";
import { type Held, NOTHING } from "../../../ui/model/model.ts";
import type { ConversationView } from "../../../lib/api/view.ts";
import { ME, PENDING, person, roomOf, text } from "../../support/scenes.ts";

const SAID: Held = { ...NOTHING, lines: [text("ada", 0, "x")] };
const UNSENT: Held = { ...NOTHING, pending: PENDING };
const OTHERS = roomOf({ id: "c2", name: "parts", owner: person("ada").id });
const PRIVATE: ConversationView = {
  type: "private",
  id: "c6",
  partner: person("ada"),
  over: null,
  quiet: false,
};

Deno.test("asksFirst() lets who may come in again go without a question", () => {
  assertEquals(asksFirst(OTHERS, SAID, ME), false);
  assertEquals(asksFirst({ ...OTHERS, owner: null }, SAID, null), false);
});

Deno.test("asksFirst() asks where the way back is not open to everybody, or the room is one's own", () => {
  for (const kind of ["hidden", "locked"] as const) {
    assertEquals(asksFirst({ ...OTHERS, kind }, NOTHING, ME), true, kind);
  }
  assertEquals(asksFirst({ ...OTHERS, owner: ME.id }, NOTHING, ME), true);
});

Deno.test("asksFirst() asks where something was said that nobody comes back to, or was not sent", () => {
  const over = { ...OTHERS, over: "gone" } as const;
  for (const view of [PRIVATE, over, { ...over, kind: "locked" } as const]) {
    assertEquals(asksFirst(view, NOTHING, ME), false);
    assertEquals(asksFirst(view, SAID, ME), true);
    assertEquals(asksFirst(view, UNSENT, ME), true);
  }
  assertEquals(asksFirst(OTHERS, UNSENT, ME), true);
});
