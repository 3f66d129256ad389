import { assert, assertEquals } from "@std/assert";
import { asked } from "../support/fake_client.ts";
import { inPage, SETTLED, until } from "../support/in_page.ts";
import { snapshotOf } from "../support/scenes.ts";

inPage("a reload shows the token, and no code stays in the address", "chat", async (page, fake) => {
  assert(!page.url().includes("code"));
  await page.reload();
  await page.locator(".chat").waitFor();
  assertEquals(
    await asked(fake, 2, "code", "token"),
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
    assert((await asked(fake, 1, "token")).length > 0);
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
  assertEquals(await asked(fake, 1, "theme"), [{ type: "theme", theme: "dark" }]);
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
    assertEquals(await asked(fake, 1, "join"), [
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
    assertEquals(await asked(fake, 1, "rename"), [{ type: "rename", name: "heron" }]);
  },
);

inPage("leaving names what is lost and asks once", "chat", async (page, fake) => {
  await page.getByRole("textbox").fill("/leave");
  await page.keyboard.press("Enter");
  await page.getByText("forgotten on this computer").waitFor();
  assertEquals(fake.heard.filter((one) => one["type"] === "leave"), []);
  await page.getByRole("button", { name: "Leave this server" }).click();
  assertEquals(await asked(fake, 1, "leave"), [{ type: "leave" }]);
});

inPage(
  "a page whose process says that it ends asks nobody at that port any more",
  "chat",
  async (page, fake) => {
    await page.clock.install();
    let sockets = 0;
    page.on("websocket", () => sockets++);
    fake.drop(1001);
    await page.getByText("pyChat on this computer has ended.").waitFor();
    await page.clock.runFor(60_000);
    await page.evaluate(SETTLED);
    assert(await page.getByText("I can carry.").isVisible());
    assertEquals(sockets, 0);
  },
);

inPage("a page that goes says goodbye, and its draft is kept", "chat", async (page, fake) => {
  await page.getByRole("textbox").fill("half a thou");
  await page.reload();
  await page.locator(".chat").waitFor();
  await asked(fake, 1, "token");
  const types = fake.heard.map((one) => one["type"]);
  assertEquals(types.slice(types.indexOf("draft"), -1).slice(-2), ["draft", "goodbye"]);
});

inPage(
  "“New connection” asks for a page of its own, and offers a link where none opens",
  "chat",
  async (page, fake) => {
    await page.getByRole("button", { name: "New connection" }).click();
    await page.evaluate("window.open = () => null");
    fake.tell({ type: "link", url: `${new URL(page.url()).origin}/#other` });
    const link = page.getByRole("link", { name: /Open the new window/ });
    await link.waitFor();
    assertEquals(await link.getAttribute("href"), `${new URL(page.url()).origin}/#other`);
    assertEquals(await asked(fake, 1, "link"), [
      { type: "link", to: "another" },
    ]);
  },
);

inPage(
  "quitting names what is lost, asks once, and leaves the page to be read",
  "chat",
  async (page, fake) => {
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByRole("button", { name: "Quit pyChat…" }).click();
    await page.getByText("in other windows and connections too").waitFor();
    assertEquals(fake.heard.filter((one) => one["type"] === "quit"), []);
    await page.getByRole("button", { name: "Quit pyChat", exact: true }).click();
    assertEquals(await asked(fake, 1, "quit"), [
      { type: "quit", sure: true },
    ]);
    fake.drop(1001);
    await page.getByText("pyChat on this computer has ended.").waitFor();
    assert(await page.getByText("I can carry.").isVisible());
  },
);

inPage("the connect form can quit at once: nothing is lost", "start", async (page, fake) => {
  await page.getByRole("button", { name: "Quit pyChat" }).click();
  assertEquals(await asked(fake, 1, "quit"), [
    { type: "quit", sure: false },
  ]);
  fake.tell({ type: "notice", problem: { code: "in_conversation" } });
  await page.getByText("you are in a conversation on another page").waitFor();
  fake.drop(1001);
  await page.getByText("pyChat on this computer has ended.").waitFor();
});

inPage(
  "a program in trouble says why, and offers what can be done",
  "start",
  async (page, fake) => {
    const tell = (scene: "trouble_memory" | "trouble_port") => fake.tell(snapshotOf(scene));
    tell("trouble_memory");
    await page.getByText("No space left on device").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Go on, keep nothing" }).click();
    tell("trouble_port");
    await page.getByText("cannot be served at port 7421").waitFor();
    assertEquals(await page.getByRole("button", { name: "Try again" }).count(), 0);
    await page.getByRole("button", { name: "Use another port" }).click();
    await page.getByRole("button", { name: "Quit pyChat" }).click();
    await asked(fake, 1, "quit");
    const types = fake.heard.map((one) => one["type"]).filter((type) => type !== "code");
    assertEquals(types, ["again", "without", "without", "quit"]);
  },
);

inPage(
  "a new link that is pasted into a page that is shut out lets it in",
  "chat",
  async (page, fake) => {
    await page.evaluate("sessionStorage.clear()");
    await page.reload();
    await page.getByText("This link is used up or too old").waitFor();
    const before = fake.heard.length;
    await page.goto(`${new URL(page.url()).origin}/#another`);
    await page.locator(".chat").waitFor();
    await asked(fake, 2, "code");
    assertEquals(fake.heard[before], { type: "code", code: "another" });
    assert(!page.url().includes("another"));
  },
);
