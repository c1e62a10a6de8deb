// What opens beside and above a conversation, light and dark: axe finds nothing. And every screen in German from right to
// left on a phone: nothing is wider than it.
import { clean } from "../support/axe.ts";
import { DEMO, somebody } from "../support/demo.ts";
import { attach } from "../support/files.ts";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const look = { colorScheme, reducedMotion: "reduce" } as const;

  test(`panels, dialogs and messages are accessible (${colorScheme})`, async ({ workspace, agent }) => {
    const { ada, support: care } = await support(workspace);
    const grace = await workspace.hire("Grace Hopper");
    const old = await workspace.finished(ada, care, "Emmy Noether", {
      texts: ["Where is my samovar?"],
      comment: "On its way",
      tags: ["samovar"],
    });
    const now = await workspace.returns(old, care, "The lid of the samovar fell off");
    for (const name of ["lid.png", "invoice.txt"]) await attach(workspace, now, name);
    await ada.api.take(now.id);
    const desk = await agent(ada, look);
    const { page } = desk;
    await desk.sitsDown();
    await desk.opens("Emmy Noether");

    const search = await desk.opensPanel("Search Messages");
    await clean(page, "an empty search");
    const sought = search.getByRole("searchbox", { name: "Search" });
    await sought.fill("lid");
    await expect(search.getByRole("option").first()).toBeVisible();
    await sought.press("ArrowDown");
    await sought.press("Enter");
    await expect(desk.messages.locator("[data-found]")).toBeVisible();
    await clean(page, "messages found");
    await search.getByRole("switch", { name: "Regular expression" }).check();
    await sought.fill("lid(");
    await expect(search.getByText("is never closed")).toBeVisible();
    await clean(page, "a wrong expression");

    const files = await desk.opensPanel("Files");
    await expect(files.getByRole("listitem")).toHaveCount(2);
    await clean(page, "files");
    await files.getByRole("button", { name: "Preview lid.png" }).click();
    await expect(page.getByRole("dialog", { name: "lid.png" }).getByRole("img")).toBeVisible();
    await clean(page, "a picture's preview");
    await page.keyboard.press("Escape");
    await files.getByRole("searchbox", { name: "Search" }).fill("xyzzy");
    await expect(files.getByText("No such file")).toBeVisible();
    await clean(page, "no such file");

    const history = await desk.opensPanel("Contact Chat History");
    await expect(history.getByRole("option")).not.toHaveCount(0);
    await clean(page, "the chat history");
    await history.getByRole("option").filter({ hasText: "On its way" }).click();
    await expect(history.getByRole("log")).toBeVisible();
    await clean(page, "a past chat");
    await page.keyboard.press("Escape");

    await desk.button("Forward chat").click();
    const forward = page.getByRole("dialog", { name: "Forward chat" });
    await expect(forward).toBeVisible();
    await clean(page, "the forward dialog");
    await page.keyboard.press("Escape");
    await expect(forward).toBeHidden();

    await desk.goes("/messages");
    await expect(page.getByRole("link", { name: /Grace Hopper/ })).toBeVisible();
    await clean(page, "messages");
    await desk.goes(`/messages/${grace.person.id}`);
    await expect(page.getByRole("textbox", { name: "Message", exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: "Message", exact: true }).fill("Have you seen **lid.png**?");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("log").getByText("Have you seen")).toBeVisible();
    await clean(page, "a talk with a colleague");

    await desk.goes("/manage/settings");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await clean(page, "a screen that one may not see");
    await desk.goes(`/contact-center/contacts/${old.pass.contact}`);
    await page.getByRole("button", { name: "Chat History" }).click();
    await expect(page.getByRole("region", { name: "Contact Chat History" }).getByRole("option").first()).toBeVisible();
    await clean(page, "the history in the Contact Center");
  });
}

test.describe("in German, from right to left, on a phone", () => {
  test.use({ flags: DEMO });

  test("no screen is wider than the phone, and axe finds nothing", async ({ server, agent }) => {
    const admin = await somebody(server, "admin");
    const desk = await agent(admin, {
      locale: "de-DE",
      viewport: { width: 390, height: 844 },
      colorScheme: "dark",
      reducedMotion: "reduce",
    });
    const { page } = desk;
    await page.addInitScript(() => {
      document.addEventListener("DOMContentLoaded", () => (document.documentElement.dir = "rtl"));
    });
    for (const path of [
      "/desk",
      "/contact-center/contacts",
      "/contact-center/contacts/new",
      "/contact-center/chats?period=90&tag=refund",
      "/contact-center/calls",
      "/messages",
      "/manage/departments",
      "/manage/agents/new",
      "/manage/settings",
      "/account",
      "/nowhere",
    ]) {
      await desk.goes(path);
      await expect(page.getByRole("heading").first()).toBeVisible({ timeout: 45_000 });
      await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
      await expect(page.locator(".skeleton")).toHaveCount(0);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, path).toBe(0);
      await clean(page, path);
    }
  });
});
