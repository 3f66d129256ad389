import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  formatInvitation,
  type Invitation,
  type InvitationResult,
  parseAddress,
  parseInvitation,
  parseWhere,
  type WhereResult,
} from "../../lib/message/invitation.ts";
import { EXAMPLES, KEY, readExamples, SECRET } from "./invitation_examples.ts";

const PROTOCOL = new URL("../../lib/PROTOCOL.md", import.meta.url);

Deno.test("parseInvitation() reads every example as the table says", () => {
  for (const { invitation, meaning } of EXAMPLES) {
    assertEquals(meaningOf(parseInvitation(invitation)), meaning, invitation);
  }
  assertEquals(EXAMPLES.length, 30);
});

Deno.test("parseInvitation() is described by PROTOCOL.md with the same examples", async () => {
  assertEquals(readExamples(await Deno.readTextFile(PROTOCOL)), [...EXAMPLES]);
});

Deno.test("parseInvitation() names the wrong part of further invitations", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["", "scheme missing 0"],
    ["pychat:example.org", "scheme missing 0"],
    ["PYCHAT://example.org", "scheme characters 0"],
    [` pychat://example.org#${KEY}`, "scheme characters 0"],
    [`pychat://user@example.org#${KEY}`, "host characters 0"],
    [`pychat://exa_mple.org#${KEY}`, "host characters 0"],
    [`pychat://bücher.example#${KEY}`, "host characters 0"],
    [`pychat://example.org.#${KEY}`, "host characters 0"],
    [`pychat://[::1#${KEY}`, "host characters 0"],
    [`pychat://[::1]x#${KEY}`, "host characters 0"],
    [`pychat://[::1]x:1#${KEY}`, "host characters 0"],
    [`pychat://::1]:1#${KEY}`, "host characters 0"],
    [`pychat://:7420#${KEY}`, "host missing 0"],
    [`pychat://[]#${KEY}`, "host characters 0"],
    [`pychat://${"a".repeat(64)}#${KEY}`, "host long 1"],
    [`pychat://${"a.".repeat(127)}a#${KEY}`, "host long 2"],
    [`pychat://[2001:DB8::7]#${KEY}`, "host case 0"],
    [`pychat://example.org:0#${KEY}`, "port range 0"],
    [`pychat://example.org:+80#${KEY}`, "port characters 0"],
    [`pychat://example.org:8e1#${KEY}`, "port characters 0"],
    [`pychat://example.org:99999999999999999999#${KEY}`, "port range 0"],
    [`pychat://example.org/a/b#${KEY}`, "room characters 0"],
    [`pychat://example.org/a?b#${KEY}`, "room characters 0"],
    [`pychat://example.org/%2#${KEY}`, "room characters 0"],
    [`pychat://example.org/%20#${KEY}`, "room missing 0"],
    [`pychat://example.org/${"a".repeat(34)}#${KEY}`, "room long 2"],
    [`pychat://a/${"%41".repeat(323)}#${KEY}`, "room long 291"], // 1,024 in all
    [`pychat://a/${"%41".repeat(323)}b#${KEY}`, "room long 1"],
    [`pychat://${"a".repeat(972)}#${KEY}`, "host long 1"],
    [`pychat://a#${"A".repeat(1014)}`, "key long 1"],
    [`pychat://example.org/%E2%80%AEa#${KEY}`, "room characters 0"],
    [`pychat://example.org#${KEY}=`, "key characters 0"],
    [`pychat://example.org#${KEY.slice(0, -1)}+`, "key characters 0"],
    [`pychat://example.org#${KEY}\n`, "key characters 0"],
    [`pychat://example.org#.${SECRET}`, "key missing 0"],
    [`pychat://example.org#${KEY}.${SECRET.slice(1)}`, "secret short 1"],
    [`pychat://example.org#${KEY}.${SECRET}A`, "secret long 1"],
    [`pychat://example.org#${KEY}.${SECRET}.`, "secret characters 0"],
    [`pychat://example.org#${KEY}#`, "key characters 0"],
  ];
  for (const [text, meaning] of cases) {
    assertEquals(meaningOf(parseInvitation(text)), meaning, text);
  }
});

Deno.test("parseInvitation() reads what formatInvitation() wrote, and only that text", () => {
  fc.assert(fc.property(anyInvitation(), (invitation) => {
    const text = formatInvitation(invitation);
    const result = parseInvitation(text);
    assertEquals(result, { ok: true, invitation });
    assert(!text.includes(":7420"));
  }));
});

Deno.test("formatInvitation() gives one text for every spelling of an invitation", () => {
  const spellings = [
    `pychat://[::1]/caf%C3%A9#${KEY}`,
    `pychat://[::1]:7420/caf%c3%a9#${KEY}`,
    `pychat://[0:0:0:0:0:0:0:1]/%63afe%CC%81#${KEY}`,
  ];
  for (const spelling of spellings) {
    const result = parseInvitation(spelling);
    assert(result.ok, spelling);
    assertEquals(formatInvitation(result.invitation), spellings[0]);
  }
});

Deno.test("parseInvitation() refuses a megabyte of anything at once", () => {
  const million = 1_000_000;
  const fillers = ["a", ".", ":", "[", "%", "%41", "/", "#", "-", "a.", "::", "\u{1f600}", "a://"];
  const started = performance.now();
  for (const filler of fillers) {
    const much = filler.repeat(million / filler.length);
    for (const start of ["", "pychat://", "pychat://[", "pychat://a/", `pychat://a#${KEY}`]) {
      assertEquals(parseWhere(start + much).ok, false);
      assertEquals(parseInvitation(start + much).ok, false);
    }
  }
  const spent = performance.now() - started;
  assert(spent < 20_000, `130 megabytes took ${spent} ms`); // quadratic time would be hours
  assertEquals(
    meaningOf(parseInvitation(`pychat://a#${"A".repeat(million)}`)),
    `key long ${million + "pychat://a#".length - 1024}`,
  );
});

Deno.test("parseWhere() takes an invitation with blanks around it", () => {
  const invitation = { host: "example.org", port: 7420, room: null, key: KEY, secret: null };
  assertEquals(parseWhere(`\n  pychat://example.org#${KEY}\t`), {
    ok: true,
    host: "example.org",
    port: 7420,
    invitation,
  });
  assertEquals(placeOf(parseWhere(`example.org#${KEY}`)), "scheme missing 0");
  assertEquals(placeOf(parseWhere("https://example.org")), "scheme characters 0");
  assertEquals(placeOf(parseWhere("pychat://example.org")), "key missing 0");
});

Deno.test("parseWhere() takes an address as people type it", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["example.org", "example.org 7420"],
    ["  Example.ORG:80 ", "example.org 80"],
    ["localhost", "localhost 7420"],
    ["192.168.0.10:9000", "192.168.0.10 9000"],
    ["[::1]", "::1 7420"],
    ["[2001:DB8::7]:9000", "2001:db8::7 9000"],
    ["::1", "::1 7420"],
    ["2001:db8:0:0::7", "2001:db8::7 7420"],
    ["", "host missing 0"],
    ["   ", "host missing 0"],
    [":9000", "host missing 0"],
    ["fe80::1%eth0", "host zone 0"],
    ["[fe80::1%eth0]:80", "host zone 0"],
    ["1:2:3", "host characters 0"],
    ["my server", "host characters 0"],
    ["192.168.010.1", "host characters 0"],
    ["1.2.3", "host range 0"],
    ["example.org:", "port missing 0"],
    ["example.org:http", "port characters 0"],
    ["example.org:70000", "port range 0"],
    ["example.org/lobby", "host characters 0"],
  ];
  for (const [typed, meaning] of cases) {
    assertEquals(placeOf(parseWhere(typed)), meaning, typed);
    assertEquals(placeOf(parseAddress(typed)), meaning, typed);
  }
});

Deno.test("parseWhere() finds the invitation in what a letter makes of it", () => {
  const good = `pychat://garden.local:7144/lobby#${KEY}`;
  const letters = [
    `"${good}"`,
    `<${good}>`,
    `“${good}”`,
    `Join us: ${good} see you`,
    `${good}.`,
    `${good.slice(0, 50)}\n${good.slice(50)}`,
    `${good.slice(0, 50)}\r\n  ${good.slice(50)}\n`,
    `${good}\n    pychat://[fd00::2]:7144#${KEY}`,
  ];
  for (const letter of letters) {
    const where = parseWhere(letter);
    assertEquals(where.ok && where.invitation?.key, KEY, letter);
    assertEquals(where.ok && [where.host, where.port], ["garden.local", 7144], letter);
  }
  // Alone a key says nothing of where; and it is no name of a computer.
  for (const key of [KEY, `#${KEY}`]) {
    const where = parseWhere(key);
    assertEquals(where.ok ? null : [where.problem.part, where.problem.fault], ["host", "missing"]);
  }
});

Deno.test("parseAddress() takes another port for one that is not named, and only then", () => {
  const port = (typed: string): number | null => {
    const where = parseAddress(typed, 9000);
    return where.ok ? where.port : null;
  };
  for (const typed of ["garden.local", "192.0.2.1", "[2001:db8::1]", "2001:db8::1"]) {
    assertEquals(port(typed), 9000, typed);
  }
  assertEquals([port("garden.local:7420"), port("[2001:db8::1]:1")], [7420, 1]);
});

function meaningOf(result: InvitationResult): string {
  if (!result.ok) return faultOf(result.problem);
  const { host, port, room, key, secret } = result.invitation;
  assertEquals(key, KEY);
  assert(secret === null || secret === SECRET);
  const shortened = secret === null ? "-" : `${secret.slice(0, 4)}...`;
  return `ok ${host} ${port} ${room ?? "-"} ${key.slice(0, 4)}... ${shortened}`;
}

function placeOf(result: WhereResult): string {
  return result.ok ? `${result.host} ${result.port}` : faultOf(result.problem);
}

function faultOf(problem: { part: string; fault: string; by: number }): string {
  return `${problem.part} ${problem.fault} ${problem.by}`;
}

function anyInvitation(): fc.Arbitrary<Invitation> {
  const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) =>
    bytes.toBase64({ alphabet: "base64url", omitPadding: true })
  );
  const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?(\.[a-z]{1,10}){0,3}$/);
  const ipv6 = fc.ipV6().map((text) => parseWhere(`[${text}]`)).filter((read) => read.ok)
    .map((read) => read.ok ? read.host : "");
  return fc.record({
    host: fc.oneof(name, fc.ipV4(), ipv6),
    port: fc.integer({ min: 1, max: 65535 }).filter((port) => !`${port}`.startsWith("7420")),
    room: fc.constantFrom(null, "lobby", "küche", "日本語 kana かな", "a/b", "50% off", "it's (1)"),
    key,
    secret: fc.option(key),
  });
}
