import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { h } from "preact";
import { renderToString } from "preact-render-to-string";
import { Actions } from "../../../ui/model/actions.ts";
import { Store } from "../../../ui/model/store.ts";
import { Page } from "../../../ui/views/app.tsx";
import {
  LINES,
  NEW_WORDS,
  type Scene,
  SCENES,
  SERVER,
  snapshotOf,
  WORDS,
} from "../../support/scenes.ts";

function storeOf(scene: Scene): Store {
  const store = new Store();
  store.link.value = "open";
  const snapshot = snapshotOf(scene);
  store.take([snapshot], false);
  store.shown.value = snapshot.state.stage;
  return store;
}

function draw(store: Store): string {
  return renderToString(h(Page, { store, actions: new Actions(store, () => {}) }));
}

/** What a reader reads: the text without its markup. */
function textOf(html: string): string {
  return html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ");
}

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
    if (scene === "chat") store.dialog.value = "rename";
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
  store.take([{ type: "lines", from: LINES.length, lines: Array(5000).fill(line) }], false);
  const rows = draw(store).match(/<li class="msg/g)?.length ?? 0;
  assert(rows <= 1000 + 3, `${rows} rows`);
});

Deno.test("Page keeps the conversation when the process has ended, and says so", () => {
  const store = storeOf("chat");
  store.link.value = "gone";
  const text = textOf(draw(store));
  assertStringIncludes(text, "pyChat on this computer has ended.");
  assertStringIncludes(text, "I can carry.");
});

Deno.test("Page says how to get a new link when its own is not good", () => {
  const store = new Store();
  store.link.value = "denied";
  assertStringIncludes(textOf(draw(store)), "press Enter in the terminal");
});
