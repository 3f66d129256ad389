/**
 * Invitations good and bad, in the order of the table in PROTOCOL.md.
 *
 * @module
 */

/** One row of the table. */
export interface Example {
  readonly invitation: string;
  /**
   * `ok HOST PORT ROOM KEY SECRET`, the last two by their first four letters, `-` for none; or
   * `PART FAULT BY`.
   */
  readonly meaning: string;
}

/** The bytes 0 to 31. */
export const KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
/** The bytes 32 to 63. */
export const SECRET = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8";
const ONION = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd.onion";

/** The table. */
export const EXAMPLES: readonly Example[] = [
  example(`pychat://example.org#${KEY}`, "ok example.org 7420 - AAEC... -"),
  example(`pychat://example.org:9000#${KEY}`, "ok example.org 9000 - AAEC... -"),
  example(`pychat://example.org:7420#${KEY}`, "ok example.org 7420 - AAEC... -"),
  example(`pychat://raspberrypi#${KEY}`, "ok raspberrypi 7420 - AAEC... -"),
  example(`pychat://${ONION}#${KEY}`, `ok ${ONION} 7420 - AAEC... -`),
  example(`pychat://192.0.2.7#${KEY}`, "ok 192.0.2.7 7420 - AAEC... -"),
  example(`pychat://[2001:db8::7]:65535#${KEY}`, "ok 2001:db8::7 65535 - AAEC... -"),
  example(`pychat://[2001:0db8:0:0:0:0:0:7]#${KEY}`, "ok 2001:db8::7 7420 - AAEC... -"),
  example(`pychat://example.org/lobby#${KEY}`, "ok example.org 7420 lobby AAEC... -"),
  example(`pychat://example.org/k%C3%BCche#${KEY}`, "ok example.org 7420 küche AAEC... -"),
  example(`pychat://example.org/%6c%6Fbby#${KEY}`, "ok example.org 7420 lobby AAEC... -"),
  example(
    `pychat://[::1]:9000/lobby#${KEY}.${SECRET}`,
    "ok ::1 9000 lobby AAEC... ICEi...",
  ),
  example(`http://example.org#${KEY}`, "scheme characters 0"),
  example(`example.org#${KEY}`, "scheme missing 0"),
  example(`pychat://#${KEY}`, "host missing 0"),
  example(`pychat://Example.org#${KEY}`, "host case 0"),
  example(`pychat://192.0.2.256#${KEY}`, "host range 0"),
  example(`pychat://192.0.2.07#${KEY}`, "host characters 0"),
  example(`pychat://2001:db8::7#${KEY}`, "host characters 0"),
  example(`pychat://[fe80::1%25eth0]#${KEY}`, "host zone 0"),
  example(`pychat://example.org:#${KEY}`, "port missing 0"),
  example(`pychat://example.org:07420#${KEY}`, "port characters 0"),
  example(`pychat://example.org:65536#${KEY}`, "port range 0"),
  example(`pychat://example.org/#${KEY}`, "room missing 0"),
  example(`pychat://example.org/%FF#${KEY}`, "room characters 0"),
  example("pychat://example.org", "key missing 0"),
  example(`pychat://example.org#${KEY.slice(0, -3)}`, "key short 3"),
  example(`pychat://example.org#${KEY}AA`, "key long 2"),
  example(`pychat://example.org#${KEY.slice(0, -1)}9`, "key characters 0"),
  example(`pychat://example.org#${KEY}.`, "secret missing 0"),
];

/**
 * Finds the table in a Markdown document.
 *
 * @throws {Error} If the document has no such section.
 */
export function readExamples(markdown: string): Example[] {
  const heading = "## Invitation examples";
  const sections = markdown.split(/^(?=## )/m);
  const section = sections.find((text) => text.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`there is no section "${heading}"`);
  const rows = section.matchAll(/^\| `([^`]+)` *\| `([^`]+)` *\|$/gm);
  return [...rows].map(([, invitation = "", meaning = ""]) => ({ invitation, meaning }));
}

function example(invitation: string, meaning: string): Example {
  return { invitation, meaning };
}
