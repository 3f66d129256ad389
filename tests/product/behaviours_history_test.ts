import { assert, assertEquals, assertMatch } from "@std/assert";
import { behaviour } from "../support/behaviours.ts";
import { type Crowd, enter } from "../support/crowd.ts";
import { SETTLED, until, untilWhole } from "../support/in_page.ts";
import { Participant } from "../support/participant.ts";
import { arrives, type Newcomer, newcomer, row } from "../support/reader.ts";

let library: Promise<Newcomer> | null = null;

Deno.test.afterAll(async () => void await (await library)?.program.end());

/** Somebody whose program has more of the lobby than a page is told when it is loaded. */
async function startLibrary(crowd: Crowd): Promise<Newcomer> {
  const dot = await newcomer(crowd, "dot", crowd.invitation);
  await dot.page.locator("#compose").waitFor();
  const talker = await Participant.join(crowd.invitation, "eve");
  for (let i = 1; i <= 260; i++) talker.say(`old ${i}`);
  await talker.until(({ pending }) => pending.length === 0);
  await talker.leave();
  await arrives(dot, "old 260");
  return dot;
}

/** Their page, loaded again. */
async function startedAnew(crowd: Crowd): Promise<Newcomer> {
  library ??= startLibrary(crowd);
  const dot = await library;
  await dot.page.reload();
  await untilWhole(dot.page);
  await dot.page.getByRole("button", { name: "Show older lines" }).waitFor();
  return dot;
}

behaviour(
  8,
  "older lines that come move nothing that is read, not for one frame",
  async ({ crowd }) => {
    const { page } = await startedAnew(crowd);
    await page.locator(".log").press("Home");
    await until(page, "document.querySelector('.log').scrollTop === 0");
    await page.evaluate(SETTLED);
    const first: string = await page.evaluate(
      `globalThis.tops = [];
      globalThis.key = document.querySelector(".log .msg").dataset.key;
      (function look() {
        const row = document.querySelector(\`.msg[data-key="\${key}"]\`);
        tops.push(row.getBoundingClientRect().top);
        requestAnimationFrame(look);
      })();
      key`,
    );
    await page.getByRole("button", { name: "Show older lines" }).click();
    await until(page, "document.querySelector('.log .msg').dataset.key !== key");
    await page.evaluate(SETTLED);
    const tops: number[] = await page.evaluate("tops");
    assert(Number(first) > 0 && tops.length > 2);
    assert(Math.max(...tops) - Math.min(...tops) < 1, tops.join(" "));
    const style = "getComputedStyle(document.querySelector('.log')).overscrollBehaviorY";
    assertEquals(await page.evaluate(style), "none");
  },
);

behaviour(
  11,
  "the day stands between the texts in the reader's time zone, and the moment where one asks",
  async ({ ada, crowd, news }) => {
    const timeZone = "Pacific/Kiritimati";
    const { page, program, faults } = await newcomer(crowd, "far", crowd.invitation, {
      locale: "en-GB",
      timezoneId: timeZone,
    });
    await page.locator("#compose").waitFor();
    const said = news();
    await enter(ada, said);
    await arrives({ page }, said);
    const time = row({ page }, said).locator("time");
    const at = new Date(await time.getAttribute("datetime") ?? "").getTime();
    const written = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(at);
    assertEquals(await time.innerText(), written({ hour: "2-digit", minute: "2-digit" }));
    const moment = await time.getAttribute("title") ?? "";
    assertMatch(moment, /\d\d:\d\d:\d\d GMT\+14$/);
    const date = written({ day: "numeric", month: "long" });
    assert(moment.startsWith(`${written({ weekday: "long" })}, ${date}`), moment);

    await row({ page }, said).focus();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Details…" }).click();
    await page.getByRole("dialog").getByText(moment).waitFor();
    await page.keyboard.press("Escape");

    for (const [days, name] of [[0, "Today"], [1, "Yesterday"], [2, date]] as const) {
      await page.clock.setFixedTime(at + days * 86_400_000);
      await page.reload();
      await arrives({ page }, said);
      const day = await page.locator(".log .day").last().innerText();
      assert(day.startsWith(name), `after ${days} days: ${day}`);
    }
    assertEquals(faults, []);
    await program.end();
  },
);

behaviour(
  12,
  "older lines are behind a button, which says that they are asked for until they are there",
  async ({ crowd }) => {
    const { page, program } = await startedAnew(crowd);
    await page.locator(".log").press("Home");
    await until(page, "document.querySelector('.log').scrollTop === 0");
    Deno.kill(program.pid, "SIGSTOP");
    try {
      await page.getByRole("button", { name: "Show older lines" }).click();
      const asking = page.getByRole("button", { name: "Asking for older lines" });
      await asking.waitFor();
      assert(await asking.isDisabled());
    } finally {
      Deno.kill(program.pid, "SIGCONT");
    }
    const button = page.getByRole("button", { name: "Show older lines" });
    const bring = page.locator(".bring");
    while (await bring.count() > 0) {
      if (await button.count() > 0) await button.click();
      await page.evaluate(SETTLED);
    }
    await row({ page }, "old 1").waitFor({ state: "attached" });
  },
);
