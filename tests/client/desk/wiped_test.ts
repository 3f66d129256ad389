import { assertEquals } from "@std/assert";
import type { PageLine } from "../../../lib/client/desk/desk.ts";
import { Wiped } from "../../../lib/client/desk/wiped.ts";

Deno.test("Wiped tells every page the same, and does nothing that is asked for", () => {
  const rest = { failures: ["A file stays."], others: true, installed: false };
  const wiped = new Wiped(rest);
  const texts: string[] = [];
  const page: PageLine = { id: "a", desk: 4, send: (text) => texts.push(text), link: () => "" };
  wiped.open(page);
  assertEquals(texts.splice(0).map((text) => JSON.parse(text)), [
    { type: "wiped", rest },
  ]);
  wiped.receive();
  wiped.close();
  assertEquals([texts, wiped.expect(), wiped.touch()], [[], 0, false]);
});
