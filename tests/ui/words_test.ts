import { assertEquals } from "@std/assert";
import { words } from "../../ui/words.ts";

Deno.test("words.title() counts what is unread up to 99, and mentions before all else", () => {
  const title = (count: number, mentions: number) => words.title({ count, mentions }, "lobby");
  assertEquals([title(0, 0), title(3, 0), title(3, 2), title(99, 0)], [
    "lobby · pyChat",
    "(3) lobby · pyChat",
    "(@2) lobby · pyChat",
    "(99) lobby · pyChat",
  ]);
  assertEquals([title(100, 0), title(100, 100)], ["(99+) lobby · pyChat", "(@99+) lobby · pyChat"]);
});
