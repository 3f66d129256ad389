import { assert, assertEquals, assertThrows } from "@std/assert";
import { ResumeSecret } from "../../lib/delivery/resume_secret.ts";

const bytes = Uint8Array.from({ length: 32 }, (_, n) => n * 7 + 249);

Deno.test("ResumeSecret.text is 32 bytes as 43 letters of base64url", () => {
  const { text } = new ResumeSecret(bytes);
  assert(/^[A-Za-z0-9_-]{43}$/.test(text), text);
  assertEquals(Uint8Array.fromBase64(`${text}=`, { alphabet: "base64url" }), bytes);
  assertEquals(new ResumeSecret(new Uint8Array(32).fill(255)).text, `${"_".repeat(42)}8`);
});

Deno.test("ResumeSecret takes 32 bytes, and does not change with them", () => {
  for (const length of [0, 16, 31, 33, 64]) {
    assertThrows(() => new ResumeSecret(new Uint8Array(length)), RangeError);
  }
  const given = bytes.slice();
  const secret = new ResumeSecret(given);
  const { text } = secret;
  given.fill(0);
  assert(secret.is(text));
  assert(!secret.is("A".repeat(43)));
});

Deno.test("ResumeSecret.is() knows its text, and nothing that differs anywhere", () => {
  const secret = new ResumeSecret(bytes);
  const { text } = secret;
  assert(secret.is(text));
  for (let at = 0; at < text.length; at++) {
    const other = text[at] === "x" ? "y" : "x";
    assert(!secret.is(text.slice(0, at) + other + text.slice(at + 1)), `${at}`);
    assert(!secret.is(text.slice(0, at)), `${at}`);
    assert(!secret.is(text.slice(0, at) + "\0" + text.slice(at + 1)), `${at}`);
  }
  const longer = [`${text}=`, `${text}\0`, text + text, ` ${text}`, text.repeat(99)];
  for (const wrong of ["", ...longer, text.toLowerCase(), [...text].reverse().join("")]) {
    assert(!secret.is(wrong), wrong);
  }
});

Deno.test("ResumeSecret.is() takes no other spelling of the same bytes", () => {
  // The last letter carries four bits; four letters decode to the same ones if that is not checked.
  const secret = new ResumeSecret(new Uint8Array(32));
  assert(secret.is("A".repeat(43)));
  for (const last of "BCD") assert(!secret.is("A".repeat(42) + last));
});
