/**
 * What the programs are for, done with the compiled ones in two real browser pages.
 *
 * As a program of its own, it is done where there is neither a source tree nor a network:
 *
 *     unshare --net sh -c 'ip link set lo up && deno run -A tests/compiled/main_job.ts x86_64'
 *
 * @module
 */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Browser, Page } from "playwright-core";
import { openBrowser, watchedPage } from "../support/browser.ts";
import { type Arch, downloaded } from "../support/compiled.ts";
import { type Build, Program } from "../support/programs.ts";

const ROOT = new URL("../../", import.meta.url);
const WIDE = { viewport: { width: 1280, height: 800 } };
/** How long a page may take for a step: an emulated program does its crypto slowly. */
const PATIENCE_MS = 90_000;

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A program, and what a person had to wait for it, in milliseconds. */
export interface Times {
  readonly listening: number;
  readonly firstPage: number;
}

interface Served {
  readonly program: Program;
  readonly invitation: string;
  readonly port: string;
}

async function serve(build: Build, port: string): Promise<Served> {
  const options = ["--host", "127.0.0.1", "--name", "Garden Pi", "--generate-passphrase"];
  const program = new Program("server", [...options, "-p", port], undefined, build);
  const invitation = await program.line(/(pychat:\/\/\S+)/);
  return { program, invitation, port: await program.line(/listening.*port\D+(\d+)/) };
}

async function person(
  build: Build,
  browser: Browser,
  args: readonly string[],
  size: typeof WIDE | typeof PHONE,
): Promise<{ program: Program; page: Page; faults: string[] }> {
  const program = new Program("client", ["--no-open", ...args], undefined, build);
  const link = await program.line(/(http:\/\/127\.0\.0\.1:\d+\/#\S+)/);
  const watched = await watchedPage(browser, link, size);
  watched.page.setDefaultTimeout(PATIENCE_MS);
  return { program, ...watched };
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /Write to lobby/ }).fill(text);
  await page.keyboard.press("Enter");
}

async function givePassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel("Passphrase", { exact: true }).fill(passphrase);
  await page.getByRole("button", { name: "Join" }).click();
}

/**
 * A server with a passphrase, two people with two pages, a talk, an export, the server's end and
 * its return.
 *
 * @param build The programs.
 * @param home Their home.
 */
export async function mainJob(build: Build, home: string): Promise<Times> {
  await using browser = await openBrowser();
  const programs: Program[] = [];
  try {
    return await job(build, home, browser, programs);
  } finally {
    for (const program of programs) await program.end("SIGKILL");
  }
}

async function job(
  build: Build,
  home: string,
  browser: Browser,
  programs: Program[],
): Promise<Times> {
  let start = performance.now();
  const server = await serve(build, "0");
  programs.push(server.program);
  const listening = performance.now() - start;
  const passphrase = (await Deno.readTextFile(`${home}/.local/state/pychat/server/passphrase`))
    .trim();

  start = performance.now();
  const ada = await person(build, browser, [server.invitation, "-n", "ada"], WIDE);
  programs.push(ada.program);
  const firstPage = performance.now() - start;
  await givePassphrase(ada.page, passphrase);
  await ada.page.getByText("You are the first one here.").waitFor();

  // The other one has nothing but the program, and pastes the invitation.
  const bern = await person(build, browser, ["--new"], PHONE);
  programs.push(bern.program);
  await bern.page.getByLabel("Invitation or address").fill(server.invitation);
  await bern.page.getByLabel("Your name here").fill("bern");
  await bern.page.getByRole("button", { name: "Join" }).click();
  await givePassphrase(bern.page, passphrase);
  await bern.page.getByRole("textbox", { name: /Write to lobby/ }).waitFor();
  await talk(ada.page, bern.page);

  assertEquals(await server.program.end(), 0);
  for (const { page } of [ada, bern]) await page.getByText(/Not connected to Garden Pi/).waitFor();
  const again = await serve(build, server.port);
  programs.push(again.program);
  assertEquals(again.invitation, server.invitation, "the same key");
  // Both come back by themselves.
  for (const { page } of [ada, bern]) {
    await page.getByText(/Not connected to Garden Pi/).waitFor({ state: "hidden" });
  }
  await write(bern.page, "Back again.");
  await ada.page.getByText("Back again.").waitFor();

  await quit(ada.page);
  assertEquals((await ada.program.status).code, 0);
  await bern.page.getByText(/ada.* left/).first().waitFor();
  assertEquals(await bern.program.end(), 0);
  assertEquals(await again.program.end(), 0);
  assertEquals([ada.faults, bern.faults], [[], []]);
  return { listening, firstPage };
}

/** Both say something, and one keeps it. */
async function talk(ada: Page, bern: Page): Promise<void> {
  await write(ada, "Is the kettle on?");
  await bern.getByText("Is the kettle on?").waitFor();
  await write(bern, "It is. 林 ليلى 🫖");
  await ada.getByText("It is. 林 ليلى 🫖").waitFor();
  const download = ada.waitForEvent("download");
  await write(ada, "/export");
  const exported = await Deno.readTextFile(await (await download).path());
  for (const part of [": Is the kettle on?", ": It is. 林 ليلى 🫖", "Garden Pi"]) {
    assertStringIncludes(exported, part);
  }
}

/** A page ends its own program. */
async function quit(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Quit pyChat…" }).click();
  await page.getByRole("button", { name: "Quit pyChat", exact: true }).click();
  await page.getByText("pyChat on this computer has ended.").waitFor();
}

/** Words that start a program where the source tree cannot be seen. */
const HIDDEN = ["unshare", "--mount", "sh", "-c", 'mount -t tmpfs none "$0" && exec "$@"'];

if (import.meta.main) {
  const [arch] = Deno.args;
  assert(arch === "x86_64" || arch === "aarch64");
  const build = await downloaded(arch satisfies Arch, [...HIDDEN, Deno.realPathSync(ROOT)]);
  const times = await mainJob(build, build.home);
  await build.remove();
  // deno-lint-ignore no-console
  console.log(JSON.stringify(times));
}
