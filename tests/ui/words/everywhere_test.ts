import { assert, assertEquals } from "@std/assert";
import type { Dialog } from "../../../ui/model/dialog.ts";
import type { TextLine } from "../../../ui/model/log/rows.ts";
import type { Store } from "../../../ui/model/store.ts";
import { problemSentence, retrySentence } from "../../../ui/words/problems.ts";
import { LINES, PEOPLE, person, SCENES } from "../../support/scenes.ts";
import { draw, storeOf } from "../views/drawn.ts";
import { allProblems } from "./all_problems.ts";
import { foreign, inPseudo } from "./pseudo.ts";

type Open = NonNullable<Dialog>;

const ADA = person("ada");
const TEXT = LINES.find((line): line is TextLine => line.type === "text");
assert(TEXT !== undefined);

/** One of each kind; a kind that is missing does not compile. */
const DIALOGS: { readonly [K in Open["kind"]]: Extract<Open, { readonly kind: K }> | Open } = {
  help: { kind: "help" },
  invite: { kind: "invite" },
  rename: { kind: "rename" },
  leave: { kind: "leave" },
  quit: { kind: "quit" },
  wipe: { kind: "wipe" },
  rooms: { kind: "rooms" },
  export: { kind: "export" },
  keys: { kind: "keys" },
  close: { kind: "close" },
  topic: { kind: "topic" },
  lock: { kind: "lock" },
  bans: { kind: "bans" },
  create: { kind: "create", name: "" },
  switcher: { kind: "switcher", text: "" },
  search: { kind: "search", text: "" },
  join: { kind: "join", name: "parts", failed: true },
  person: { kind: "person", person: ADA },
  mute: { kind: "mute", person: ADA },
  ban: { kind: "ban", person: ADA },
  hand_over: { kind: "hand_over", person: ADA },
  ban_sure: {
    kind: "ban_sure",
    problem: { code: "ban_shared", in: "c2", person: ADA, seconds: 60 },
  },
  delete: { kind: "delete", line: TEXT },
  details: { kind: "details", index: LINES.indexOf(TEXT) },
};

/** What is drawn of a store that is not of the table, and said by nobody. */
function foreignOf(store: Store): string[] {
  const data = [store.model.value, store.server.value, store.wiped.value, PEOPLE];
  return foreign(inPseudo(() => draw(store)), data);
}

Deno.test("Page shows no text that is not of the table of words, in any scene", () => {
  for (const scene of SCENES) assertEquals(foreignOf(storeOf(scene)), [], scene);
});

Deno.test("Page shows no text that is not of the table in settings, at the side, or at its end", () => {
  for (const scene of ["chat", "rooms"] as const) {
    const looks: { readonly [name: string]: (store: Store) => void } = {
      settings: (store) => (store.pane.value = "settings"),
      narrow: (store) => {
        store.narrow.value = true;
        store.pane.value = "settings";
      },
      who: (store) => (store.tab.value = "who"),
      list: (store) => {
        store.narrow.value = true;
        store.pane.value = "list";
      },
      gone: (store) => (store.link.value = "gone"),
      denied: (store) => (store.link.value = "denied"),
      wiped: (store) => (store.wiped.value = { failures: [], others: true, installed: true }),
      command: (store) => {
        store.draft.value = "/";
        store.caret.value = 1;
      },
      mention: (store) => {
        store.draft.value = "@";
        store.caret.value = 1;
      },
      answer: (store) => (store.reply.value = TEXT),
      change: (store) => (store.editing.value = TEXT),
    };
    for (const [name, look] of Object.entries(looks)) {
      for (const { id } of storeOf(scene).conversations.value) {
        const store = storeOf(scene);
        store.show(id);
        look(store);
        assertEquals(foreignOf(store), [], `${scene} ${id} ${name}`);
      }
    }
  }
});

Deno.test("Page shows no text that is not of the table in any dialog", () => {
  for (const dialog of Object.values(DIALOGS)) {
    for (const scene of ["chat", "rooms"] as const) {
      const store = storeOf(scene);
      store.dialog.value = dialog;
      assertEquals(foreignOf(store), [], `${scene} ${dialog.kind}`);
    }
  }
});

Deno.test("Page shows no text that is not of the table for any problem", () => {
  for (const problem of allProblems()) {
    const said = inPseudo(() => [problemSentence(problem), retrySentence(problem)]);
    for (const one of said) assert(/^⟦.*⟧$/.test(one), `${JSON.stringify(problem)}: ${one}`);
  }
});

Deno.test("foreign() finds a text, or a name for who hears the page, that is not of the table", () => {
  const page = '<p>⟦by <b>ada</b>, ⟧<i aria-label="⟦x⟧ Close">4 </i>Hello <bdi>ada</bdi>&amp;</p>';
  assertEquals(foreign(page, { name: "ada" }), ["Hello", "Close"]);
  assertEquals(foreign('<p title="⟦Close⟧">⟦Hello⟧ 14:02</p>', {}), []);
});
