import { assertEquals } from "@std/assert";
import type { Intent } from "../../../lib/api/intent.ts";
import { MAX_DRAFT_UNITS } from "../../../lib/api/limits.ts";
import { Actions } from "../../../ui/model/actions.ts";
import { Store } from "../../../ui/model/store.ts";

Deno.test("Actions.keepDraft() tells each draft once, and none that would cost the page its connection", () => {
  const [store, sent] = [new Store(), [] as Intent[]];
  const actions = new Actions(store, (intent) => sent.push(intent));
  for (const text of ["half", "half", "x".repeat(MAX_DRAFT_UNITS + 1), "y".repeat(2_000_000)]) {
    store.draft.value = text;
    actions.keepDraft();
  }
  store.draft.value = "z".repeat(MAX_DRAFT_UNITS);
  actions.keepDraft();
  const lengths = sent.map((intent) => intent.type === "draft" ? intent.text.length : 0);
  assertEquals(lengths, [4, MAX_DRAFT_UNITS]);
});
