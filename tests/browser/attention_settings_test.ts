import { assert, assertEquals } from "@std/assert";
import { attentive, choose, HELLO, pick, quiet, say, WATCH } from "../support/attentive.ts";
import { asked } from "../support/fake_client.ts";
import { inPage, until } from "../support/in_page.ts";
import { snapshotOf } from "../support/scenes.ts";

inPage(
  "line 30: notifications are off until they are chosen, and the browser is asked by that click",
  "rooms",
  async (page, fake) => {
    await page.evaluate(WATCH);
    await page.evaluate(
      "{ const ask = Notification.requestPermission; globalThis.asked = 0;" +
        "Notification.requestPermission = () => (asked++, Promise.resolve('default')); }",
    );
    say(fake, [HELLO]);
    await quiet(page);
    assertEquals(await page.evaluate("[shown.length, asked]"), [0, 0]);
    await page.getByRole("button", { name: "Settings" }).click();
    await pick(page, "Mentions");
    await page.getByText("The browser has not been asked yet").waitFor();
    assertEquals(await page.evaluate("asked"), 1);
    await page.getByRole("button", { name: "Ask the browser" }).click();
    await until(page, "asked === 2");
    await page.context().grantPermissions(["notifications"]);
    await page.getByText("The browser shows them.").waitFor();
    await page.getByRole("button", { name: "Send a test notification" }).click();
    await page.getByText("Sent. If you see nothing").waitFor();
    assertEquals(await page.evaluate("shown.length"), 1);
    assertEquals(await asked(fake, 1, "choose"), [
      { type: "choose", choices: { notify: "mentions" } },
    ]);
  },
);

inPage(
  "line 30: a browser that blocks notifications, or has none, is told of with what to do",
  "rooms",
  async (page, fake) => {
    await page.evaluate(
      "globalThis.Notification = class { static permission = 'denied'; }; dispatchEvent(new Event('focus'))",
    );
    const { state } = snapshotOf("rooms");
    const choices = { ...state.choices, notify: "all" } as const;
    fake.tell({ type: "state", state: { ...state, choices } });
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByText("The browser blocks notifications of this page.").waitFor();
    await page.evaluate("delete globalThis.Notification; dispatchEvent(new Event('focus'))");
    await page.getByText("This browser shows no notifications").waitFor();
    assertEquals(await page.getByRole("button", { name: "Send a test" }).count(), 0);
    say(fake, [HELLO]);
    await quiet(page);
  },
);

inPage("line 31: the test plays the sound that is chosen", "rooms", async (page, fake) => {
  await attentive(page, fake, {});
  await page.getByRole("button", { name: "Settings" }).click();
  const test = page.getByRole("button", { name: "Test the sound" });
  assert(await test.isDisabled());
  await pick(page, "Bell");
  await test.click();
  await until(page, "tones.length === 2");
  assertEquals(await page.evaluate("tones"), [880, 2390]);
  await quiet(page);
  assertEquals(await page.getByText("The browser played no sound.").count(), 0);
});

inPage(
  "line 31: a sound is short and soft, and begins without a click",
  "rooms",
  async (page, fake) => {
    await page.evaluate(`{
    globalThis.contexts = [];
    globalThis.AudioContext = class extends OfflineAudioContext {
      constructor() {
        super(1, 96_000, 48_000);
        contexts.push(this);
      }
      get state() { return "running"; }
      close() { return Promise.resolve(); }
    };
  }`);
    await page.getByRole("button", { name: "Settings" }).click();
    for (const name of ["Tap", "Bell"]) {
      await pick(page, name);
      await until(
        page,
        `document.querySelector("[name=sound]:checked").parentNode.textContent === "${name}"`,
      );
      await page.getByRole("button", { name: "Test the sound" }).click();
      await until(page, "contexts.length === 1");
      const { first, peak, seconds } = await page.evaluate<
        { first: number; peak: number; seconds: number }
      >(`contexts.pop().startRendering().then((buffer) => {
      const heights = buffer.getChannelData(0).map(Math.abs);
      const last = heights.findLastIndex((height) => height > 0.001);
      return { first: heights[0], peak: Math.max(...heights), seconds: last / 48_000 };
    })`);
      assert(first < 0.01, `${name} begins at ${first}`);
      assert(peak > 0.03 && peak < 0.25, `${name} is as loud as ${peak}`);
      assert(seconds > 0.03 && seconds < 1, `${name} lasts ${seconds} s`);
    }
    assertEquals((await asked(fake, 2, "choose")).length, 2);
  },
);

inPage(
  "line 30: who wanted notifications is reminded in the list that the browser waits to be asked",
  "rooms",
  async (page, fake) => {
    await page.evaluate(WATCH);
    const allow = page.getByRole("button", { name: "Allow notifications" });
    assertEquals(await allow.count(), 0);
    await choose(page, fake, { notify: "all" });
    await allow.waitFor();
    await page.evaluate(
      "Notification.requestPermission = () => { globalThis.asked = true; return Promise.resolve('granted'); }",
    );
    await allow.click();
    await until(page, "globalThis.asked === true");
    await page.context().grantPermissions(["notifications"]);
    await allow.waitFor({ state: "detached" });
  },
);
