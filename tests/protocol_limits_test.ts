import { assert, assertEquals } from "@std/assert";
import * as limits from "../lib/limits.ts";
import { MAX_MESSAGE_BYTES } from "../lib/message/json.ts";
import * as phase from "../lib/session/phase.ts";
import type { Rate } from "../lib/token_bucket.ts";
import { numbers, PROTOCOL, section, tables } from "./support/protocol_document.ts";

const LIB = new URL("../lib/", import.meta.url);

/** Numbers that are bounds of one side only, and that no peer can run into. */
const UNSEEN = ["CONNECT_MS", "MAX_EXEMPT", "MAX_READ_BYTES", "READ_BYTES", "SPARE_DESCRIPTORS"];

/** What a client holds itself to, besides what the code of both sides imports. */
const OF_CLIENTS = ["FIRST_RETRY_MS", "MAX_RETRY_MS", "RENEW_MS", "MAX_DOUBTFUL_CLOSES"];

Deno.test("PROTOCOL.md tells every limit of the wire, as it is", () => {
  const all: Readonly<Record<string, number | readonly number[] | Rate>> = { ...limits };
  const [told = [], derived = []] = tables(section("### Table"));
  for (const [name = "", cell = ""] of told) {
    const value = all[name];
    const isRate = typeof value === "object" && "burst" in value;
    assertEquals(numbers(cell), isRate ? [value.burst, value.perSecond] : [value].flat(), name);
  }
  const names = new Set(told.map(([name]) => name));
  const wanted = [...limitsOfTheWire(), ...OF_CLIENTS].filter((name) => !UNSEEN.includes(name));
  assertEquals(wanted.filter((name) => !names.has(name)), []);

  const follows: Readonly<Record<string, readonly number[]>> = {
    MESSAGE_1_BYTES: [phase.MESSAGE_1_BYTES],
    MESSAGE_2_BYTES: [phase.MESSAGE_2_BYTES],
    MESSAGE_3_BYTES: [phase.MESSAGE_3_BYTES],
    VERSION_BYTES: [phase.VERSION_BYTES],
    RECORD_FRAME_BYTES: phase.RULES.server.open.frames,
    MAX_MESSAGE_BYTES: [MAX_MESSAGE_BYTES],
  };
  const found = derived.map(([name = "", cell = ""]) => [name, numbers(cell)]);
  assertEquals(Object.fromEntries(found), follows);
});

/** Limits that code imports which speaks or reads the protocol: a peer can run into them. */
function limitsOfTheWire(): string[] {
  const folders = ["wire", "crypto", "noise", "session", "delivery", "message", "hub", "io/net"];
  const imports = [...folders.flatMap(filesIn), "io/files/identity_file.ts"].flatMap((file) => {
    const [, names = ""] = /import \{([^}]*)\} from "(?:\.\.\/)+limits\.ts"/.exec(
      Deno.readTextFileSync(new URL(file, LIB)),
    ) ??
      [];
    return names.split(",").map((name) => name.trim()).filter((name) => name !== "");
  });
  assert(imports.length > 30);
  return [...new Set(imports)];
}

/** The files in a folder of lib and in those inside it. */
function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(new URL(folder, LIB))].flatMap(({ name, isDirectory }) =>
    isDirectory ? filesIn(`${folder}/${name}`) : [`${folder}/${name}`]
  );
}

Deno.test("PROTOCOL.md's sentences say the limits that its table says", () => {
  const seconds = (ms: number) => `${ms / 1000} s`;
  const kib = (bytes: number) => `${bytes / 1024} KiB`;
  const { burst, perSecond } = limits.ADDRESS_RATE;
  const renames = limits.RENAME_RATE;
  const [creates, entries] = [limits.CREATE_RATE, limits.ENTRY_RATE];
  const sentences = [
    `when ${limits.ACK_PACKETS} packets, or packets of ${kib(limits.ACK_BYTES)}, are waiting`,
    `so early that none waits longer than ${seconds(limits.ACK_MS)}`,
    `After ${seconds(limits.PING_MS)} of silence, and up to ${seconds(limits.PING_JITTER_MS)} more`,
    `After ${seconds(limits.SILENCE_MS)} of silence a side`,
    `told it: ${seconds(limits.GRACE_MS)} from when`,
    `was not taken for ${seconds(limits.SLOW_MS)}`,
    `more than ${kib(limits.MAX_MEMBER_BYTES)} wait to be written`,
    `more than ${kib(limits.MAX_MEMBER_BYTES)} are kept for it, of which for ${
      seconds(limits.SLOW_MS)
    } it has acknowledged nothing more`,
    `a member for whom more than ${kib(limits.BUSY_MEMBER_BYTES)} wait unwritten has to take all`,
    `message is handled, or to wait for ${seconds(limits.FULL_MS)}: others`,
    `and ${limits.PLACE_COST_BYTES} for each member`,
    `more than ${kib(limits.MAX_MEMBER_BYTES - limits.BUSY_MEMBER_BYTES)} are kept for it`,
    `Of what is kept ${kib(limits.BUSY_MEMBER_BYTES)} less may remain`,
    `for whom more than ${kib(limits.BUSY_MEMBER_BYTES)} wait unwritten`,
    `each with ${limits.PACKET_COST_BYTES} bytes more than it has`,
    `more than ${limits.MAX_STOCK_BYTES / 2 ** 20} MiB wait for all members`,
    `gets fresh keys, which it should every ${limits.RENEW_MS / 3_600_000} h`,
    `between 0 and ${seconds(limits.FIRST_RETRY_MS)} before the first`,
    `before each further one, up to ${seconds(limits.MAX_RETRY_MS)}`,
    `may take up to ${limits.MAX_DOUBTFUL_CLOSES} such closes in a row for cuts`,
    `than ${renames.burst} at once and one in ${1 / renames.perSecond} s is told`,
    `${limits.MAX_HANDSHAKES} connections that have not come through the handshake`,
    `${limits.EARLY_DROP_HANDSHAKES} of them`,
    `at random: ${
      limits.EARLY_DROP_SHARE * 10
    } in 10, and more, up to all of them at ${limits.MAX_HANDSHAKES}`,
    `${burst} new connections of an address at once, and then one in ${1 / perSecond} s`,
    `a penalty of the address of ${seconds(limits.MIN_PENALTY_MS)}`,
    `${limits.MAX_CLIENTS.toLocaleString("en")} members, those included that are away`,
    `${limits.MAX_PER_ADDRESS} connections and away members of an address`,
    `${limits.MAX_TOLD_FULL} connections that are there only to be told so`,
    `to ${limits.MAX_PENALTY_MS / 60_000} minutes at most`,
    `by ${seconds(limits.PENALTY_AUTH_MS)} when a message 3 is not right`,
    `by ${seconds(limits.PENALTY_LATE_MS)} when a handshake is not finished in time`,
    `by ${seconds(limits.PENALTY_FAULT_MS)} for any other fault`,
    `for ${limits.MAX_ADDRESSES.toLocaleString("en")} addresses without connections at most`,
    `has ${limits.MIN_ROOM_PASSPHRASE_UNITS} to ${limits.MAX_ROOM_PASSPHRASE_UNITS} units`,
    `if the member is in ${limits.MAX_ROOMS_PER_MEMBER} besides the lobby`,
    `at ${limits.MAX_ROOMS} besides the lobby`,
    `After a **kick** it cannot come in for ${seconds(limits.KICK_MS)}`,
    `for the next ${seconds(limits.KICK_MS)}. See`,
    `A room has ${limits.MAX_BANS} bans at most`,
    `in \`welcome\`, 0 to ${limits.MAX_HISTORY.toLocaleString("en")}. Of a room`,
    `the last texts of a room, of ${kib(limits.MAX_ROOM_HISTORY_BYTES)} at most`,
    `of all rooms together ${limits.MAX_HISTORY_BYTES / 2 ** 20} MiB`,
    `For ${
      limits.EDIT_MS / 60_000
    } minutes a sender may \`edit\` or \`delete\` its own texts, the last ${limits.MAX_RECENT_TEXTS} of them`,
    `it is older than ${limits.EDIT_MS / 60_000} minutes`,
    `two at once and then at most one in ${1 / limits.TYPING_RATE.perSecond} s`,
    `hold back what is not numbered for up to ${gathered()} ms`,
    `of ${limits.RECORD_BYTES.at(-1)?.toLocaleString("en")} bytes of packets at most`,
    `whom it names, at most ${limits.MAX_MENTIONS}`,
    `for how long, ${limits.MAX_SECONDS.toLocaleString("en")} at most`,
    `If it then has more than ${limits.MAX_TOPIC_UNITS} units`,
    `One of more than ${4 * limits.MAX_TOPIC_UNITS} units is refused at once`,
    `for ${creates.burst} names at once and then for one in ${1 / creates.perSecond} s`,
    `${entries.burst} times at once and then once in ${1 / entries.perSecond} s`,
    `at most ${limits.COMMAND_RATE.burst} times at once and once in a second`,
    `kept for ${limits.MAX_ADDRESSES.toLocaleString("en")} addresses at most; those`,
  ];
  assertEquals(limits.TYPING_RATE.burst, 2);
  // Lines end, and columns are wide, where the formatter wants it.
  const told = PROTOCOL.replaceAll(/\s+/g, " ");
  assertEquals(sentences.filter((sentence) => !told.includes(sentence)), []);
});

/** For how long a server gathers changes, in milliseconds. */
function gathered(): number {
  const source = Deno.readTextFileSync(new URL("io/net/gathering.ts", LIB));
  return Number(/GATHER_MS = (\d+);/.exec(source)?.[1]);
}
