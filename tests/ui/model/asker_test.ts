import { assertEquals } from "@std/assert";
import { ANSWER_MS, Asker } from "../../../ui/model/asker.ts";

const ASKED = 1_000_000;
const JOIN = { type: "join_room", room: "parts", passphrase: null } as const;
const SAY = { type: "say", in: "c1", text: "x", action: false, reply: null, mentions: [] } as const;

Deno.test("Asker takes everything for its own until somebody does something in the page", () => {
  const asker = new Asker();
  assertEquals(asker.isMine(ASKED), true);
  asker.touch();
  assertEquals(asker.isMine(ASKED), false);
});

Deno.test("Asker waits for an answer for as long as one may take, and no longer", () => {
  const asker = new Asker();
  asker.ask(JOIN, ASKED);
  assertEquals(asker.isMine(ASKED), true);
  assertEquals(asker.isMine(ASKED + ANSWER_MS - 1), true);
  assertEquals(asker.isMine(ASKED + ANSWER_MS), false);
});

Deno.test("Asker waits for no answer to a text", () => {
  const asker = new Asker();
  asker.ask(SAY, ASKED);
  assertEquals(asker.isMine(ASKED), false);
});
