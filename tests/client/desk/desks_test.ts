import { assertEquals, assertStrictEquals } from "@std/assert";
import { Client } from "../../../lib/client/client.ts";
import { Desk, type PageLine } from "../../../lib/client/desk/desk.ts";
import { Desks } from "../../../lib/client/desk/desks.ts";
import { DEFAULT_SETTINGS } from "../../../lib/client/keep/settings.ts";
import { MAX_DESKS } from "../../../lib/limits.ts";

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
  /** What each desk was made for. */
  readonly made: (string | null)[] = [];
  readonly desks: Desks;

  constructor(where: string | null = null) {
    const make = (offered: string | null) => {
      this.made.push(offered);
      return this.#desk(offered ?? "");
    };
    this.desks = new Desks({ clock: () => this.now, times: TIMES, make }, where);
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

  #desk(where: string): Desk {
    const client = new Client({
      version: "1.2.3",
      draw: (bytes) => new Uint8Array(bytes),
      words: () => [],
      known: [],
      settings: DEFAULT_SETTINGS,
      where,
      name: "",
      zone: "UTC",
      printable: (text) => text,
      printableLine: (text) => text,
    });
    return new Desk(client, {
      mail: () => ({ received: 0 }),
      dial: () => ({
        proceed: () => Promise.resolve(),
        begin() {},
        resume: () => true,
        send() {},
        probe() {},
        finish() {},
        drop() {},
      }),
      psk: () => Promise.resolve(new Uint8Array(32)),
      now: () => 0,
      later: (act) => act(),
      wait: () => () => {},
      recall() {},
      remember() {},
      another: () => this.desks.another(30),
      inConversation: () => this.desks.inConversation,
      quit() {},
      wipe() {},
      complain() {},
    });
  }
}

/** Makes a desk say that it is in a conversation, and notes when it leaves. */
function talks(desk: Desk, left: string[] = []): string[] {
  Object.defineProperty(desk, "inConversation", { value: true });
  Object.defineProperty(desk, "leave", { value: () => Promise.resolve(void left.push("left")) });
  return left;
}

Deno.test("Desks have a first desk at once, and one more for each that is asked for", () => {
  const office = new Office();
  assertEquals(office.made, [null]);
  const first = office.page(0);
  office.desks.receive(first, `{"type":"link","to":"another"}`);
  assertEquals(first.texts.at(-1), `{"type":"link","url":"link to 1"}`);
  office.desks.receive(first, `{"type":"link","to":"here"}`);
  assertEquals(first.texts.at(-1), `{"type":"link","url":"link to 0"}`);
  assertEquals([office.made.length, office.desks.size], [2, 2]);
  office.closes(office.page(1));
  assertEquals([office.at(10), office.desks.size], [false, 1]);
});

Deno.test("Desks offer an invitation at a desk of its own, and keep the others as they are", () => {
  const office = new Office("pychat://first");
  assertEquals(office.made, ["pychat://first"]);
  const number = office.desks.expect(30, "pychat://second");
  assertEquals([number, office.made], [1, ["pychat://first", "pychat://second"]]);
  assertEquals(office.page(1).texts.at(-1)?.includes(`"where":"pychat://second"`), true);
  assertEquals(office.page(0).texts.at(-1)?.includes(`"where":"pychat://first"`), true);
});

Deno.test("Desks close a desk whose page never comes, when its link is good no more", () => {
  const office = new Office();
  const page = office.page(0);
  office.desks.another(30);
  assertEquals([office.at(29), office.desks.size], [false, 2]);
  assertEquals([office.at(30), office.desks.size], [false, 1]);
  office.closes(page);
  assertEquals(office.at(40), true);
});

Deno.test("Desks.receive() asks the desk of the page, and no other", () => {
  const office = new Office();
  office.desks.another(30);
  const [one, other] = [office.page(0), office.page(1)];
  const before = other.texts.length;
  office.desks.receive(one, `{"type":"join","where":"a b","name":""}`);
  assertEquals(one.texts.at(-1)?.includes(`"code":"invitation"`), true);
  assertEquals(other.texts.length, before);
  office.desks.receive(new FakePage(0), `{"type":"join","where":"a b","name":""}`);
  office.desks.close(new FakePage(0));
  assertEquals(one.texts.length, 2, "a page that never came is heard nowhere");
});

Deno.test("Desks.touch() closes each desk in its own time, and says when none is left", () => {
  const office = new Office();
  office.desks.another(0);
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
    const left = talks(office.desks.current);
    assertEquals(office.desks.inConversation, true);
    if (said === "goodbye") office.closes(page);
    else office.desks.close(page);
    assertEquals([office.at(end - 1), left.length], [false, 0], said);
    assertEquals([office.at(end), left.length], [true, 1], said);
  }
});

Deno.test("Desks.expect() leads to the desk a page came to last, and keeps it for the life of the link", () => {
  const office = new Office();
  assertEquals(office.desks.expect(0, null), 0);
  office.desks.another(0);
  const pages = [office.page(0), office.page(1)];
  assertEquals(office.desks.expect(5, null), 1);
  office.closes(office.page(0));
  for (const page of pages) office.closes(page);
  assertEquals(office.desks.expect(100, null), 0);
  assertEquals([office.at(99), office.desks.size], [false, 1]);
  assertEquals(office.at(100), true);
});

Deno.test("Desks take a page whose desk was closed at a new one", () => {
  const office = new Office();
  const number = office.desks.another(0);
  const page = office.page(number);
  office.page(0);
  office.closes(page);
  assertEquals([office.at(10), office.desks.size], [false, 1]);
  const back = office.page(number);
  assertEquals([back.texts.length, office.desks.size, office.made.length], [1, 2, 3]);
  office.desks.receive(back, `{"type":"join","where":"a b","name":""}`);
  assertEquals(back.texts.length, 2);
  office.closes(back);
  assertEquals([office.at(20), office.desks.size], [false, 1]);
});

Deno.test("Desks are never more than there may be, whoever asks and comes", () => {
  const office = new Office();
  for (let n = 0; n < 3 * MAX_DESKS; n++) office.desks.another(1_000);
  assertEquals(office.desks.size, MAX_DESKS);
  const last = office.desks.expect(0, null);
  assertEquals(office.desks.another(0), last);
  office.page(9_999);
  assertEquals([office.desks.size, office.made.length], [MAX_DESKS, MAX_DESKS]);
});

Deno.test("Desks.current is the desk a page came to last", () => {
  const office = new Office();
  const first = office.desks.current;
  office.page(office.desks.another(0));
  assertEquals(office.desks.current === first, false);
  office.page(0);
  assertStrictEquals(office.desks.current, first);
});

Deno.test("Desks.settle() changes the look of every desk, and notice() tells all", () => {
  const office = new Office();
  office.desks.another(0);
  const pages = [office.page(0), office.page(1)];
  office.desks.settle({ ...DEFAULT_SETTINGS, theme: "nord" });
  for (const { texts } of pages) assertEquals(texts.at(-1)?.includes(`"theme":"nord"`), true);
  office.desks.notice({ code: "not_remembered", sentence: "The disk is full." });
  for (const { texts } of pages) assertEquals(texts.at(-1)?.includes("The disk is full."), true);
});

Deno.test("Desks.leave() waits for the goodbyes of all, also of desks that were closed before", async () => {
  const office = new Office();
  const slow = Promise.withResolvers<void>();
  Object.defineProperty(office.desks.current, "leave", { value: () => slow.promise });
  office.desks.another(1_000);
  office.closes(office.page(0));
  assertEquals([office.at(10), office.desks.size], [false, 1]);
  const left = talks(office.desks.current);
  let done = false;
  const leaving = office.desks.leave().then(() => done = true);
  await Promise.resolve();
  assertEquals([left.length, done], [1, false]);
  slow.resolve();
  await leaving;
});

Deno.test("Desks.dismiss() tells pages nothing more, whatever their desks have to say", async () => {
  const office = new Office();
  office.desks.another(0);
  const pages = [office.page(0), office.page(1)];
  office.desks.dismiss();
  for (const page of pages) page.texts.length = 0;
  const left = office.desks.leave();
  office.desks.settle({ ...DEFAULT_SETTINGS, theme: "nord" });
  office.desks.notice({ code: "not_done" });
  for (const page of pages) office.desks.receive(page, `{"type":"check","where":"garden"}`);
  await left;
  assertEquals(pages.map(({ texts }) => texts), [[], []]);
  for (const page of pages) office.desks.close(page);
});

Deno.test("Desks tell every desk that the network is another one", () => {
  const office = new Office();
  office.desks.another(0);
  const [one, other] = [office.page(0), office.page(1)];
  const told: string[] = [];
  for (const [name, page] of [["one", one], ["other", other]] as const) {
    office.desks.open(page); // its desk is the current one then
    Object.defineProperty(office.desks.current, "networkChanged", { value: () => told.push(name) });
  }
  office.desks.networkChanged();
  assertEquals(told.sort(), ["one", "other"]);
});
