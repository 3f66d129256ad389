import { assert, assertEquals } from "@std/assert";
import type { Effect, LinkEvent } from "../../lib/client/effect.ts";
import { type Call, type Caller, Phone, type PhoneOptions } from "../../lib/client/phone.ts";
import { decodePackets } from "../../lib/wire/packet.ts";

const KEY = new Uint8Array(32).fill(7);
const KEY_NAME = KEY.toBase64({ alphabet: "base64url", omitPadding: true });
const PSK = new Uint8Array(32).fill(9);

/** A call that was dialled, with what was done to it, and with the server's side in hand. */
interface FakeCall extends Call {
  readonly where: string;
  readonly caller: Caller;
  readonly done: string[];
}

/** A phone at which all is looked at. */
function open(options: Partial<PhoneOptions> = {}) {
  const calls: FakeCall[] = [];
  const told: [number, LinkEvent][] = [];
  const phone = new Phone({
    dial(host, port, caller) {
      const done: string[] = [];
      const call: FakeCall = {
        where: `${host} ${port}`,
        caller,
        done,
        proceed(psk, hello) {
          done.push(`proceed ${psk[0]} ${new TextDecoder().decode(hello)}`);
          return Promise.resolve();
        },
        send(packet) {
          const [found] = decodePackets(packet).packets;
          done.push(`send ${new TextDecoder().decode(found?.body)}`);
        },
        finish: () => void done.push("finish"),
      };
      calls.push(call);
      return call;
    },
    psk: () => Promise.resolve(PSK),
    tell: (link, event) => told.push([link, event]),
    ...options,
  });
  const connect = (link: number, host = "garden"): FakeCall => {
    phone.run({ type: "connect", link, host, port: 7420 });
    const call = calls.at(-1);
    assert(call !== undefined);
    return call;
  };
  return { phone, calls, told, connect };
}

function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
}

const HELLO = { type: "server", name: "Garden", passphrase: false } as const;
const PROCEED: Effect = {
  type: "proceed",
  hello: { type: "hello", name: "ada" },
  passphrase: null,
};
const WELCOME = {
  type: "welcome",
  you: { id: "AAAAAAAAAAA", name: "ada", tag: "aaaa" },
  room: "lobby",
  history: 0,
  time: 1,
} as const;
const CLOSING = { type: "closing", reason: "stopping" } as const;
const CUT: LinkEvent = { type: "closed", clean: false };

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

Deno.test("Phone dials, tells who answers, goes on, and carries messages both ways", async () => {
  const { phone, told, connect } = open();
  const call = connect(3);
  assertEquals(call.where, "garden 7420");
  call.caller.server(KEY, bytes(HELLO));
  phone.run(PROCEED);
  await settle();
  call.caller.message(bytes(CLOSING));
  const message = { type: "say", room: "lobby", ref: 1, text: "hi" } as const;
  phone.run({ type: "send", message });
  call.caller.closed(true);
  assertEquals(told, [
    [3, { type: "server", key: KEY_NAME, hello: HELLO }],
    [3, { type: "opened" }],
    [3, { type: "message", message: CLOSING }],
    [3, { type: "closed", clean: true }],
  ]);
  assertEquals(call.done, [
    `proceed 9 {"type":"hello","name":"ada"}`,
    `send ${JSON.stringify(message)}`,
  ]);
});

Deno.test("Phone makes the pre-shared key of the passphrase and the key of the server that answered", async () => {
  const asked: [string | null, string][] = [];
  const { phone, connect } = open({
    psk(passphrase, key) {
      asked.push([passphrase, key.toHex()]);
      return Promise.resolve(PSK);
    },
  });
  const old = connect(1);
  const call = connect(2);
  call.caller.server(KEY, bytes(HELLO));
  old.caller.server(new Uint8Array(32).fill(1), bytes(HELLO));
  phone.run({ ...PROCEED, passphrase: "open sesame" });
  await settle();
  assertEquals(asked, [["open sesame", KEY.toHex()]]);
});

Deno.test("Phone tells why there is no connection, once", () => {
  const { told, connect } = open();
  const call = connect(1);
  call.caller.failed("nobody_answers");
  call.caller.failed("too_slow");
  call.caller.closed(false);
  assertEquals(told, [[1, { type: "failed", why: "nobody_answers" }]]);
});

const BAD_HELLOS: readonly unknown[] = [
  "",
  "{",
  "null",
  "[]",
  {},
  { ...HELLO, type: "welcome" },
  { ...HELLO, name: 7 },
  { ...HELLO, name: "a\u001b[2J" },
  { ...HELLO, name: "x".repeat(97) },
  { ...HELLO, passphrase: "yes" },
  { type: "server", passphrase: false },
];

const BAD_MESSAGES: readonly unknown[] = [
  "",
  "7",
  "{}",
  { type: 7 },
  { type: "welcome" },
  { type: "text", room: "lobby", id: "1", from: "a", text: "x", time: 1 },
  { type: "members", room: "lobby", members: [null], last: true },
  { type: "members", room: "lobby", members: {}, last: true },
  { type: "error", code: 7 },
  { type: "closing", reason: 7 },
  `{"type":"closing","reason":${"[".repeat(9)}${"]".repeat(9)}}`,
];

Deno.test("Phone hangs up on a server whose hello breaks a rule, and tells that it is cut", () => {
  for (const hello of [...BAD_HELLOS.map(bytes), new Uint8Array([0xff])]) {
    const { told, connect } = open();
    const call = connect(1);
    call.caller.server(KEY, hello);
    call.caller.closed(true);
    assertEquals([told, call.done], [[[1, CUT]], ["finish"]]);
  }
});

Deno.test("Phone hangs up on a server whose message breaks a rule, and hears nothing after it", async () => {
  for (const broken of [...BAD_MESSAGES.map(bytes), new Uint8Array([0xff]), new Uint8Array(9e4)]) {
    const { phone, told, connect } = open();
    const call = connect(1);
    call.caller.server(KEY, bytes(HELLO));
    phone.run(PROCEED);
    await settle();
    call.caller.message(bytes(WELCOME));
    told.length = 0;
    call.caller.message(broken);
    for (const more of [CLOSING, "{"]) call.caller.message(bytes(more));
    call.caller.closed(true);
    phone.run({ type: "send", message: { type: "rename", name: "ida" } });
    assertEquals(told, [[1, CUT]]);
    assertEquals(call.done.slice(1), ["finish"]);
  }
});

Deno.test("Phone hangs up on a server whose first message is of no type it knows", async () => {
  for (const first of [...BAD_MESSAGES, { type: "news" }]) {
    const { phone, told, connect } = open();
    const call = connect(1);
    call.caller.server(KEY, bytes(HELLO));
    phone.run(PROCEED);
    await settle();
    told.length = 0;
    for (const said of [first, first, CLOSING]) call.caller.message(bytes(said));
    assertEquals(told, [[1, { type: "failed", why: "not_pychat" }]]);
    assertEquals(call.done.slice(1), ["finish"]);
  }
});

Deno.test("Phone skips a message of a type it does not know", () => {
  const { told, connect } = open();
  const call = connect(1);
  call.caller.message(bytes(WELCOME));
  told.length = 0;
  for (const type of ["news", "", "toString", "__proto__", "say"]) {
    call.caller.message(bytes({ type }));
  }
  assertEquals([told, call.done], [[], []]);
});

Deno.test("Phone hears nothing of a link that was given up", async () => {
  for (const give of ["disconnect", "connect"] as const) {
    const { phone, told, connect } = open();
    const old = connect(1);
    if (give === "connect") connect(2);
    else phone.run({ type: "disconnect" });
    assertEquals(old.done, ["finish"]);
    old.caller.server(KEY, bytes(HELLO));
    old.caller.server(KEY, bytes("{"));
    old.caller.message(bytes(CLOSING));
    old.caller.message(bytes("{"));
    old.caller.failed("too_slow");
    old.caller.closed(true);
    await settle();
    assertEquals([told, old.done], [[], ["finish"]]);
  }
});

Deno.test("Phone goes on with the new call when the old one ends late", () => {
  const { phone, told, connect } = open();
  const old = connect(1);
  const call = connect(2);
  old.caller.closed(false);
  phone.run({ type: "send", message: { type: "rename", name: "ida" } });
  call.caller.message(bytes(CLOSING));
  assertEquals(call.done, [`send {"type":"rename","name":"ida"}`]);
  assertEquals(told, [[2, { type: "message", message: CLOSING }]]);
});

Deno.test("Phone breaks off where the pre-shared key cannot be made, and only that link", async () => {
  const broken = () => Promise.reject(new Error("no PBKDF2 here"));
  const { phone, told, connect } = open({ psk: broken });
  const call = connect(1);
  phone.run(PROCEED);
  await settle();
  assertEquals([told, call.done], [[[1, CUT]], ["finish"]]);
  connect(2);
  phone.run(PROCEED);
  const next = connect(3);
  await settle();
  assertEquals([told.length, next.done], [1, []]);
});

Deno.test("Phone says nothing of a link as opened that was given up while its key was made", async () => {
  const waiting: ((psk: Uint8Array) => void)[] = [];
  const { phone, told, connect } = open({ psk: () => new Promise((done) => waiting.push(done)) });
  connect(1);
  phone.run(PROCEED);
  const next = connect(2);
  waiting.forEach((done) => done(PSK));
  await settle();
  assertEquals([told, next.done], [[], []]);
});

Deno.test("Phone without a call does nothing", async () => {
  const { phone, calls, told } = open();
  phone.run(PROCEED);
  phone.run({ type: "send", message: { type: "rename", name: "ida" } });
  phone.run({ type: "disconnect" });
  await settle();
  assertEquals([calls, told], [[], []]);
});
