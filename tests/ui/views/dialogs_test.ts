import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Dialog, Store } from "../../../ui/model/store.ts";
import { text } from "../../support/scenes.ts";
import { draw, roomsWith, storeOf, textOf } from "./drawn.ts";

const ADA = { id: "member-0000", name: "ada", tag: "k7qd" };

Deno.test("Page says why a name cannot be changed, and nothing of texts that are kept", () => {
  const dialogOf = (store: Store) => {
    store.dialog.value = { kind: "rename" };
    const html = draw(store);
    return textOf(html.slice(html.indexOf("<dialog")));
  };
  const gone = storeOf("chat");
  gone.link.value = "gone";
  const said = [
    [storeOf("reconnecting"), "Your name can be changed when we are back."],
    [storeOf("ended"), "Your name can be changed when you have joined again."],
    [gone, "pyChat on this computer has ended, so your name cannot be changed."],
  ] as const;
  for (const [store, sentence] of said) {
    const text = dialogOf(store);
    assertStringIncludes(text, sentence);
    assert(!/sent|your text/i.test(text), text);
  }
  assert(!/connected|has ended/.test(dialogOf(storeOf("chat"))), "nothing while it can be");
});

/** Everything that can be opened, in the room that the person owns. */
const DIALOGS: readonly Exclude<Dialog, null>[] = [
  ...(["help", "invite", "rename", "leave", "quit", "rooms", "export"] as const).map((kind) => ({
    kind,
  })),
  ...(["topic", "lock", "bans"] as const).map((kind) => ({ kind })),
  { kind: "create", name: "" },
  { kind: "join", name: "", failed: false },
  { kind: "join", name: "vault", failed: true },
  ...(["person", "mute", "ban", "hand_over"] as const).map((kind) => ({ kind, person: ADA })),
  ...(["ban_shared", "ban_no_address"] as const).map((code) => ({
    kind: "ban_sure" as const,
    problem: { code, in: "c2", person: ADA, seconds: 600 },
  })),
  { kind: "delete", line: text("mossy-heron", 5, "oops") },
];

Deno.test("Page has a title and a way out in every dialog, and no style or handler in its markup", () => {
  const titles = new Set<string>();
  for (const dialog of DIALOGS) {
    const html = roomsWith("c2", (store) => (store.dialog.value = dialog));
    const inside = html.slice(html.indexOf("<dialog"));
    assert(html.includes("<dialog"), dialog.kind);
    titles.add(textOf(/<h2 id="dialog-title">.*?<\/h2>/.exec(inside)?.[0] ?? ""));
    assertStringIncludes(inside, 'aria-label="Close"', dialog.kind);
    assert(!/\sstyle=|\son[a-z]+=|<form[^>]*action/.test(inside), dialog.kind);
    for (const [field] of inside.matchAll(/<input[^>]*type="text"[^>]*>/g)) {
      assert(/\smaxlength="(?:512|1024|2000)"/i.test(field), `${dialog.kind}: ${field}`);
      const id = /\sid="([^"]*)"/.exec(field)?.[1];
      assertStringIncludes(inside, `<label for="${id}">`, dialog.kind);
    }
  }
  // Both ways a ban can be in doubt have one title.
  assertEquals(titles.size, DIALOGS.length - 1);
});

Deno.test("Page says in plain words what a ban in doubt would do", () => {
  const said = (code: "ban_shared" | "ban_no_address") =>
    textOf(roomsWith("c2", (store) => {
      store.dialog.value = {
        kind: "ban_sure",
        problem: { code, in: "c2", person: ADA, seconds: null },
      };
    }));
  assertStringIncludes(said("ban_shared"), "Others on this server come from the same address");
  assertStringIncludes(said("ban_no_address"), "does not count the address they come from");
  for (const code of ["ban_shared", "ban_no_address"] as const) {
    assertStringIncludes(said(code), "It would last as long as there is the room.");
    assert(!/\d+\.\d+\.\d+\.\d+|origin/.test(said(code)));
  }
});

Deno.test("Page invites to the open room, and to the server from elsewhere", () => {
  const inviteOf = (id: string) =>
    textOf(roomsWith(id, (store) => (store.dialog.value = { kind: "invite" })))
      .replaceAll(" ", "");
  assertStringIncludes(inviteOf("c2"), "pychat://garden.local/parts#");
  assertStringIncludes(inviteOf("c6"), "pychat://garden.local/lobby#");
  assertStringIncludes(inviteOf("c3"), "Thepassphraseoftheroomisnotinit.");
});
