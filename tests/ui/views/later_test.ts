import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Actions } from "../../../ui/model/actions.ts";
import { Store } from "../../../ui/model/store.ts";
import { Page } from "../../../ui/views/app.tsx";
import { later } from "../../../ui/views/later.ts";
import { english } from "../../../ui/words.ts";
import { SCENES, snapshotOf } from "../../support/scenes.ts";

function draw(store: Store): string {
  return renderToString(h(Page, { store, actions: new Actions(store, () => {}) }));
}

Deno.test("Page is drawn in every scene without what comes later, and without its words", () => {
  assertEquals(later.value, null);
  assert(!("settings" in english), "the words that come later are there already");
  for (const scene of SCENES) {
    const store = new Store();
    store.link.value = "open";
    const snapshot = snapshotOf(scene);
    store.take([snapshot], false);
    store.shown.value = snapshot.state.stage;
    for (const pane of ["list", "chat", "settings"] as const) {
      store.pane.value = pane;
      for (const draft of ["", "/", "/help", "@", ":smi", "x".repeat(32_001)]) {
        store.draft.value = draft;
        assert(draw(store).length > 100, `${scene}, ${pane}`);
      }
    }
    store.pane.value = "chat";
    store.draft.value = "";
    store.notice.value = { code: "name_taken", name: "ada", seconds: null };
    store.windowLink.value = "http://127.0.0.1:1/#code";
    for (const kind of ["rooms", "search", "quit"] as const) {
      store.dialog.value = kind === "search" ? { kind, text: "" } : { kind };
      assert(draw(store).length > 100, `${scene}, ${kind}`);
    }
  }
});

Deno.test("Page has what was said in its first look", () => {
  const store = new Store();
  store.take([snapshotOf("chat")], false);
  store.shown.value = store.model.value.state?.stage ?? null;
  assertStringIncludes(draw(store), "I can carry");
});
