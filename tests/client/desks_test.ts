import { assertEquals, assertNotEquals, assertStrictEquals } from "@std/assert";
import { Client } from "../../lib/client/client.ts";
import { Desk, type PageLine } from "../../lib/client/desk.ts";
import { Desks } from "../../lib/client/desks.ts";
import { DEFAULT_SETTINGS } from "../../lib/client/settings.ts";
import { MAX_DESKS } from "../../lib/limits.ts";

const TIMES = { goodbye: 600, vanished: 7_200, idle: 10 };

/** A page that keeps what it is told. */
class FakePage implements PageLine {
  readonly texts: string[] = [];

  readonly desk: number;
  readonly id: string;

  constructor(desk: number) {
    this.desk = desk;
    this.id = `page ${desk}`;
  }

  send(text: string): void {
    this.texts.push(text);
  }

  link(desk: number): string {
    return `link to ${desk}`;
  }
}

/** Desks under a clock that stands still unless it is turned. */
class Office {
  now = 0;
  readonly made: number[] = [];
  readonly desks: Desks;

  constructor() {
    this.desks = new Desks({
      clock: () => this.now,
      times: TIMES,
      make: (number) => {
        this.made.push(number);
        return this.#desk();
      },
    });
  }

  /** A page that has come. */
  page(desk: number): FakePage {
    const page = new FakePage(desk);
    this.desks.open(page);
    return page;
  }

  /** A page goes, as its person closes it. */
  closes(page: FakePage): void {
    this.desks.receive(page, `{"type":"goodbye"}`);
    this.desks.close(page);
  }

  /** Whether none is left at this time. */
  at(now: number): boolean {
    this.now = now;
    return this.desks.touch();
  }

  #desk(): Desk {
    const client = new Client({
      version: "1.2.3",
      draw: (bytes) => new Uint8Array(bytes),
      words: () => [],
      known: [],
      settings: DEFAULT_SETTINGS,
      name: "",
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
    });
    return new Desk(client, {
      dial: () => ({ proceed: () => Promise.resolve(), send() {}, finish() {} }),
      psk: () => Promise.resolve(new Uint8Array(32)),
      now: () => 0,
      later: (act) => act(),
      recall() {},
      remember() {},
      another: () => this.desks.number(),
      quit() {},
      complain() {},
    });
  }
}

Deno.test("Desks have a first desk at once, and make others when a page comes to them", () => {
  const office = new Office();
  assertEquals(office.made, [0]);
  const first = office.page(0);
  office.desks.receive(first, `{"type":"link","to":"another"}`);
  assertEquals(first.texts.at(-1), `{"type":"link","url":"link to 1"}`);
  assertEquals(office.made, [0], "the link may never be used");
  office.page(1);
  office.page(1);
  assertEquals(office.made, [0, 1]);
});

Deno.test("Desks.receive() asks the desk of the page, and no other", () => {
  const office = new Office();
  const [one, other] = [office.page(0), office.page(1)];
  const before = other.texts.length;
  office.desks.receive(one, `{"type":"join","where":"a b","name":""}`);
  assertEquals(one.texts.at(-1)?.includes(`"code":"invitation"`), true);
  assertEquals(other.texts.length, before);
  office.desks.receive(new FakePage(9), `{"type":"join","where":"a b","name":""}`);
  office.desks.close(new FakePage(9));
  assertEquals(office.made, [0, 1], "a page of no desk makes none by what it says");
});

Deno.test("Desks.touch() closes each desk in its own time, and says when none is left", () => {
  const office = new Office();
  const [one, other] = [office.page(0), office.page(1)];
  office.closes(one);
  assertEquals([office.at(9), office.desks.size], [false, 2]);
  assertEquals([office.at(10), office.desks.size], [false, 1]);
  office.closes(other);
  assertEquals([office.at(19), office.at(20)], [false, true]);
});

Deno.test("Desks.touch() leaves the server when the time in a conversation is over", () => {
  for (const [said, end] of [["goodbye", 600], ["nothing", 7_200]] as const) {
    const office = new Office();
    const page = office.page(0);
    Object.defineProperty(office.desks.current, "inConversation", { value: true });
    const left: string[] = [];
    Object.defineProperty(office.desks.current, "leave", { value: () => left.push("left") });
    if (said === "goodbye") office.closes(page);
    else office.desks.close(page);
    assertEquals([office.at(end - 1), left.length], [false, 0], said);
    assertEquals([office.at(end), left.length], [true, 1], said);
  }
});

Deno.test("Desks.expect() leads to the desk a page came to last, and keeps it for the life of the link", () => {
  const office = new Office();
  assertEquals(office.desks.expect(0), 0);
  const pages = [office.page(0), office.page(1)];
  assertEquals(office.desks.expect(5), 1);
  office.page(0);
  for (const page of pages) office.closes(page);
  office.closes(new FakePage(0));
  assertEquals(office.desks.expect(100), 0);
  assertEquals([office.at(99), office.desks.size], [false, 1]);
  assertEquals(office.at(100), true);
});

Deno.test("Desks go on with a new desk where a page comes after all were closed", () => {
  const office = new Office();
  assertEquals(office.at(10), true);
  const number = office.desks.expect(30);
  office.page(number);
  assertEquals([office.at(1_000), office.desks.size], [false, 1]);
});

Deno.test("Desks.number() never gives a number twice, and makes no more than there may be", () => {
  const office = new Office();
  const numbers = [office.desks.number(), office.desks.number()];
  assertNotEquals(numbers[0], numbers[1]);
  for (let n = 1; n < MAX_DESKS; n++) office.page(office.desks.number());
  const last = office.desks.expect(0);
  assertEquals([office.desks.size, office.desks.number()], [MAX_DESKS, last]);
});

Deno.test("Desks.current is the desk a page came to last", () => {
  const office = new Office();
  const first = office.desks.current;
  office.page(office.desks.number());
  assertEquals(office.desks.current === first, false);
  office.page(0);
  assertStrictEquals(office.desks.current, first);
});

Deno.test("Desks.settle() changes the look of every desk", () => {
  const office = new Office();
  const pages = [office.page(0), office.page(1)];
  office.desks.settle({ ...DEFAULT_SETTINGS, theme: "nord" });
  for (const { texts } of pages) assertEquals(texts.at(-1)?.includes(`"theme":"nord"`), true);
});

Deno.test("Desks.notice() tells the pages of every desk", () => {
  const office = new Office();
  const pages = [office.page(0), office.page(1)];
  office.desks.notice({ code: "not_remembered", sentence: "The disk is full." });
  for (const { texts } of pages) assertEquals(texts.at(-1)?.includes("The disk is full."), true);
});

Deno.test("Desks.leave() waits for the goodbyes of all", async () => {
  const office = new Office();
  office.page(1);
  let left = 0;
  for (const desk of [0, 1]) {
    office.page(desk);
    Object.defineProperty(office.desks.current, "leave", {
      value: () => Promise.resolve().then(() => left++),
    });
  }
  await office.desks.leave();
  assertEquals(left, 2);
});
