import { assert, assertEquals } from "@std/assert";
import { inPage, SETTLED, until } from "../support/in_page.ts";

inPage("a reload shows the token, and no code stays in the address", "chat", async (page, fake) => {
  assert(!page.url().includes("code"));
  await page.reload();
  await page.locator(".chat").waitFor();
  assertEquals(
    fake.heard.filter((one) => one["type"] === "code" || one["type"] === "token"),
    [{ type: "code", code: "code" }, { type: "token", token: "fake" }],
  );
});

inPage(
  "a page whose process has gone keeps everything and finds it again",
  "chat",
  async (page, fake) => {
    fake.drop();
    await page.getByText("pyChat on this computer has ended.").waitFor();
    assert(await page.getByText("I can carry.").isVisible());
    await page.getByText("pyChat on this computer has ended.").waitFor({ state: "detached" });
    assert(fake.heard.some((one) => one["type"] === "token"));
  },
);

inPage("Escape closes the right side where it lies over the conversation", "chat", async (page) => {
  await page.setViewportSize({ width: 1100, height: 700 });
  await page.locator(".plain").click();
  await page.locator(".sight").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".sight").waitFor({ state: "hidden" });
});

inPage("a theme is chosen with the keyboard and applied at once", "chat", async (page, fake) => {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("radio", { name: "Dark" }).focus();
  await page.keyboard.press("Space");
  await until(page, "document.documentElement.dataset.theme === 'dark'");
  assert(fake.heard.some((one) => one["type"] === "theme" && one["theme"] === "dark"));
});

inPage(
  "the connect form says what is wrong while it is typed in, and joins once",
  "start",
  async (page, fake) => {
    const where = page.getByLabel("Invitation or address");
    await where.fill("pychat://garden.local#short");
    await page.getByText("38 letters short").waitFor();
    assertEquals(await where.getAttribute("aria-invalid"), "true");
    await where.fill("garden.local");
    await page.getByText("Nobody has vouched for this server yet").waitFor();
    await page.getByLabel("Your name here").fill("ada");
    await page.keyboard.press("Enter");
    await page.evaluate(SETTLED);
    assertEquals(fake.heard.filter((one) => one["type"] === "join"), [
      { type: "join", where: "garden.local", name: "ada" },
    ]);
  },
);

inPage(
  "a refused name is said in the dialog, and a taken one closes it",
  "chat",
  async (page, fake) => {
    await page.locator(".me-name").click();
    const field = page.getByLabel("Name", { exact: true });
    await field.fill("admin");
    fake.tell({ type: "notice", problem: { code: "name", rule: "reserved" } });
    await page.getByText("would be mistaken for something else").waitFor();
    await field.fill("heron");
    await field.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assertEquals(fake.heard.filter((one) => one["type"] === "rename"), [{
      type: "rename",
      name: "heron",
    }]);
  },
);

inPage("leaving names what is lost and asks once", "chat", async (page, fake) => {
  await page.getByRole("textbox").fill("/leave");
  await page.keyboard.press("Enter");
  await page.getByText("forgotten on this computer").waitFor();
  assertEquals(fake.heard.filter((one) => one["type"] === "leave"), []);
  await page.getByRole("button", { name: "Leave this server" }).click();
  await page.evaluate(SETTLED);
  assertEquals(fake.heard.filter((one) => one["type"] === "leave"), [{ type: "leave" }]);
});
