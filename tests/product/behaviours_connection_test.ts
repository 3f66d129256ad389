import { assert, assertEquals, assertMatch } from "@std/assert";
import { behaviour } from "../support/behaviours.ts";
import { type Crowd, enter, isIn, type Someone, turnTo } from "../support/crowd.ts";
import { SETTLED, until } from "../support/in_page.ts";
import { Participant } from "../support/participant.ts";
import { startServer } from "../support/programs.ts";
import {
  afterUnreadLine,
  arrives,
  counts,
  fill,
  hide,
  isInView,
  newcomer,
  reveal,
  row,
} from "../support/reader.ts";
import { openValve, type Valve } from "../support/valve.ts";

/** Somebody whose cable can be unplugged. */
interface Wired extends Someone {
  readonly valve: Valve;
}

const valves: Valve[] = [];
let wired: Promise<Wired> | null = null;

Deno.test.afterAll(async () => {
  for (const valve of valves) await valve.stop();
});

/** A valve before the server, and the invitation that leads through it. */
function wire(invitation: string): { readonly valve: Valve; readonly invitation: string } {
  const port = /:(\d+)#/.exec(invitation)?.[1];
  const valve = openValve(Number(port));
  valves.push(valve);
  return { valve, invitation: invitation.replace(`:${port}#`, `:${valve.port}#`) };
}

async function startVal(crowd: Crowd): Promise<Wired> {
  const { valve, invitation } = wire(crowd.invitation);
  return { ...await crowd.come("val", invitation), valve };
}

/** Val, who is connected and looks at the end of the lobby. */
async function comeVal(crowd: Crowd): Promise<Wired> {
  wired ??= startVal(crowd);
  const val = await wired;
  await turnTo(val, "lobby");
  await val.page.locator(".log").press("End");
  return val;
}

/** How many texts with these words somebody sees. */
async function copies(one: Someone, words: string): Promise<number> {
  return await row(one, words).count();
}

behaviour(
  7,
  "what was said while the connection was away stands behind the unread line",
  async ({ ada, crowd, news }) => {
    const val = await comeVal(crowd);
    const [first, second] = [news(), news()];
    await hide(val.page);
    val.valve.unplug();
    await enter(ada, first);
    await enter(ada, second);
    await val.valve.plug();
    await counts(val.page, 2);
    await reveal(val.page);
    await arrives(val, second);
    assertEquals(await afterUnreadLine(val.page), first);
  },
);

behaviour(
  24,
  "a reply shows what it answers, and a click on that goes there",
  async ({ ada, bern, kip, news }) => {
    const [asked, answer] = [news(), news()];
    await enter(kip, asked);
    await arrives(bern, asked);
    await row(bern, asked).hover();
    await bern.page.locator(".tools").getByRole("button", { name: "Reply" }).click();
    await bern.page.locator(".on-top").getByText(asked, { exact: true }).waitFor();
    await fill(ada, news, bern);
    await enter(bern, answer);
    await arrives(ada, answer);
    assert(!await isInView(ada, asked));
    const quote = row(ada, answer).getByRole("button", { name: asked });
    assertMatch(await quote.innerText(), /^kip/);
    await quote.click();
    await ada.page.locator(".msg.lit").waitFor();
    assert(await isInView(ada, asked));
    assertEquals(
      await ada.page.evaluate("document.activeElement.querySelector('.text').innerText"),
      asked,
    );
  },
);

behaviour(
  25,
  "a text is there at once, has a clock after 300 ms, one tick when the server has it, and no more",
  async ({ ada, crowd, news }) => {
    const val = await comeVal(crowd);
    const { page, valve } = val;
    const said = news();
    await page.evaluate(`globalThis.late = [];
      (function look() {
        const clock = document.querySelector(".msg.sending .late");
        if (clock !== null) late.push(getComputedStyle(clock).visibility);
        requestAnimationFrame(look);
      })();`);
    valve.hold();
    await enter(val, said);
    const mine = row(val, said);
    await mine.waitFor();
    await until(page, "late.includes('visible')");
    // How long it waits is for a test whose clock stands still: a slow machine draws late.
    assertEquals(await page.evaluate("late[0]"), "hidden");
    const colour = () =>
      page.evaluate(
        "getComputedStyle([...document.querySelectorAll('.msg.mine .text')].at(-1)).color",
      );
    const grey = await colour();
    assertEquals(await mine.locator(".tick").count(), 0);
    assert(await mine.getByRole("img", { name: "On its way" }).isVisible());
    await arrives(ada, said);
    valve.release();
    await mine.getByRole("img", { name: "The server has it" }).waitFor();
    assertEquals(await mine.locator(".when svg").count(), 1, "one tick");
    assert(await colour() !== grey, `${grey} for good`);
    const all: string = await mine.innerHTML();
    assert(!/\b(read|seen)\b/i.test(all), all);
  },
);

behaviour(
  26,
  "a text whose answer was lost with the connection is there once for everybody",
  async ({ ada, bern, crowd, news }) => {
    const val = await comeVal(crowd);
    const [said, after] = [news(), news()];
    val.valve.hold();
    await enter(val, said);
    await arrives(ada, said);
    val.valve.unplug();
    await val.valve.plug();
    await row(val, said).locator(".tick").waitFor();
    await enter(val, after);
    for (const one of [ada, bern, val]) {
      await arrives(one, after);
      assertEquals(await copies(one, said), 1, one.name);
    }
    assertEquals(await val.page.locator(".msg.sending, .msg.unknown, .msg.failed").count(), 0);
  },
);

behaviour(
  27,
  "a failed text keeps its words, goes once with Retry however often that is pressed, or away",
  async ({ ada, crowd, news }) => {
    const val = await comeVal(crowd);
    const { page, valve } = val;
    const [kept, dropped, after] = [`${news()}, “as it was”`, news(), news()];
    await enter(ada, "/create nook");
    await isIn(ada, "nook");
    await enter(val, "/join nook");
    await isIn(val, "nook");
    valve.unplug();
    await enter(val, kept);
    await enter(val, dropped);
    await page.locator(".msg.waiting").nth(1).waitFor();
    await enter(ada, "/mute val");
    await ada.page.locator(".log").getByText(/muted/).waitFor();
    await valve.plug();
    await page.locator(".msg.failed").nth(1).waitFor();
    assertEquals(await row(val, kept).locator(".text").innerText(), kept);
    await crowd.admin("unmute", "val", "nook");
    await page.locator("#compose").fill("goes on");
    await row(val, kept).getByRole("button", { name: "Retry" }).dblclick();
    await row(val, kept).locator(".tick").waitFor();
    await row(val, dropped).getByRole("button", { name: "Delete" }).click();
    await row(val, dropped).waitFor({ state: "detached" });
    assertEquals(await page.locator("#compose").inputValue(), "goes on");
    await enter(val, after);
    await arrives(ada, after);
    assertEquals([await copies(ada, kept), await copies(ada, dropped)], [1, 0]);
  },
);

behaviour(
  27,
  "what a client never took that hung and was ended stands in the field again",
  async ({ crowd, news }) => {
    const { page, program } = await newcomer(crowd, "hung", crowd.invitation);
    const text = news();
    await page.locator("#compose").fill(text);
    Deno.kill(program.pid, "SIGSTOP");
    await page.keyboard.press("Enter");
    assertEquals(await page.locator("#compose").inputValue(), "");
    await page.keyboard.type("half of the next");
    await program.end("SIGKILL");
    await page.getByText("It stands here again").waitFor();
    assertEquals(await page.locator("#compose").inputValue(), `${text}\nhalf of the next`);
    await page.context().close();
  },
);

/** Tries again until the pause is long enough for what follows. */
async function waitLong({ page }: Wired, seconds: number): Promise<void> {
  const status = page.locator(".banner.trying .status");
  for (;;) {
    await until(page, "/in \\d/.test(document.querySelector('.banner.trying .status')?.innerText)");
    const left = /in (\d+) seconds/.exec(await status.innerText())?.[1];
    if (Number(left) >= seconds) return;
    await page.getByRole("button", { name: "Try now" }).click();
    await page.evaluate(SETTLED);
  }
}

behaviour(
  28,
  "a strip counts down to the next try, tries at a press, and at once when the network is back",
  async ({ crowd }) => {
    const val = await comeVal(crowd);
    const { page, valve } = val;
    const strip = page.locator(".banner.trying");
    valve.unplug();
    await strip.getByText("Not connected to Garden Pi.").waitFor();
    await waitLong(val, 3);
    const status: string = await strip.locator(".status").innerText();
    await until(
      page,
      `document.querySelector('.banner.trying .status').innerText !== ${JSON.stringify(status)}`,
    );
    await valve.plug();
    valve.hold();
    await strip.getByRole("button", { name: "Try now" }).click();
    await strip.getByText("Trying now…").waitFor();
    await strip.locator(".ring.turning").waitFor();
    valve.release();
    await strip.waitFor({ state: "detached" });

    valve.unplug();
    await waitLong(val, 12);
    await valve.plug();
    await page.evaluate("dispatchEvent(new Event('online'))");
    await strip.waitFor({ state: "detached", timeout: 8000 });
  },
);

behaviour(
  29,
  "it is always said how the connection stands: joining, connected, reconnecting, and ended",
  async ({ crowd }) => {
    const { valve, invitation } = wire(crowd.invitation);
    const { page, program } = await newcomer(crowd, "moss", null);
    const state = page.locator(".server .state");
    const says = (text: string) => state.getByText(text, { exact: true }).waitFor();
    valve.hold();
    await page.getByLabel("Invitation or address").fill(invitation);
    await page.getByRole("button", { name: "Join" }).click();
    await page.getByRole("heading", { name: "Joining 127.0.0.1" }).waitFor();
    valve.release();
    await says("Connected · key matches");
    valve.unplug();
    await says("Reconnecting");
    await valve.plug();
    await says("Connected · key matches");
    await crowd.admin("kick", "moss");
    await page.getByText(/You were put out of/).first().waitFor();
    assertEquals(await page.getByText("Connected ·").count(), 0);
    await program.end();
    await page.getByText("pyChat on this computer has ended.").waitFor();
  },
);

behaviour(29, "a server that is full is said to be full", async ({ crowd }) => {
  const small = await startServer(["--max-clients", "1"]);
  const first = await Participant.join(small.invitation, "first");
  const { page, program } = await newcomer(crowd, "second", small.invitation);
  await page.getByText(/is full/).first().waitFor();
  assertEquals(await page.locator("#compose").count(), 0);
  await first.leave();
  await program.end();
  await small.program.end();
});
