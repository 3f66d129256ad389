import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { PagePass } from "../../../lib/io/page/page_pass.ts";
import { LINK_MS, MAX_PAGE_CODES, MAX_PAGE_TOKENS, PRINTED_LINK_MS } from "../../../lib/limits.ts";

/** Draws bytes that differ each time, and tells how many were asked for. */
function counting(): { draw: (bytes: number) => Uint8Array; asked: number[] } {
  const asked: number[] = [];
  return {
    asked,
    draw: (bytes) => {
      asked.push(bytes);
      const drawn = new Uint8Array(bytes);
      new DataView(drawn.buffer).setUint32(bytes - 4, asked.length);
      return drawn;
    },
  };
}

Deno.test("PagePass.exchange() takes a code once and gives a token of 32 random bytes", () => {
  const { draw, asked } = counting();
  const pass = new PagePass(draw);
  const code = pass.code(0, 1000);
  const token = pass.exchange(code, 10) ?? "";
  assertEquals(asked, [32, 16, 32], "the first is for other starts");
  assertMatch(token, /^[A-Za-z0-9_-]{43}$/);
  assert(pass.knows(token));
  assert(pass.knows(token), "a reload shows the token again");
  assertEquals(pass.exchange(code, 10), null);
  assertEquals(pass.exchange(token, 10), null);
  assertEquals(pass.knows(code), false);
});

Deno.test("PagePass.deskOf() is the desk the code was made for, and null for what is no token", () => {
  const pass = new PagePass(counting().draw);
  const token = pass.exchange(pass.code(0, 1000, null, 7), 1) ?? "";
  const child = pass.exchange(pass.code(0, 1000, token, 9), 1) ?? "";
  assertEquals([pass.deskOf(token), pass.deskOf(child)], [7, 9]);
  assertEquals([pass.deskOf(""), pass.deskOf(`${token}A`)], [null, null]);
});

Deno.test("PagePass.starter is good for other starts alone, and nothing else is", () => {
  const pass = new PagePass(counting().draw);
  const token = pass.exchange(pass.code(0, 1000), 1) ?? "";
  assertMatch(pass.starter, /^[A-Za-z0-9_-]{43}$/);
  assertEquals([pass.isStarter(pass.starter), pass.isStarter(token)], [true, false]);
  assertEquals([pass.isStarter(""), pass.isStarter(pass.code(0, 1000))], [false, false]);
  assertEquals([pass.knows(pass.starter), pass.exchange(pass.starter, 1)], [false, null]);
});

Deno.test("PagePass.exchange() takes a code up to the end of its life and no longer", () => {
  const pass = new PagePass(counting().draw);
  const first = pass.code(1000, 30_000);
  const second = pass.code(1000, 30_000);
  assertNotEquals(first, second);
  assert(pass.exchange(first, 30_999) !== null);
  assertEquals(pass.exchange(second, 31_000), null);
  assertEquals(pass.exchange(second, 1000), null, "a dead code stays dead");
});

Deno.test("PagePass refuses what is nearly right", () => {
  const pass = new PagePass(counting().draw);
  assertEquals(pass.exchange("", 0), null, "nothing was made yet");
  const code = pass.code(0, 1000);
  const wrong = [
    "",
    code.slice(1),
    code + "A",
    code.slice(0, -1),
    code + "\0",
    `B${code.slice(1)}`,
  ];
  for (const shown of wrong) assertEquals(pass.exchange(shown, 1), null, shown);
  const token = pass.exchange(code, 1) ?? "";
  for (const shown of ["", token.slice(1), token + "A", `B${token.slice(1)}`]) {
    assertEquals(pass.knows(shown), false, shown);
  }
  assert(pass.knows(token));
});

Deno.test("PagePass keeps the newest codes and the tokens used last", () => {
  const pass = new PagePass(counting().draw);
  const codes = Array.from({ length: MAX_PAGE_CODES + 1 }, () => pass.code(0, 1000));
  assertEquals(pass.exchange(codes[0] ?? "", 1), null);
  assert(pass.exchange(codes[1] ?? "", 1) !== null);

  const other = new PagePass(counting().draw);
  const token = () => other.exchange(other.code(0, 1000), 1) ?? "";
  const first = token();
  const second = token();
  for (let i = 2; i < MAX_PAGE_TOKENS; i++) token();
  assert(other.knows(first));
  token();
  assert(other.knows(first), "it was just used");
  assertEquals(other.knows(second), false);
});

Deno.test("PagePass.takeBack() ends what a code bought when it is shown again, and nothing else", () => {
  const pass = new PagePass(counting().draw);
  const other = pass.exchange(pass.code(0, 1000), 1) ?? "";
  const code = pass.code(0, 1000);
  const token = pass.exchange(code, 1) ?? "";
  assertEquals([...pass.takeBack(code.slice(1), 2), ...pass.takeBack(pass.code(0, 9), 2)], []);
  assert(pass.knows(token));
  assertEquals([...pass.takeBack(code, 2)], [token]);
  assertEquals([pass.knows(token), pass.knows(other)], [false, true]);
  assertEquals([...pass.takeBack(code, 3)], [], "once");
});

Deno.test("PagePass.takeBack() ends the pages that were opened from a stolen one, and their links", () => {
  const pass = new PagePass(counting().draw);
  const code = pass.code(0, 1000);
  const thief = pass.exchange(code, 1) ?? "";
  const child = pass.exchange(pass.code(2, 1000, thief), 3) ?? "";
  const grandchild = pass.exchange(pass.code(4, 1000, child), 5) ?? "";
  const link = pass.code(6, 1000, grandchild);
  assert(pass.knows(thief), "it has moved behind its children");
  assertEquals(pass.takeBack(code, 7), new Set([thief, child, grandchild]));
  for (const token of [thief, child, grandchild]) assertEquals(pass.knows(token), false);
  assertEquals(pass.exchange(link, 8), null);
});

Deno.test("PagePass.code() is good for nothing where a page asks whose token is not", () => {
  const pass = new PagePass(counting().draw);
  assertEquals(pass.exchange(pass.code(0, 1000, "unknown"), 1), null);
  const code = pass.code(0, 1000);
  const token = pass.exchange(code, 1) ?? "";
  pass.takeBack(code, 2);
  assertEquals(pass.exchange(pass.code(2, 1000, token), 3), null);
});

Deno.test("PagePass.takeBack() does nothing with a code that has died since", () => {
  const pass = new PagePass(counting().draw);
  const code = pass.code(0, 1000);
  const token = pass.exchange(code, 999) ?? "";
  assertEquals([...pass.takeBack(code, 1000)], []);
  assert(pass.knows(token));
});

Deno.test("PagePass.takeBack() takes nothing back for a printed link that is clicked twice", () => {
  const pass = new PagePass((bytes) => crypto.getRandomValues(new Uint8Array(bytes)));
  for (const [life, shutOut] of [[LINK_MS, 1], [LINK_MS + 1, 0], [PRINTED_LINK_MS, 0]] as const) {
    const code = pass.code(0, life);
    const token = pass.exchange(code, 1);
    assert(token !== null);
    assertEquals(pass.exchange(code, 2), null);
    assertEquals(pass.takeBack(code, 2).size, shutOut);
    assertEquals(pass.knows(token), shutOut === 0);
  }
});
