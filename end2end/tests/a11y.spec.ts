// Every screen, light and dark: axe finds nothing.
import { clean } from "../support/axe.ts";
import { DEMO, somebody } from "../support/demo.ts";
import { talk } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const look = { colorScheme, reducedMotion: "reduce" } as const;

  test.describe(colorScheme, () => {
    test(`login and set-up are accessible (${colorScheme})`, async ({ server, browse }) => {
      const page = await browse(look);
      await page.goto(server.url);
      await expect(page.getByRole("heading", { name: "Set up Switchboard" })).toBeVisible();
      await clean(page, "set-up");
      await page.getByRole("button", { name: "Create the workspace" }).click();
      await expect(page.getByText("Please fill this in.").first()).toBeVisible();
      await clean(page, "set-up with errors");
    });

    test(`the desk is accessible, empty and in a talk, and so is the widget (${colorScheme})`, async ({
      workspace,
      agent,
      visitor,
    }) => {
      const { desk, guest } = await talk({
        workspace,
        agent: (member) => agent(member, look),
        visitor: () => visitor(look),
      });
      await guest.says("My teapot leaks, see https://shop.example/teapots");
      await desk.says("**Where** does it leak?\n> at the spout\n- or the lid?\n`code`");
      await expect(guest.message("does it leak?")).toBeVisible();
      await clean(desk.page, "a talk");
      await clean(guest.page, "the widget's talk");
      await desk.button("Internal note").click();
      await desk.says("A note for colleagues");
      await clean(desk.page, "a note");
      for (const name of ["Room Information", "Contact Information"] as const) {
        const panel = await desk.opensPanel(name);
        await expect(panel.getByRole("button", { name: "Edit" })).toBeVisible();
        await clean(desk.page, name);
        await panel.getByRole("button", { name: "Edit" }).click();
        await expect(panel.getByRole("button", { name: "Save" })).toBeVisible();
        await clean(desk.page, `${name}, editing`);
        await panel.getByRole("button", { name: "Cancel" }).click();
      }
      await desk.page.getByRole("button", { name: /^Availability/ }).click();
      await expect(desk.page.getByRole("menuitemradio", { name: "Away" })).toBeVisible();
      await clean(desk.page, "the availability menu");
      await desk.page.keyboard.press("Escape");
      await desk.button("End conversation").click();
      await expect(desk.page.getByRole("dialog")).toBeVisible();
      await clean(desk.page, "the end dialog");
      await desk.page.getByRole("button", { name: "Confirm" }).click();
      await expect(guest.button("Start a new chat")).toBeVisible();
      await clean(desk.page, "an empty desk with a toast");
      await clean(guest.page, "the widget after the end");
      await guest.button("Start a new chat").click();
      await guest.field("Name").fill("");
      await guest.button("Start chat").click();
      await expect(guest.chat.getByText("Please fill this in.").first()).toBeVisible();
      await clean(guest.page, "the widget's form with errors");
    });

    test.describe("the demo workspace", () => {
      test.use({ flags: DEMO });

      test(`a full desk, the login page, the account and the shop are accessible (${colorScheme})`, async ({
        server,
        agent,
        browse,
      }) => {
        const ada = await somebody(server, "ada");
        const desk = await agent(ada, look);
        await desk.sitsDown();
        const queued = desk.list("Queued Chats").getByRole("link").first();
        await expect(queued).toBeVisible();
        await clean(desk.page, "a full desk");
        await queued.click();
        await expect(desk.button("Take it")).toBeVisible();
        await clean(desk.page, "a preview");
        await desk.page.keyboard.press("?");
        await expect(desk.page.getByRole("dialog")).toBeVisible();
        await clean(desk.page, "the shortcuts");
        await desk.goes("/account");
        await expect(desk.page.getByRole("heading", { name: "My account" })).toBeVisible();
        await clean(desk.page, "the account");
        await desk.goes("/nowhere");
        await expect(desk.page.getByRole("heading", { name: "There is no such page" })).toBeVisible();
        await clean(desk.page, "a missing page");

        const outside = await browse(look);
        await outside.goto(`${server.url}/login`);
        await expect(outside.getByText("Demo workspace")).toBeVisible();
        await clean(outside, "login");
        await outside.goto(`${server.url}/demo`);
        await outside.getByRole("button", { name: "Open chat" }).click();
        await expect(outside.frameLocator('iframe[title="Chat"]').getByLabel("Name")).toBeVisible();
        await clean(outside, "the shop with the widget's form");
      });

      test(`the Contact Center is accessible (${colorScheme})`, async ({ server, agent }) => {
        const admin = await somebody(server, "admin");
        const { page } = await agent(admin, look);
        const row = page.getByRole("row").nth(1);
        await page.goto(`${server.url}/contact-center/contacts`);
        await expect(row).toBeVisible();
        await clean(page, "contacts");
        await row.click();
        await page.getByRole("button", { name: "Edit" }).click();
        await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
        await clean(page, "a contact's form");
        await page.goto(`${server.url}/contact-center/contacts/new`);
        await page.getByRole("button", { name: "Save" }).click();
        await expect(page.getByText("Please fill this in.")).toBeVisible();
        await clean(page, "a new contact with errors");
        await page.goto(`${server.url}/contact-center/chats?filters=1&period=90`);
        await expect(row).toBeVisible();
        await clean(page, "chats with filters");
        await row.click();
        await expect(page.getByRole("link", { name: "View full conversation" })).toBeVisible();
        await clean(page, "a closed chat");
        await page.getByRole("link", { name: "View full conversation" }).click();
        await expect(page.getByRole("log")).toBeVisible();
        await clean(page, "an archived conversation");
        await page.goto(`${server.url}/contact-center/calls`);
        await expect(row).toBeVisible();
        await clean(page, "calls");
        await page.goto(`${server.url}/contact-center/chats?search=xyzzy`);
        await expect(page.getByText("Nothing found")).toBeVisible();
        await clean(page, "nothing found");
      });

      test(`Manage and the styleguide are accessible (${colorScheme})`, async ({ server, agent }) => {
        const admin = await somebody(server, "admin");
        const { page } = await agent(admin, look);
        for (const [list, made] of [["departments", "New Department"], ["agents", "New Agent"]] as const) {
          await page.goto(`${server.url}/manage/${list}`);
          await expect(page.getByRole("table")).toBeVisible();
          await clean(page, list);
          await page.getByRole("table").getByRole("link").first().click();
          await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
          await clean(page, `one of ${list}`);
          await page.getByRole("link", { name: "Back to the list" }).click();
          await page.getByRole("link", { name: made }).click();
          await page.getByRole("button", { name: "Save" }).click();
          await expect(page.getByText("Please fill this in.").first()).toBeVisible();
          await clean(page, `${made} with errors`);
        }
        await page.goto(`${server.url}/manage/settings`);
        // There is nothing to save before something is changed.
        await page.getByRole("radio", { name: "rings until the agent accepts" }).check();
        await expect(page.getByRole("button", { name: "Save" })).toBeVisible();
        await clean(page, "settings");
        await page.goto(`${server.url}/styleguide`);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await clean(page, "the styleguide");
      });
    });
  });
}
