import { assert, assertEquals, assertMatch } from "@std/assert";
import { behaviour } from "../support/behaviours.ts";
import { enter, isIn, rowOf, sees, turnTo } from "../support/crowd.ts";
import { SETTLED } from "../support/in_page.ts";
import {
  afterUnreadLine,
  arrives,
  counts,
  fill,
  FROM_END,
  hide,
  isAtEnd,
  isInView,
  PILL,
  reveal,
  row,
  scrollUp,
  topOf,
} from "../support/reader.ts";

behaviour(
  1,
  "who is at the end stays there, and who has scrolled up is never moved",
  async ({ ada, bern, kip, news }) => {
    const said = await fill(ada, news, bern);
    assertEquals(await bern.page.evaluate(FROM_END), 0);
    await scrollUp(bern.page, 400);
    const before = await topOf(bern, said[2] ?? "");
    await fill(ada, news, bern);
    await enter(kip, news());
    await sees(bern, /^news/);
    await bern.page.locator(PILL).waitFor();
    assertEquals(await topOf(bern, said[2] ?? ""), before);
    assert(await bern.page.evaluate<number>(FROM_END) > 1000);
  },
);

behaviour(
  2,
  "a reader who has scrolled up is told how many are new, and led to the first of them",
  async ({ ada, bern, news }) => {
    await fill(ada, news, bern);
    await scrollUp(bern.page, 400);
    const [first = "", , , last = ""] = await fill(ada, news, bern);
    await bern.page.getByRole("button", { name: "4 new messages" }).click();
    await bern.page.locator(".fresh").waitFor();
    await bern.page.evaluate(SETTLED);
    assertEquals(await afterUnreadLine(bern.page), first);
    assert(await isInView(bern, first));
    assert(!await isInView(bern, last), "that is the end, and not the first");
    await bern.page.locator(PILL).waitFor({ state: "detached" });
  },
);

behaviour(
  3,
  "the unread line is set when nobody looks, and stays put while somebody does",
  async ({ ada, bern, news }) => {
    const [first, second, third] = [news(), news(), news()];
    await hide(bern.page);
    await enter(ada, first);
    await counts(bern.page, 1);
    await reveal(bern.page);
    await enter(ada, second);
    await arrives(bern, second);
    assertEquals(await afterUnreadLine(bern.page), first);
    assertEquals(await bern.page.locator(".fresh").count(), 1);

    await enter(ada, `/msg bern ${news()}`);
    await isIn(ada, "bern");
    await turnTo(ada, "lobby");
    await turnTo(bern, "ada");
    await enter(ada, third);
    await rowOf(bern, "lobby").getByText("1 unread message").waitFor({ state: "attached" });
    await turnTo(bern, "lobby");
    await arrives(bern, third);
    assertEquals(await afterUnreadLine(bern.page), third, "the room was left");
    await turnTo(bern, "ada");
    await turnTo(bern, "lobby");
    await arrives(bern, third);
    assertEquals(await bern.page.locator(".fresh").count(), 0, "all of it was read");
  },
);

behaviour(
  4,
  "what came unseen in the open room can be jumped to as soon as it is off the screen, or let be",
  async ({ ada, bern, news }) => {
    const { page } = bern;
    const up = page.getByRole("button", { name: "Jump to first unread" });
    await hide(page);
    const [first = ""] = await fill(ada, news, bern);
    await counts(page, 4);
    await isAtEnd(page);
    await reveal(page);
    await up.click();
    await page.evaluate(SETTLED);
    assert(await isInView(bern, first));
    await up.waitFor({ state: "detached" });

    await hide(page);
    await page.locator(".log").press("End");
    await fill(ada, news, bern);
    await reveal(page);
    await up.waitFor();
    const before: number = await page.evaluate(FROM_END);
    await page.getByRole("button", { name: "Do not go to what is unread" }).click();
    await up.waitFor({ state: "detached" });
    assertEquals(await page.evaluate(FROM_END), before);
  },
);

behaviour(
  5,
  "no button leads to what is unread where nothing is, and the end clears it",
  async ({ ada, bern, news }) => {
    const { page } = bern;
    const pills = () => page.locator(".pill").count();
    await fill(ada, news, bern);
    await scrollUp(page, 500);
    assertEquals(await pills(), 0, "nothing is new");
    await fill(ada, news, bern);
    await counts(page, 4);
    assertEquals(await pills(), 1);
    await page.locator(".log").hover();
    await page.mouse.wheel(0, 100_000);
    await counts(page, 0);
    await isAtEnd(page);
    assertEquals(await pills(), 0, "the end was reached");
    await scrollUp(page, 500);
    assertEquals(await pills(), 0, "it stays read");
    await page.reload();
    await arrives(bern, "news");
    await page.evaluate(SETTLED);
    assertEquals([await pills(), await page.title()], [0, "lobby · pyChat"]);
  },
);

for (const key of ["End", "Escape"]) {
  behaviour(
    6,
    `${key} goes to the newest message and marks the room read`,
    async ({ ada, bern, news }) => {
      const { page } = bern;
      await fill(ada, news, bern);
      await scrollUp(page, 500);
      const said = await fill(ada, news, bern);
      await counts(page, 4);
      await page.locator(".log").press(key);
      await counts(page, 0);
      await isAtEnd(page);
      assert(await isInView(bern, said.at(-1) ?? ""));
      assertEquals(await page.locator(".pill").count(), 0);
    },
  );
}

behaviour(
  7,
  "an own text from another window marks the room read in this one",
  async ({ ada, bern, news }) => {
    const { page } = bern;
    await page.getByRole("button", { name: "Settings" }).click();
    const [opened] = await Promise.all([
      page.context().waitForEvent("page"),
      page.getByRole("button", { name: "Open another window" }).click(),
    ]);
    const other = { name: "bern", page: opened };
    await page.keyboard.press("Escape");
    await other.page.locator("#compose").waitFor();
    await hide(page);
    await enter(ada, news());
    await enter(ada, news());
    await counts(page, 2);
    const own = news();
    await enter(other, own);
    await counts(page, 0);
    await arrives(bern, own);
    assertEquals(await page.locator(".fresh").count(), 0);
    await reveal(page);
    await other.page.close();
  },
);

behaviour(
  10,
  "texts of one sender are a group, which the next sender, a notice, a changed text and the " +
    "unread line break",
  async ({ ada, bern, kip, crowd, news }) => {
    const isFirst = async (words: string) =>
      await row(bern, words).locator(".who .nick").count() === 1;
    const says = async (by: typeof ada, words = news()): Promise<boolean> => {
      await enter(by, words);
      await arrives(bern, words);
      return await isFirst(words);
    };
    assertEquals([await says(ada), await says(kip)], [true, true], "another sender");
    assertEquals([await says(kip), await says(kip)], [false, false], "the same sender");
    await crowd.admin("announce", "Tea at four.");
    await sees(bern, "Tea at four.");
    assertEquals([await says(kip), await says(kip)], [true, false], "a notice");

    const slip = news();
    assertEquals(await says(kip, slip), false);
    await row(kip, slip).locator(".tick").waitFor();
    await kip.page.locator("#compose").press("ArrowUp");
    await enter(kip, `${slip} mended`);
    await sees(bern, `${slip} mended`);
    await row(bern, slip).getByText("(edited)").waitFor();
    assertEquals(await isFirst(slip), true, "a changed text");
    assertEquals([await says(kip), await says(kip)], [true, false], "after a changed text");

    const unseen = news();
    await hide(bern.page);
    assertEquals(await says(kip, unseen), true, "the unread line");
    assertEquals(await afterUnreadLine(bern.page), unseen);
    await reveal(bern.page);
    assertMatch(await row(bern, unseen).innerText(), /^kip/);
  },
);
