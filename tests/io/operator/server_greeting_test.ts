import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { greet, type Greeting } from "../../../lib/io/operator/server_greeting.ts";
import { terminalQr } from "../../../lib/io/operator/terminal_qr.ts";

const NOW = Date.UTC(2026, 10, 26);

const GREETING: Greeting = {
  version: "0.1.0",
  host: null,
  port: 7421,
  folder: "/var/lib/pychat",
  passphraseFile: null,
  guessable: false,
  words: ["gloom", "beauty", "thought", "hub", "fork", "illegal", "will", "nothing"],
  invitations: ["pychat://192.0.2.7:7421#K", "pychat://[2001:db8::1]:7421#K"],
  near: false,
};

Deno.test("greet() says what an operator needs", () => {
  const text = greet(GREETING, NOW);
  const parts = [
    "pyChat server 0.1.0\n",
    "It listens on every address, port 7421.\n",
    "Its key is in /var/lib/pychat.\n",
    "\n    gloom beauty thought hub fork illegal will nothing\n",
    "\n    pychat://192.0.2.7:7421#K\n    pychat://[2001:db8::1]:7421#K",
  ];
  for (const part of parts) assertStringIncludes(text, part);
  for (const part of ["passphrase", "router", "clock"]) assert(!text.includes(part), part);
  assertStringIncludes(greet({ ...GREETING, host: "::1" }, NOW), "It listens on ::1, port 7421.");
});

Deno.test("greet() tells where the passphrase is, and that one somebody thought of may be guessed", () => {
  const made = greet({ ...GREETING, passphraseFile: "/p" }, NOW);
  assertStringIncludes(made, "Everybody is asked for the passphrase in /p.");
  assertEquals(made.includes("guessed"), false);
  const own = greet({ ...GREETING, passphraseFile: "/p", guessable: true }, NOW);
  assertStringIncludes(own, "can be guessed");
});

Deno.test("greet() tells how to be reached from outside where the invitations do not reach that far", () => {
  assertStringIncludes(greet({ ...GREETING, near: true }, NOW), "--public HOST[:PORT]");
});

Deno.test("greet() tells of a clock that is past, and only then", () => {
  assertStringIncludes(greet(GREETING, 0), "clock says 1970-01-01");
  assert(greet(GREETING, 0).split("\n").length === greet(GREETING, NOW).split("\n").length + 1);
});

Deno.test("greet() shows the first invitation as a code where there is room for it", () => {
  const greeting = { ...GREETING, invitations: ["pychat://a#k", "pychat://b#k"], near: true };
  const plain = greet(greeting, NOW);
  assertEquals(greet(greeting, NOW, { columns: 20, rows: 20, utf8: true }), plain);
  const shown = greet(greeting, NOW, { columns: 80, rows: 40, utf8: true });
  const code = terminalQr("pychat://a#k", { columns: 80, rows: 40, utf8: true }) ?? [];
  assertEquals(shown.replace(`\n\n${code.join("\n")}`, ""), plain);
  assertNotEquals(shown, plain);
});
