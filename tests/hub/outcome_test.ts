import { assertEquals } from "@std/assert";
import { done, refuse, tell } from "../../lib/hub/outcome.ts";

const TEXT = { type: "text", room: "lobby", id: 1, from: "a", text: "hi", time: 5 } as const;

Deno.test("tell() gives the ref to who asked, and to nobody else", () => {
  assertEquals(tell("a", ["a", "b", "c"], TEXT, 7), [
    { type: "deliver", to: ["a"], message: { ...TEXT, ref: 7 } },
    { type: "deliver", to: ["a", "b", "c"], but: "a", message: TEXT },
  ]);
  assertEquals(tell("a", ["a"], TEXT, 7).length, 1);
});

Deno.test("done() and refuse() are what they say", () => {
  const effects = tell("a", ["a"], TEXT, 7);
  assertEquals(done(), { effects: [] });
  assertEquals(done(effects, [], effects), { effects: [...effects, ...effects] });
  assertEquals(refuse("no_ban"), { refused: { code: "no_ban" } });
});
