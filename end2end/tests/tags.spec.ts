// Tags: looked after in Manage, suggested when a conversation ends, renamed everywhere.
import { clean } from "../support/axe.ts";
import { expect, test } from "../support/test.ts";

test("MA-04 a manager renames, merges and deletes tags, and conversations follow", async ({ workspace, agent }) => {
  const mia = await workspace.hire("Mia Manager", ["manager"]);
  const ada = await workspace.hire("Ada Agent");
  const emmy = await workspace.finished(ada, null, "Emmy Noether", { tags: ["Bill"] });
  await workspace.finished(ada, null, "Grace Guest", { tags: ["Invoice"] });
  const { page } = await agent(mia);
  await page.goto(`${workspace.server.url}/manage/tags`);
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("Bill")).toContainText("In use, not looked after");
  await clean(page, "the list");
  await page.getByRole("button", { name: "Edit Invoice" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Description").fill("Everything about money");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row("Invoice")).toContainText("Everything about money");
  await page.getByRole("button", { name: "Edit Bill" }).click();
  await dialog.getByLabel("Name").fill("invoice");
  await expect(dialog.getByText(/makes one of both/)).toBeVisible();
  await clean(page, "the dialog");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect
    .poll(async () => {
      const thread = await workspace.root.call<{ conversation: { tags: string[] } }>("conversations/thread", {
        conversation: emmy.id,
      });
      return thread.conversation.tags;
    })
    .toEqual(["Invoice"]);
  await page.reload();
  await expect(row("Bill")).toHaveCount(0);
  await page.getByRole("button", { name: "Delete Invoice" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Invoice is being taken from every conversation.")).toBeVisible();
});
