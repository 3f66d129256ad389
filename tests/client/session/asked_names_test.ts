import { assertEquals } from "@std/assert";
import { AskedNames } from "../../../lib/client/session/asked_names.ts";

Deno.test("AskedNames.ask() asks for another name, and for the same only to come back to it", () => {
  const names = new AskedNames();
  assertEquals([names.ask("ada", "ada"), names.ask("ida", "ada"), names.ask("ada", "ada")], [
    false,
    true,
    true,
  ]);
});

Deno.test("AskedNames.refused() is the first that was asked for and not answered", () => {
  const names = new AskedNames();
  assertEquals(names.refused(), null);
  for (const name of ["ida", "eve", "zoe"]) names.ask(name, "ada");
  assertEquals(names.refused(), "ida");
  assertEquals([names.given("zoe"), names.refused()], [true, null], "what came before is answered");
  assertEquals(names.given("eve"), false);
});

Deno.test("AskedNames.take() is the last wish, or as somebody new what was not answered", () => {
  const names = new AskedNames();
  names.ask("ida", "ada");
  assertEquals([names.take(false), names.take(true), names.take(true)], [null, "ida", null]);
  names.ask("ida", "ada");
  names.wish("eve");
  names.wish("zoe");
  assertEquals([names.take(false), names.take(false), names.refused()], ["zoe", null, "ida"]);
  names.ask("ida", "ada");
  names.forgetAsked();
  assertEquals([names.take(true), names.refused()], [null, null]);
});
