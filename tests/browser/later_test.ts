import { assertEquals } from "@std/assert";
import { inPage } from "../support/in_page.ts";

inPage("a page needs nothing more of a process that has ended", "chat", async (page, fake) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  fake.drop(1001);
  await page.getByText("pyChat on this computer has ended.").waitFor();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Settings", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "All rooms" }).click();
  await page.getByRole("dialog").waitFor();
  assertEquals(asked, []);
});
