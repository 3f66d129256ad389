import { assert, assertEquals } from "@std/assert";
import { openHouse } from "../support/house.ts";
import { HostilePeer } from "../support/hostile_peer.ts";
import { json, packet, plaintext } from "../support/hostile_wire.ts";
import { NUMBERED } from "../support/noble_delivery.ts";
import { ascii, join } from "../support/noble_noise.ts";
import type { NobleMessage } from "../support/noble_peer.ts";
import { MESSAGE } from "../support/noble_wire.ts";
import { becomes, Witness } from "../support/witness.ts";

/** Bodies that fit the burst of what is not a text, so that nobody waits. */
const AT_ONCE = 5;

const SAY = { type: "say", room: "lobby", ref: 7, text: "hello" };
const say = (fields: object): string => JSON.stringify({ ...SAY, ...fields });
/** A right message in which one value is replaced by any JSON. */
const with_ = (field: "ref" | "text" | "room" | "type", value: string): string =>
  JSON.stringify({ ...SAY, [field]: "@" }).replace('"@"', value);
const without = (field: string): string =>
  JSON.stringify(Object.fromEntries(Object.entries(SAY).filter(([name]) => name !== field)));
const deep = (levels: number, [open, close]: readonly [string, string]): string =>
  say({ more: 0 }).replace('"more":0', `"more":${open.repeat(levels)}1${close.repeat(levels)}`);

const WRONG_VALUES = ["null", "true", "[]", "{}", '["hello"]', '{"toString":1}'];
const WRONG_NUMBERS = ['"7"', "0", "-0", "-1", "1.5", "1e999", "-1e999", "9007199254740992", "NaN"];

/** Bodies that are no message of a client. */
const BAD: readonly (string | Uint8Array)[] = [
  new Uint8Array([0x7b, 0xff, 0x7d]),
  join(ascii(say({}).slice(0, -2)), new Uint8Array([0xc0, 0x80]), ascii('"}')), // overlong
  join(ascii(say({}).slice(0, -2)), new Uint8Array([0xed, 0xa0, 0x80]), ascii('"}')), // surrogate
  join(ascii(say({}).slice(0, -2)), new Uint8Array([0xf4, 0x90, 0x80, 0x80]), ascii('"}')),
  ascii(say({ text: "é" })).subarray(0, -3),
  join(new Uint8Array([0xef, 0xbb, 0xbf]), ascii(say({}))),
  new Uint8Array(Uint16Array.from(say({}), (unit) => unit.charCodeAt(0)).buffer),
  `${say({})}\0`,
  with_("text", '"nul \0 raw"'),
  with_("text", '"line \n raw"'),
  with_("text", '"lone \\ud800"'),
  with_("text", '"\\udc00 first"'),
  with_("room", '"lobby\\udfff"'),
  "",
  " ",
  "null",
  "7",
  '"say"',
  "[]",
  `[${say({})}]`,
  "{}",
  "{",
  `${say({})},`,
  `${say({})}${say({})}`,
  `${say({}).slice(0, -1)},}`,
  say({}).replaceAll('"', "'"),
  `/* */${say({})}`,
  deep(4, ["[", "]"]),
  deep(8_000, ["[", "]"]),
  deep(2_000, ['{"a":', "}"]),
  "[".repeat(16_000),
  ...["type", "room", "ref", "text"].map(without),
  ...WRONG_VALUES.flatMap((value) =>
    (["type", "room", "ref", "text"] as const).map((field) => with_(field, value))
  ),
  ...WRONG_NUMBERS.map((value) => with_("ref", value)),
  ...["7", "1e999"].flatMap((value) => [with_("text", value), with_("room", value)]),
  '{"type":"rename"}',
  '{"type":"rename","name":7}',
  '{"type":"rename","name":{"__proto__":"eve"}}',
  '{"type":"rename","name":"\\ud83d"}',
  '{"__proto__":{"type":"say"},"room":"lobby","ref":7,"text":"hello"}',
];

/** Types that no client has. */
const UNKNOWN = [
  ...["", "SAY", "say ", "\\u0000", "hello", "bye", "ping", "constructor", "__proto__", "toString"],
  ...["welcome", "resumed", "people", "members", "joined", "left", "renamed", "text", "error"],
  ...["closing", "reconnecting", "reconnected", "server", "x".repeat(10_000)],
].map((type) => with_("type", `"${type}"`));

/** Texts and names that break a rule, with the answer's code. */
const RULES: readonly (readonly [string, string])[] = [
  [say({ room: "attic" }), "unknown_room"],
  [say({ room: "#lobby" }), "unknown_room"],
  [say({ room: "__proto__" }), "unknown_room"],
  [say({ text: "" }), "text_empty"],
  [say({ text: " \n\t\u200b" }), "text_empty"],
  [say({ text: "x".repeat(4_001) }), "text_too_long"],
  [say({ text: "x\n".repeat(100) + "x" }), "text_too_long"],
  ['{"type":"rename","name":""}', "name_invalid"],
  ['{"type":"rename","name":"server"}', "name_invalid"],
  ['{"type":"rename","name":"Ada"}', "name_taken"],
];

/** What comes back for bodies, sent as numbered and as plain messages in turn. */
async function answers(
  port: number,
  bodies: readonly (string | Uint8Array)[],
): Promise<unknown[]> {
  const eve = await HostilePeer.enter(port, { as: { type: "hello", name: "eve", delivery: true } });
  const packets = bodies.map((body, n) => packet(n % 2 === 0 ? MESSAGE : NUMBERED, body));
  await eve.send(...packets.map((each) => [each]));
  const heard: unknown[] = [];
  while (heard.length < bodies.length) {
    const next = await eve.hear("error");
    assert(next !== null, `no answer to ${bodies.slice(heard.length, heard.length + 1)}`);
    heard.push(next["code"]);
  }
  await eve.leave();
  return heard;
}

Deno.test("pychat answers each body that is no message with an error, to its sender alone, and goes on", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const cases = [
    ...BAD.map((body) => [body, "bad_message"] as const),
    ...UNKNOWN.map((body) => [body, "unknown_type"] as const),
    ...RULES,
  ];
  for (let at = 0; at < cases.length; at += AT_ONCE) {
    const some = cases.slice(at, at + AT_ONCE);
    const wanted = some.map(([, code]) => code);
    const bodies = some.map(([body]) => body);
    assertEquals(await answers(house.port, bodies), wanted, bodies.map(show).join("\n"));
  }
  await witness.check();
  const news = new Set(witness.heard.map(({ type }) => type));
  assertEquals(news, new Set(["welcome", "standing", "members", "joined", "left", "text"]));
  assert(house.ends.every(({ how }) => how === "bye"));
  await witness.leave();
  await house.stop();
});

function show(body: string | Uint8Array): string {
  return typeof body === "string" ? body.slice(0, 100) : body.toHex().slice(0, 100);
}

/** Fields that are not asked for, each of which would be a lie or worse if it were passed on. */
const EXTRA = [
  '"from":"AAAAAAAAAAA","time":1,"id":99,"tag":"aaaa","name":"server"',
  '"__proto__":{"polluted":1,"text":"from the prototype"}',
  '"constructor":{"prototype":{"polluted":1}},"toString":null,"hasOwnProperty":1',
  '"more":[[{"deep":1}]],"":{},"\\u0000":0,"toJSON":"x","then":1,"length":-1',
  `${Array.from({ length: 1_500 }, (_, n) => `"k${n}":0`).join(",")}`,
  `"x":"${"y".repeat(15_000)}"`,
  '"x":1e999,"y":-0,"z":0.1e-999',
];

Deno.test("pychat passes on no field that it was not asked for, and no prototype changes", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const eve = await HostilePeer.enter(house.port, { as: "eve" });
  for (const extra of EXTRA) {
    const text = `with ${extra.length} more`;
    await eve.say(`{${extra},${say({ text }).slice(1)}`);
    await eve.say(`${say({ text }).slice(0, -1)},${extra}}`);
    for (let times = 0; times < 2; times++) {
      const heard = await eve.hear("text");
      assertEquals([heard?.["text"], heard?.["ref"]], [text, 7], extra.slice(0, 99));
      assertEquals(heard && Object.keys(heard).sort().join(), "from,id,ref,room,text,time,type");
    }
  }
  await eve.say(
    '{"type":"nonsense","text":"one","type":"say","room":"lobby","ref":1,"text":"two"}',
  );
  assertEquals((await eve.hear("text"))?.["text"], "two", "of doubled keys the last counts");
  await witness.check();
  const texts = witness.heard.filter(({ type, ref }) => type === "text" && ref === undefined);
  const fields = texts.map((text) => Object.keys(text).sort().join());
  assertEquals(new Set(fields), new Set(["from,id,room,text,time,type"]));
  assertEquals(new Set(texts.map(({ from }) => from)).size, 2, "ada and eve");
  const bare: Record<string, unknown> = {};
  assertEquals([bare["polluted"], "polluted" in Object.prototype], [undefined, false]);
  await eve.leave();
  await witness.leave();
  await house.stop();
});

const ODD = '{"type":"nonsense"}';

Deno.test("pychat bears twenty broken messages in a minute, slowly, says goodbye at the next, and reads no more", async () => {
  const house = await openHouse();
  const witness = await Witness.enter(house.port);
  const floods = ([["", "bad_message"], [ODD, "unknown_type"]] as const).map(
    async ([body, code]) => {
      const eve = await HostilePeer.enter(house.port, { as: code.replace("_", " ") });
      const count = Math.floor(16_384 / (3 + body.length));
      const record = plaintext(Array.from({ length: count }, () => json(body)));
      const writing = eve.sendPlain(...Array.from({ length: 400 }, () => record));
      const said: NobleMessage[] = [];
      for (
        let next = await eve.next();
        next !== null && said.length < 30;
        next = await eve.next()
      ) {
        const { message } = next;
        if (["error", "closing", "bye"].includes(message.type)) said.push(message);
      }
      assertEquals(said.slice(0, 21), Array.from({ length: 21 }, () => ({ type: "error", code })));
      assertEquals(said.slice(21), [{ type: "closing", reason: "refused" }, { type: "bye" }]);
      eve.close();
      await writing;
    },
  );
  let over = false;
  const watch = async () => {
    for (let checks = 0; !over && checks < 3_000; checks++) {
      await witness.check();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([watch(), Promise.all(floods).finally(() => over = true)]);
  await becomes(() => house.people() === 2, "both are gone");
  assertEquals(house.ends, [{ how: "bye" }, { how: "bye" }]);
  await witness.leave();
  await house.stop();
});
