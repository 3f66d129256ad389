import { assertEquals } from "@std/assert";
import { Form } from "../../../lib/client/connection/form.ts";

const KEY = "K".repeat(42) + "A";
const INVITATION = `pychat://garden:9/caf%C3%A9#${KEY}`;
const BUSY = { code: "nobody_answers", host: "garden", port: 7420 } as const;

function held(form: Form): readonly unknown[] {
  return [form.where, form.name, form.problem];
}

Deno.test("Form begins with what it is given, and with the made-up name where none was chosen", () => {
  assertEquals(held(new Form("garden", "ada", "otter")), ["garden", "ada", null]);
  assertEquals(held(new Form("", "", "otter")), ["", "otter", null]);
});

Deno.test("Form.submit() reads an invitation and an address", () => {
  const form = new Form("", "", "otter");
  assertEquals(form.submit(INVITATION, "ada"), {
    target: { where: INVITATION, host: "garden", port: 9, room: "café", key: KEY },
    wanted: { name: "ada", madeUp: false, own: false },
  });
  assertEquals(form.submit(" [::1] ", "ada")?.target, {
    where: " [::1] ",
    host: "::1",
    port: 7420,
    room: null,
    key: null,
  });
  assertEquals(held(form), [" [::1] ", "ada", null]);
});

Deno.test("Form.submit() takes the made-up name where the name is blank or left as it was", () => {
  const form = new Form("", "", "otter");
  for (const name of ["", "  ", "otter"]) {
    assertEquals(form.submit("garden", name)?.wanted, { name: "otter", madeUp: true, own: false });
    assertEquals(form.name, "otter");
  }
});

Deno.test("Form.submit() says what is wrong, keeps what was typed, and forgets it with the next try", () => {
  const form = new Form("", "", "otter");
  assertEquals(form.submit("two words", "ada"), null);
  assertEquals([form.where, form.name, form.problem?.code], ["two words", "ada", "invitation"]);
  assertEquals(form.submit("garden", "a\u202eb"), null);
  assertEquals([form.where, form.name, form.problem?.code], ["garden", "a\u202eb", "name"]);
  assertEquals(form.submit("garden", "ada")?.wanted.name, "ada");
  assertEquals(form.problem, null);
});

Deno.test("Form.fail() and forgive() change the problem, and lose nothing that was typed", () => {
  const form = new Form("", "", "otter");
  form.submit("garden", "ada");
  form.fail("garden", "ada", BUSY);
  assertEquals(held(form), ["garden", "ada", BUSY]);
  form.forgive();
  assertEquals(held(form), ["garden", "ada", null]);
});

Deno.test("Form.offer() is where somebody was and who they were, and remembers that it was made up", () => {
  const form = new Form("", "", "otter");
  form.fail("garden", "otter", BUSY);
  form.offer("garden", "heron", true);
  assertEquals(held(form), ["garden", "heron", null]);
  assertEquals(form.submit("garden", "heron")?.wanted.madeUp, true);
  form.offer("garden", "ada", false);
  assertEquals(form.submit("garden", "ada")?.wanted.madeUp, false);
  assertEquals(form.submit("garden", "")?.wanted, { name: "heron", madeUp: true, own: false });
});

Deno.test("Form.submit() refuses an invitation to a sealed room, and keeps what was typed", () => {
  const form = new Form("", "", "otter");
  const sealed = `${INVITATION}.${KEY}`;
  assertEquals(form.submit(sealed, "ada"), null);
  assertEquals(held(form), [sealed, "ada", { code: "sealed_not_supported" }]);
  assertEquals(form.submit(INVITATION, "ada")?.target.key, KEY);
});
