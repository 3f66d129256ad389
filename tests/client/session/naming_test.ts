import { assertEquals } from "@std/assert";
import { Naming } from "../../../lib/client/session/naming.ts";

function begin(madeUp = true): { naming: Naming; called: (name: string) => void } {
  let me = { id: "me", name: "ada", tag: "aaaa" };
  return { naming: new Naming(() => me, madeUp), called: (name) => me = { ...me, name } };
}

Deno.test("Naming.want() asks at once, later, or where nothing is dialled for the way back", () => {
  const { naming } = begin();
  assertEquals([naming.want("ada", "sending"), naming.want("ida", "sending")], [false, true]);
  assertEquals(naming.want("eve", "waiting"), false);
  assertEquals(naming.take(false), "eve");
  assertEquals([naming.want("zoe", "failed"), naming.name], [false, "zoe"]);
  assertEquals(naming.wanted, { name: "zoe", madeUp: false, own: false });
  naming.want("ada", "failed");
  assertEquals(naming.wanted, { name: "ada", madeUp: true, own: true });
});

Deno.test("Naming.resume() asks for the name that was wanted meanwhile, if the person has another", () => {
  for (const name of ["ida", "ada"]) {
    const { naming } = begin();
    naming.want(name, "failed");
    naming.resume(false);
    assertEquals([naming.take(false), naming.name], [name === "ada" ? null : name, "ada"]);
  }
});

Deno.test("Naming.begin() has the name that the server gave, and asks for none", () => {
  const { naming, called } = begin();
  naming.want("ida", "failed");
  called("ida");
  naming.begin(false);
  assertEquals([naming.name, naming.take(true), naming.madeUp], ["ida", null, false]);
});

Deno.test("Naming.refused() tells of what was asked, once, and of nothing else", () => {
  const { naming } = begin();
  const taken = { type: "error", code: "name_taken" } as const;
  assertEquals(naming.refused(taken), null);
  naming.want("ida", "sending");
  assertEquals(naming.refused({ type: "error", code: "bad_message" }), null);
  assertEquals(naming.refused(taken), { code: "name_taken", name: "ida", seconds: null });
  assertEquals(naming.refused(taken), null);
});

Deno.test("Naming.end() forgets what was asked where nobody can come back as whom they were", () => {
  for (const isFinal of [true, false]) {
    const { naming } = begin();
    naming.want("ida", "sending");
    naming.end(isFinal);
    assertEquals(naming.take(true), isFinal ? null : "ida");
  }
});
