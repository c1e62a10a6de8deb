// Broadcasts, light and dark, wide and on a phone: axe finds nothing.
import { clean } from "../support/axe.ts";
import { setUpMail } from "../support/mail.ts";
import { expect, test } from "../support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390] as const) {
    test(`CC-13 the screens of broadcasts are accessible (${colorScheme}, ${width})`, async ({ workspace, agent, browse }) => {
      await setUpMail(workspace);
      await workspace.configure({ broadcasts_per_minute: 600 });
      const mary = await workspace.hire("Mary Manager", ["manager"]);
      const anna = await mary.api.createContact({ name: "Anna Arendt", emails: ["nobody@customer.test"] });
      await mary.api.createContact({ name: "Clara Zetkin" });
      const desk = await agent(mary, { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } });
      const { page } = desk;
      await desk.goes("/contact-center/broadcasts");
      await expect(page.getByText("No broadcasts yet")).toBeVisible();
      await clean(page, "no broadcasts");
      await desk.goes("/contact-center/broadcasts/new");
      await expect(page.getByRole("article", { name: "Anna Arendt" })).toBeVisible();
      await page.getByRole("button", { name: "Send broadcast" }).click();
      await expect(page.getByText("Please fill this in.").first()).toBeVisible();
      await clean(page, "the form with errors");
      await page.getByRole("textbox", { name: "Subject" }).fill("News for {{contact.name}}");
      await page.getByRole("textbox", { name: "Message" }).fill("Dear {{contact.name}} {{contact.phone}} {{shoe}}");
      await clean(page, "the form with a preview");
      await page.getByRole("textbox", { name: "Message" }).fill("Dear {{contact.name}}");
      await page.getByRole("button", { name: "Send broadcast" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await clean(page, "the question");
      await page.getByRole("button", { name: "Send now" }).click();
      await expect(page.getByText("2 of 2")).toBeVisible();
      await clean(page, "a broadcast");
      await page.getByRole("link", { name: "Back to the broadcasts" }).click();
      await expect(page.getByRole("row", { name: /News for/ })).toBeVisible();
      await clean(page, "the list");
      await desk.goes(`/contact-center/contacts/${anna.id}`);
      await expect(page.getByRole("switch", { name: "Gets broadcasts" })).toBeVisible();
      await clean(page, "the contact");
      const guest = await browse({ colorScheme, viewport: { width, height: 900 } });
      await guest.goto(`${workspace.server.url}/unsubscribe/00`);
      await expect(guest.getByRole("heading", { name: "This link does not work" })).toBeVisible();
      await clean(guest, "a link that does not work");
    });
  }
}
