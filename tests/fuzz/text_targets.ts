/**
 * Readers of what people type, paste and keep in files.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { parseKnownServers, serialiseKnownServers } from "../../lib/client/keep/known_servers.ts";
import { mergeSettings, pageAttributes, parseSettings } from "../../lib/client/keep/settings.ts";
import { parseIdentity } from "../../lib/io/files/identity_file.ts";
import { isInAny, readNetwork } from "../../lib/io/net/source.ts";
import { parseConfig } from "../../lib/io/operator/config_file.ts";
import { readStatus } from "../../lib/io/operator/control_status.ts";
import { readLimits } from "../../lib/io/operator/server_limits.ts";
import { printable, printableLine } from "../../lib/io/printable.ts";
import { StartError } from "../../lib/io/start_error.ts";
import { MAX_TEXT_UNITS } from "../../lib/limits.ts";
import { formatAddress } from "../../lib/message/host.ts";
import {
  formatInvitation,
  parseAddress,
  parseInvitation,
  parseWhere,
} from "../../lib/message/invitation.ts";
import { checkName, foldName } from "../../lib/message/name.ts";
import { checkText, hasControls, normaliseText, splitText } from "../../lib/message/text.ts";
import { bytesOf, type Target, textOf } from "./target.ts";

const KEY = "A".repeat(43);
const CONFIG = { string: ["port", "name"], boolean: ["generate-passphrase"] } as const;
const SERVER = {
  host: "chat.example.org",
  port: 7420,
  key: KEY,
  since: 1,
  compared: true,
  name: "House",
};

function text(name: string, seeds: readonly string[], read: (text: string) => void): Target {
  return { name, seeds: seeds.map(bytesOf), read: (bytes) => read(textOf(bytes)) };
}

/** What the control bytes of a terminal are, but the newline. */
// deno-lint-ignore no-control-regex
const TERMINAL = /[\u{0}-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

/** Every reader of texts. */
export const TEXT_TARGETS: readonly Target[] = [
  text("invitation", [`pychat://[2001:db8::1]:7420/r%C3%B6m#${KEY}.${KEY}`], (typed) => {
    const read = parseInvitation(typed);
    if (!read.ok) return;
    assertEquals(parseInvitation(formatInvitation(read.invitation)), read);
  }),
  text("address", ["chat.example.org:7420", "[::1]:1", "10.0.0.1"], (typed) => {
    for (const read of [parseWhere(typed), parseAddress(typed)]) {
      if (!read.ok) continue;
      const { host, port } = read;
      const again = parseAddress(formatAddress(host, port));
      assertEquals(again, { ok: true, host, port, invitation: null });
    }
  }),
  text("name", ["Ada Lovelace", "Zoë", "林", "ليلى", "раура"], (typed) => {
    const checked = checkName(typed);
    if (!checked.ok) return;
    assertEquals(checkName(checked.name), checked);
    assertEquals(foldName(foldName(checked.name)), foldName(checked.name));
    assertEquals(printableLine(checked.name), checked.name);
  }),
  text("text", ["see you at nine", "a\n\tb", "e\u{301}\u{301}\u{301}\u{301}\u{301}"], (typed) => {
    const said = normaliseText(typed);
    assertEquals(normaliseText(said), said);
    if (checkText(said) === "ok") assert(!hasControls(said) && said.length <= MAX_TEXT_UNITS);
    for (const part of splitText(typed)) assertEquals(checkText(normaliseText(part)), "ok");
  }),
  text("terminal", ["hello", "\u{1b}]52;c;aGk=\u{7}", "\u{9b}2J", "a\r\nb"], (typed) => {
    assert(!TERMINAL.test(printable(typed)));
    assert(!/[\n\u{2028}\u{2029}]/u.test(printableLine(typed)));
  }),
  text("known servers", [serialiseKnownServers([SERVER])], (kept) => {
    try {
      const known = parseKnownServers(kept);
      assertEquals(parseKnownServers(serialiseKnownServers(known)), known);
    } catch (error) {
      assert(error instanceof SyntaxError && error.message.startsWith("The file of known servers"));
    }
  }),
  text("settings", [
    mergeSettings(null, { theme: "nord", where: "127.0.0.1" }),
    mergeSettings(null, { theme: "light", density: "compact", notify: "all", preview: true }),
  ], (kept) => {
    const settings = parseSettings(kept);
    assertEquals(parseSettings(mergeSettings(kept, {})), settings);
    for (const value of Object.values(pageAttributes(settings))) assert(/^[a-z]+$/.test(value));
  }),
  text("options in a file", ["port = 7420\n# a\ngenerate-passphrase = yes\r\n"], (kept) => {
    try {
      parseConfig(kept, "file", CONFIG);
    } catch (error) {
      assert(error instanceof StartError);
      assert(!TERMINAL.test(error.message));
    }
  }),
  text(
    "network",
    ["192.0.2.0/24", "2001:db8::/32", "::ffff:10.0.0.0/104", "fe80::1%eth0"],
    (typed) => {
      const network = readNetwork(typed);
      const [address = ""] = typed.split("/");
      if (network !== null) {
        assert(isInAny(address, [network]), "a network holds the address it names");
      }
    },
  ),
  text("limits", ["1024", "off", "5", "127.0.0.1,fd00::/8"], (typed) => {
    for (const option of ["max-clients", "max-per-address", "exempt", "message-rate"]) {
      try {
        readLimits({ [option]: typed });
      } catch (error) {
        assert(error instanceof StartError);
      }
    }
  }),
  text("identity", [`pychat-identity ${KEY}`], (kept) => {
    const secret = parseIdentity(kept);
    if (secret !== null) assertEquals(secret.length, 32);
  }),
  text("status", [JSON.stringify({ version: "1", people: 3, port: 7420, words: [] })], (answer) => {
    try {
      readStatus(JSON.parse(answer));
    } catch (error) {
      assert(error instanceof SyntaxError);
    }
  }),
];
