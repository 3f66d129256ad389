import { assert, assertEquals } from "@std/assert";
import type { Update } from "../../../lib/api/update.ts";
import { Client } from "../../../lib/client/client.ts";
import { Desk, type PageLine } from "../../../lib/client/desk/desk.ts";
import type { Caller } from "../../../lib/client/connection/phone.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";

const KEY = new Uint8Array(32).fill(7);
const INVITATION = `pychat://garden#${KEY.toBase64({ alphabet: "base64url", omitPadding: true })}`;

/** A page that keeps what it is told. */
class FakePage implements PageLine {
  readonly id = "page";
  readonly desk = 3;
  readonly texts: string[] = [];

  send(text: string): void {
    this.texts.push(text);
  }

  /** All since the last look. */
  heard(): Update[] {
    return this.texts.splice(0).map((text) => JSON.parse(text));
  }

  link(desk: number): string {
    return `http://127.0.0.1:1/#${desk}`;
  }

  types(): string[] {
    return this.heard().map(({ type }) => type);
  }
}

/** A desk at which all is looked at; time is 100, and nothing happens before `turn`. */
class Room {
  readonly desk: Desk;
  readonly log: string[] = [];
  readonly complaints: string[] = [];
  readonly #later: (() => void)[] = [];
  caller: Caller | null = null;
  /** Whether there is a conversation at any desk. */
  talking = false;
  /** What was asked for after so many milliseconds. */
  readonly waits: [number, () => void][] = [];
  /** Those of them that were let be. */
  readonly dropped: [number, () => void][] = [];
  /** When the goodbye is with the server. */
  finish = (): void | Promise<void> => void this.log.push("finish");

  constructor(printable: (text: string) => string = (text) => text) {
    let drawn = 0;
    const client = new Client({
      version: "1.2.3",
      draw: (bytes) => new Uint8Array(bytes).fill(drawn++),
      words: (key) => [key.slice(0, 1)],
      known: [],
      settings: DEFAULT_SETTINGS,
      where: "",
      name: "ada",
      zone: "UTC",
      printable,
      printableLine: printable,
    });
    this.desk = new Desk(client, {
      mail: () => ({ received: 0 }),
      dial: (host, port, caller) => {
        this.log.push(`dial ${host} ${port}`);
        this.caller = caller;
        return {
          proceed: () => Promise.resolve(void this.log.push("proceed")),
          begin() {},
          resume: () => true,
          send: () => this.log.push("send"),
          probe: () => this.log.push("probe"),
          finish: () => this.finish(),
          drop: () => this.log.push("drop"),
        };
      },
      psk: () => Promise.resolve(new Uint8Array(32)),
      now: () => 100,
      later: (act) => this.#later.push(act),
      wait: (ms, act) => {
        const wait: [number, () => void] = [ms, act];
        this.waits.push(wait);
        return () => this.dropped.push(wait);
      },
      recall: () => this.log.push("recall"),
      remember: (effect) => this.log.push(effect.type),
      another: () => 7,
      inConversation: () => this.talking,
      quit: () => this.log.push("quit"),
      wipe: () => this.log.push("wipe"),
      complain: (sentence) => this.complaints.push(sentence),
    });
  }

  /** Lets everything happen that waits, and tells how many times pages were told. */
  async turn(): Promise<number> {
    for (let tick = 0; tick < 20; tick++) await Promise.resolve();
    const waiting = this.#later.splice(0);
    waiting.forEach((act) => act());
    return waiting.length;
  }

  /** A page that has come and looked at its snapshot. */
  page(): FakePage {
    const page = new FakePage();
    this.desk.open(page);
    page.heard();
    return page;
  }

  ask(page: PageLine, intent: unknown): void {
    this.desk.receive(page, JSON.stringify(intent));
  }

  /** What the server says. */
  hear(message: unknown): void {
    this.caller?.message(new TextEncoder().encode(JSON.stringify(message)));
  }

  /** All the way in. */
  async enter(page: PageLine): Promise<void> {
    this.ask(page, { type: "join", where: INVITATION, name: "ada" });
    const hello = { type: "server", name: "Garden", passphrase: false };
    this.caller?.server(KEY, new TextEncoder().encode(JSON.stringify(hello)));
    await this.turn();
    const delivery = { secret: "S".repeat(43), grace: 120 };
    this.hear({ type: "welcome", you: YOU, room: "lobby", history: 0, time: 1, delivery });
    this.hear({ type: "members", room: "lobby", members: [YOU], last: true });
    await this.turn();
  }
}

const YOU = { id: "AAAAAAAAAAA", name: "ada", tag: "aaaa" };

function text(id: number, words: string): unknown {
  return { type: "text", room: "lobby", id, from: YOU.id, text: words, time: 1 };
}

Deno.test("Desk.open() gives a page everything first, and what changes only from then on", async () => {
  const room = new Room();
  const first = new FakePage();
  room.desk.open(first);
  assertEquals(first.types(), ["snapshot"]);
  await room.enter(first);
  first.heard();
  room.hear(text(1, "one"));
  // It comes between a change and its turn: what is in its snapshot is not told again.
  const second = new FakePage();
  room.desk.open(second);
  const [snapshot, ...more] = second.heard();
  assert(snapshot?.type === "snapshot");
  const [lobby] = snapshot.conversations;
  assert(lobby !== undefined);
  assertEquals([lobby.lines.at(-1)?.type, more], ["text", []]);
  assertEquals(first.types(), ["lines"]);
  await room.turn();
  assertEquals([first.types(), second.types()], [[], []]);
  room.hear(text(2, "two"));
  await room.turn();
  for (const page of [first, second]) {
    const [lines, ...rest] = page.heard();
    assert(lines?.type === "lines");
    assertEquals([lines.lines.length, lines.from, rest], [
      1,
      lobby.from + lobby.lines.length,
      [],
    ]);
  }
});

Deno.test("Desk tells pages of a burst once, in one update", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  page.heard();
  for (let id = 1; id <= 300; id++) room.hear(text(id, `text ${id}`));
  assertEquals(page.texts, []);
  assertEquals(await room.turn(), 1);
  const [lines, ...more] = page.heard();
  assert(lines?.type === "lines");
  assertEquals([lines.lines.length, more], [300, []]);
});

Deno.test("Desk tells nothing more to a page that has gone", async () => {
  const room = new Room();
  const [page, other] = [room.page(), room.page()];
  await room.enter(page);
  page.heard();
  room.hear(text(1, "one"));
  room.desk.close(page);
  await room.turn();
  assertEquals(page.texts, []);
  assert(other.types().includes("lines"));
});

Deno.test("Desk.receive() answers who asked, and nobody else", async () => {
  const room = new Room();
  const [page, other] = [room.page(), room.page()];
  await room.enter(page);
  page.heard();
  other.heard();
  const asks = [
    [{ type: "check", where: "garden" }, "checked"],
    [{ type: "older", in: "c1", before: 1, reach: null }, "older"],
    [{ type: "export", in: null, format: "text" }, "exported"],
    [{ type: "rename", name: "\u202e" }, "notice"],
    [{ type: "link", to: "here" }, "link"],
  ] as const;
  for (const [intent, answer] of asks) {
    room.ask(page, intent);
    assertEquals(page.types(), [answer]);
    await room.turn();
    assertEquals([page.types(), other.types()], [[], []], answer);
  }
});

Deno.test("Desk.receive() shows every page what one of them did", async () => {
  const room = new Room();
  const pages = [room.page(), room.page()];
  room.desk.receive(new FakePage(), `{"type":"theme","theme":"nord"}`);
  await room.turn();
  for (const one of pages) {
    const [update] = one.heard();
    assertEquals(update?.type === "state" && update.state.theme, "nord");
  }
});

Deno.test("Desk.receive() does nothing with what is not an intent", async () => {
  const room = new Room();
  const page = room.page();
  const junk = ["", "{", "null", "[]", "7", "{}", `{"type":"shutdown"}`, `{"type":"toString"}`];
  for (const text of [...junk, `{"type":"say"}`, `{"type":"join","where":7,"name":""}`]) {
    room.desk.receive(page, text);
  }
  await room.turn();
  assertEquals([page.texts, room.log], [[], []]);
});

Deno.test("Desk looks what is known of servers before it joins, and keeps what was learnt after", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  assertEquals(room.log, [
    "recall",
    "dial garden 7420",
    "proceed",
    "remember_server",
    "remember_settings",
  ]);
  room.caller?.closed(false);
  room.ask(page, { type: "cancel" });
  room.log.length = 0;
  room.ask(page, { type: "rejoin" });
  assertEquals(room.log, ["recall", "dial garden 7420"]);
});

Deno.test("Desk shows that a server which breaks a rule is gone, and hears no more of it", async () => {
  for (const broken of [{}, { type: 7 }, { ...YOU, type: "text" }, { type: "members" }]) {
    const room = new Room();
    const page = room.page();
    await room.enter(page);
    page.heard();
    room.hear(text(1, "before"));
    room.hear(broken);
    room.hear(text(2, "after"));
    await room.turn();
    const updates = page.heard();
    const state = updates.find((update) => update.type === "state");
    assert(state?.type === "state");
    assertEquals(state.state.stage.at === "reconnecting" && state.state.stage.how, "cut");
    assertEquals(room.log.at(-1), "finish");
    const shown = updates.flatMap((update) => update.type === "lines" ? update.lines : []);
    assertEquals(shown.map(({ type }) => type), ["text"]);
  }
});

Deno.test("Desk.leave() says goodbye to the server, if there is one, and waits for it", async () => {
  const room = new Room();
  await room.desk.leave();
  await room.enter(room.page());
  const { promise, resolve } = Promise.withResolvers<void>();
  room.finish = () => promise;
  let left = false;
  const leaving = room.desk.leave().then(() => left = true);
  await room.turn();
  assertEquals(left, false);
  resolve();
  await leaving;
  room.caller?.closed(false);
  for (const [, act] of room.waits) act();
  room.desk.networkChanged();
  assertEquals(room.log.filter((what) => what.startsWith("dial")).length, 1, "it dials no more");
});

Deno.test("Desk.leave() gives up a way in, and one back in", async () => {
  const room = new Room();
  const page = room.page();
  room.ask(page, { type: "join", where: INVITATION, name: "ada" });
  await room.desk.leave();
  assertEquals(room.log.splice(0), ["recall", "dial garden 7420", "finish"]);
  await room.enter(page);
  room.caller?.closed(false);
  room.waits.at(-1)?.[1]();
  await room.desk.leave();
  assertEquals(room.log.slice(-2), ["dial garden 7420", "finish"]);
  assertEquals(room.desk.inConversation, false);
});

Deno.test("Desk dials again when the time has come, and pages see that it does", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  const before = room.waits.length;
  room.caller?.closed(false);
  const [ms, act] = room.waits[before] ?? [0, () => {}];
  assert(ms > 0 && ms <= 1_000, `${ms} ms`);
  await room.turn();
  page.heard();
  act();
  act();
  assertEquals(room.log.filter((what) => what.startsWith("dial")).length, 2);
  await room.turn();
  const [update] = page.heard();
  assert(update?.type === "state" && update.state.stage.at === "reconnecting");
  assertEquals(update.state.stage.next, null);
});

Deno.test("Desk lets timers be that mean nothing any more", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  const [renewal] = room.waits;
  assertEquals([room.waits.length, room.dropped.length], [1, 0]);
  room.caller?.closed(false);
  assertEquals(room.dropped, [renewal], "there is nothing to renew");
  const [, retry] = room.waits;
  room.ask(page, { type: "try_now" });
  assertEquals(room.dropped, [renewal, retry]);
  room.ask(page, { type: "leave" });
  assertEquals(room.dropped.length, room.waits.length);
});

Deno.test("Desk.networkChanged() asks the server whether it is there", async () => {
  const room = new Room();
  room.desk.networkChanged();
  await room.enter(room.page());
  room.desk.networkChanged();
  assertEquals(room.log.filter((what) => what === "probe").length, 1);
});

Deno.test("Desk.receive() outlives an intent that cannot be done: the page and the terminal are told", async () => {
  const room = new Room(() => {
    throw new RangeError("Invalid string length: \u001b[2Jsecret");
  });
  const [page, other] = [room.page(), room.page()];
  await room.enter(page);
  page.heard();
  other.heard();
  room.ask(page, { type: "export", in: null, format: "text" });
  assertEquals(page.heard(), [{ type: "notice", problem: { code: "not_done" } }]);
  assertEquals([other.heard(), room.complaints.length], [[], 1]);
  assert(!/secret|string length/.test(room.complaints.join()), "nothing of anybody's is in it");
  room.ask(page, { type: "older", in: "c1", before: 1, reach: null });
  assertEquals(page.types(), ["older"]);
});

Deno.test("Desk outlives a page that cannot be written to", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  page.heard();
  const broken = new FakePage();
  room.desk.open(broken);
  broken.send = () => {
    throw new TypeError("gone");
  };
  room.ask(broken, { type: "older", in: "c1", before: 1, reach: null });
  room.hear(text(1, "one"));
  await room.turn();
  room.desk.open(broken);
  assertEquals(room.complaints.length > 0, true);
  room.desk.close(broken);
  room.hear(text(2, "two"));
  await room.turn();
  assert(page.types().includes("lines"));
});

Deno.test("Desk gives a link to itself or to a desk that is still to be made", () => {
  const room = new Room();
  const page = room.page();
  room.ask(page, { type: "link", to: "here" });
  room.ask(page, { type: "link", to: "another" });
  const urls = page.heard().map((update) => update.type === "link" && update.url);
  assertEquals(urls, ["http://127.0.0.1:1/#3", "http://127.0.0.1:1/#7"]);
});

Deno.test("Desk.close() tells who said goodbye from who vanished", () => {
  const room = new Room();
  const [closed, vanished] = [room.page(), room.page()];
  room.ask(closed, { type: "goodbye" });
  assertEquals([room.desk.close(closed), room.desk.close(vanished)], [true, false]);
});

Deno.test("Desk ends the program at a page's wish, and what is about trouble that is over does nothing", () => {
  const room = new Room();
  const page = room.page();
  for (const type of ["again", "without"]) room.ask(page, { type });
  assertEquals(room.log, []);
  room.ask(page, { type: "quit", sure: false });
  assertEquals([room.log, page.heard()], [["quit"], []]);
  room.talking = true;
  room.ask(page, { type: "quit", sure: true });
  assertEquals([room.log, page.heard()], [["quit", "quit"], []]);
});

Deno.test("Desk hands a wish to wipe on, in a conversation too: the page has asked already", async () => {
  const room = new Room();
  const page = room.page();
  await room.enter(page);
  room.talking = true;
  page.heard();
  room.log.length = 0;
  room.ask(page, { type: "wipe" });
  assertEquals([room.log, page.heard()], [["wipe"], []]);
});

Deno.test("Desk.settle() shows a choice that was made at another desk, once", async () => {
  const room = new Room();
  const page = room.page();
  const choices = { ...DEFAULT_SETTINGS.choices, density: "compact" } as const;
  for (let n = 0; n < 2; n++) room.desk.settle({ ...DEFAULT_SETTINGS, choices });
  await room.turn();
  const [update, ...more] = page.heard();
  assert(update?.type === "state");
  assertEquals([update.state.choices, more.length], [choices, 0]);
});

Deno.test("Desk.settle() shows a theme that was chosen at another desk, once", async () => {
  const room = new Room();
  const page = room.page();
  room.desk.settle({ ...DEFAULT_SETTINGS, theme: "dark" });
  await room.turn();
  const [update, ...more] = page.heard();
  assert(update?.type === "state");
  assertEquals([update.state.theme, more.length], ["dark", 0]);
  room.desk.settle({ ...DEFAULT_SETTINGS, theme: "dark", where: "garden" });
  await room.turn();
  assertEquals(page.heard(), []);
});

Deno.test("Desk is in a conversation from the welcome until it is left, also when the connection has ended", async () => {
  const room = new Room();
  const page = room.page();
  assertEquals(room.desk.inConversation, false);
  await room.enter(page);
  assertEquals(room.desk.inConversation, true);
  room.caller?.closed(false);
  assertEquals(room.desk.inConversation, true);
  room.ask(page, { type: "leave" });
  assertEquals(room.desk.inConversation, false);
});

Deno.test("Desk.notice() tells every page, and not those that have gone", () => {
  const room = new Room();
  const [one, other] = [room.page(), room.page()];
  room.desk.close(other);
  room.desk.notice({ code: "not_remembered", sentence: "The disk is full." });
  const problem = { code: "not_remembered", sentence: "The disk is full." };
  assertEquals(JSON.parse(one.texts.join()), { type: "notice", problem });
  assertEquals(other.texts, []);
});

Deno.test("Desk does not end a conversation elsewhere for somebody who was not told of it", () => {
  const room = new Room();
  const page = room.page();
  room.talking = true;
  room.ask(page, { type: "quit", sure: false });
  assertEquals(room.log, []);
  assertEquals(page.heard(), [{ type: "notice", problem: { code: "in_conversation" } }]);
});
