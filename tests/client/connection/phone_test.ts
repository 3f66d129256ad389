import { assert, assertEquals } from "@std/assert";
import type { LinkEvent } from "../../../lib/client/effect.ts";
import {
  type Call,
  type Caller,
  type LinkEffect,
  type Mail,
  Phone,
  type PhoneOptions,
} from "../../../lib/client/connection/phone.ts";
import { decodePackets } from "../../../lib/wire/packet.ts";

const KEY = new Uint8Array(32).fill(7);
const KEY_NAME = KEY.toBase64({ alphabet: "base64url", omitPadding: true });
const PSK = new Uint8Array(32).fill(9);

/** A call that was dialled, with what was done to it, and with the server's side in hand. */
interface FakeCall extends Call {
  readonly where: string;
  readonly caller: Caller;
  readonly done: string[];
  /** The number of the mail it was dialled for. */
  readonly mail: number;
}

/** Numbers that a fake call was told, as it notes them. */
function note(limits: unknown, mail: Mail | undefined): string {
  return `${JSON.stringify(limits)} mail ${mail?.received}`;
}

/** A phone at which all is looked at. */
function open(options: Partial<PhoneOptions> = {}) {
  const calls: FakeCall[] = [];
  const told: [number, LinkEvent][] = [];
  let mails = 0;
  const phone = new Phone({
    // Each mail has received as many messages as there were mails before it.
    mail: () => ({ received: mails++ }),
    dial(host, port, caller, mail) {
      const done: string[] = [];
      const call: FakeCall = {
        where: `${host} ${port}`,
        caller,
        done,
        mail: mail.received,
        begin: (numbered, limits, own) => void done.push(`begin ${numbered} ${note(limits, own)}`),
        resume(received, missing) {
          done.push(`resume ${received} ${missing}`);
          return received < 100;
        },
        probe: () => void done.push("probe"),
        drop: () => void done.push("drop"),
        proceed(psk, hello) {
          done.push(`proceed ${psk[0]} ${new TextDecoder().decode(hello)}`);
          return Promise.resolve();
        },
        send({ packet }) {
          const [found] = decodePackets(packet).packets;
          done.push(`send ${found?.kind} ${new TextDecoder().decode(found?.body)}`);
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
  const connect = (link: number, resume = false): FakeCall => {
    phone.run({ type: "connect", link, host: "garden", port: 7420, resume });
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
const HELLO_OF_OURS = { type: "hello", name: "ada", delivery: true } as const;

function proceed(link: number, passphrase: string | null = null): LinkEffect {
  return { type: "proceed", link, hello: HELLO_OF_OURS, claim: null, passphrase };
}

function rename(link: number): LinkEffect {
  return { type: "send", link, message: { type: "rename", name: "ida" } };
}
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
  phone.run(proceed(3));
  await settle();
  call.caller.message(bytes(CLOSING));
  const message = { type: "say", room: "lobby", ref: 1, text: "hi" } as const;
  phone.run({ type: "send", link: 3, message });
  call.caller.closed(true);
  assertEquals(told, [
    [3, { type: "server", key: KEY_NAME, hello: HELLO }],
    [3, { type: "opened" }],
    [3, { type: "message", message: CLOSING }],
    [3, { type: "closed", clean: true }],
  ]);
  assertEquals(call.done, [
    `proceed 9 ${JSON.stringify(HELLO_OF_OURS)}`,
    `send 3 ${JSON.stringify(message)}`,
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
  phone.run(proceed(2, "open sesame"));
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
    phone.run(proceed(1));
    await settle();
    call.caller.message(bytes(WELCOME));
    told.length = 0;
    call.caller.message(broken);
    for (const more of [CLOSING, "{"]) call.caller.message(bytes(more));
    call.caller.closed(true);
    phone.run(rename(1));
    assertEquals(told, [[1, CUT]]);
    assertEquals(call.done.slice(2), ["finish"]);
  }
});

Deno.test("Phone hangs up on a server whose first message is of no type it knows", async () => {
  for (const first of [...BAD_MESSAGES, { type: "news" }]) {
    const { phone, told, connect } = open();
    const call = connect(1);
    call.caller.server(KEY, bytes(HELLO));
    phone.run(proceed(1));
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
  assertEquals([told, call.done.slice(1)], [[], []]);
});

Deno.test("Phone hears nothing of a link that was given up", async () => {
  for (const [type, done] of [["disconnect", "finish"], ["drop", "drop"]] as const) {
    const { phone, told, connect } = open();
    const old = connect(1);
    connect(2);
    phone.run({ type, link: 1 });
    assertEquals(old.done, [done]);
    old.caller.server(KEY, bytes(HELLO));
    old.caller.server(KEY, bytes("{"));
    old.caller.message(bytes(CLOSING));
    old.caller.message(bytes("{"));
    old.caller.failed("too_slow");
    old.caller.closed(true);
    await settle();
    phone.run({ type, link: 1 });
    assertEquals([told, old.done], [[], [done]]);
  }
});

Deno.test("Phone keeps two calls apart", () => {
  const { phone, told, connect } = open();
  const old = connect(1);
  const call = connect(2);
  for (const link of [1, 2, 3]) {
    phone.run(rename(link));
    phone.run({ type: "probe", link });
  }
  call.caller.message(bytes(CLOSING));
  old.caller.closed(false);
  phone.run(rename(1));
  phone.run(rename(2));
  const said = `send 3 {"type":"rename","name":"ida"}`;
  assertEquals([old.done, call.done], [[said, "probe"], [said, "probe", said]]);
  assertEquals(told, [[2, { type: "message", message: CLOSING }], [1, CUT]]);
});

const SECRET = "S".repeat(43);
const CLAIM = { key: KEY_NAME, member: WELCOME.you.id, secret: SECRET };
const TERMS = { secret: SECRET, grace: 120 };
const RESUMED = { type: "resumed", you: WELCOME.you, received: 4, missing: 2, time: 1 } as const;

Deno.test("Phone begins numbers with the welcome, keeps to the server's limits, and to the first word", () => {
  const limits = { texts: { burst: 30, perMinute: 300 }, bytes: { burst: 9, perSecond: 8 } };
  const cases = [
    [WELCOME, "begin false null mail 0"],
    [
      { ...WELCOME, limits: { bytes: limits.bytes } },
      'begin false {"texts":null,"bytes":' +
      '{"burst":9,"perSecond":8}} mail 0',
    ],
    [
      { ...WELCOME, limits, delivery: TERMS },
      'begin true {"texts":{"burst":30,"perSecond":5},' +
      '"bytes":{"burst":9,"perSecond":8}} mail 0',
    ],
  ] as const;
  for (const [welcome, begun] of cases) {
    const { told, connect } = open();
    const call = connect(1);
    for (const message of [welcome, welcome, RESUMED]) call.caller.message(bytes(message));
    assertEquals(call.done, [begun], "a second one begins nothing");
    assertEquals(told.length, 3);
  }
});

Deno.test("Phone resumes with the mail of the conversation, and says how much of it has come", async () => {
  const { phone, told, connect } = open();
  connect(1).caller.message(bytes({ ...WELCOME, delivery: TERMS }));
  phone.run({ type: "disconnect", link: 1 });
  assertEquals(connect(2).mail, 1, "that is another conversation");
  const call = connect(3, true);
  assertEquals(call.mail, 0);
  call.caller.server(KEY, bytes(HELLO));
  phone.run({ type: "proceed", link: 3, hello: HELLO_OF_OURS, claim: CLAIM, passphrase: null });
  await settle();
  const resume = { member: CLAIM.member, secret: SECRET, received: 0 };
  const hello = JSON.stringify({ ...HELLO_OF_OURS, resume });
  call.caller.message(bytes(RESUMED));
  assertEquals(call.done, [`proceed 9 ${hello}`, "resume 4 2"]);
  assertEquals(told.at(-1), [3, { type: "message", message: RESUMED }]);
  assertEquals(connect(4, true).mail, 0, "it stays the conversation's");
});

Deno.test("Phone gives up the mail of a conversation where the server welcomes somebody new", () => {
  const { connect } = open();
  connect(1).caller.message(bytes({ ...WELCOME, delivery: TERMS }));
  const call = connect(2, true);
  call.caller.message(bytes({ ...WELCOME, delivery: TERMS }));
  assertEquals([call.mail, call.done], [0, ["begin true null mail 1"]]);
  assertEquals(connect(3, true).mail, 1);
});

Deno.test("Phone leaves the mail alone where a call that was to go on with it comes to nothing", () => {
  const { phone, connect } = open();
  connect(1).caller.message(bytes({ ...WELCOME, delivery: TERMS }));
  connect(2, true).caller.failed("nobody_answers");
  const call = connect(3, true);
  call.caller.message(bytes({ type: "error", code: "server_full" }));
  phone.run({ type: "disconnect", link: 3 });
  assertEquals([call.done, connect(4, true).mail], [["finish"], 0]);
});

Deno.test("Phone hangs up on a server that resumes with numbers which cannot be", () => {
  const { told, connect } = open();
  const call = connect(1);
  call.caller.message(bytes({ ...RESUMED, received: 100 }));
  assertEquals(call.done, ["resume 100 2", "finish"]);
  assertEquals(told, [[1, { type: "failed", why: "not_pychat" }]]);
});

Deno.test("Phone hangs up on a server that has forgotten more than anybody can have said", () => {
  for (const [missing, can] of [[2 ** 32, true], [2 ** 32 + 1, false]] as const) {
    const { told, connect } = open();
    const call = connect(1);
    call.caller.message(bytes({ ...RESUMED, missing }));
    assertEquals(call.done, [can ? `resume 4 ${missing}` : "finish"]);
    if (!can) assertEquals(told, [[1, { type: "failed", why: "not_pychat" }]]);
  }
});

Deno.test("Phone.idle() waits for the goodbyes of all calls that were given up, also those that fail", async () => {
  const ends: { resolve: () => void; reject: (reason: Error) => void }[] = [];
  const { phone, calls, connect } = open();
  for (const link of [1, 2]) {
    connect(link);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    ends.push({ resolve, reject });
    const call = calls.at(-1);
    if (call) call.finish = () => promise;
    phone.run({ type: "disconnect", link });
  }
  let idle = false;
  const waiting = phone.idle().then(() => idle = true);
  ends[0]?.reject(new Error("reset"));
  await settle();
  assertEquals(idle, false);
  ends[1]?.resolve();
  await waiting;
  await phone.idle();
});

Deno.test("Phone breaks off where the pre-shared key cannot be made, and only that link", async () => {
  const broken = () => Promise.reject(new Error("no PBKDF2 here"));
  const { phone, told, connect } = open({ psk: broken });
  const call = connect(1);
  phone.run(proceed(1));
  await settle();
  assertEquals([told, call.done], [[[1, CUT]], ["finish"]]);
  connect(2);
  phone.run(proceed(2));
  phone.run({ type: "disconnect", link: 2 });
  const next = connect(3);
  await settle();
  assertEquals([told.length, next.done], [1, []]);
});

Deno.test("Phone says nothing of a link as opened that was given up while its key was made", async () => {
  const waiting: ((psk: Uint8Array) => void)[] = [];
  const { phone, told, connect } = open({ psk: () => new Promise((done) => waiting.push(done)) });
  const call = connect(1);
  phone.run(proceed(1));
  phone.run({ type: "disconnect", link: 1 });
  const next = connect(2);
  waiting.forEach((done) => done(PSK));
  await settle();
  assertEquals([told, call.done, next.done], [[], ["finish"], []]);
});

Deno.test("Phone without a call does nothing", async () => {
  const { phone, calls, told } = open();
  phone.run(proceed(1));
  phone.run(rename(1));
  for (const type of ["disconnect", "drop", "probe"] as const) phone.run({ type, link: 1 });
  await settle();
  assertEquals([calls, told], [[], []]);
});
