// What mail brought to the screens, light and dark: axe finds nothing.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { setUpMail } from "../support/mail.ts";
import { support } from "../support/scenes.ts";
import { expect, test } from "../support/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  const look = { colorScheme, reducedMotion: "reduce" } as const;

  test(`QA-03 QA-05 QA-07 the dialogs and screens of mail are accessible (${colorScheme})`, async ({
    workspace,
    agent,
  }) => {
    await setUpMail(workspace);
    const { ada, support: department } = await support(workspace);
    const emmy = await workspace.arrives("Emmy Noether", department, "Hello?");
    await ada.api.take(emmy.id);
    const desk = await agent(ada, look);
    await desk.sitsDown();
    await desk.opens("Emmy Noether");
    await desk.button("Send transcript").click();
    await expect(desk.page.getByRole("menuitem", { name: "Send via email" })).toBeVisible();
    await clean(desk.page, "the menu");
    await desk.page.getByRole("menuitem", { name: "Send via email" }).click();
    const dialog = desk.page.getByRole("dialog", { name: "Send via email" });
    await dialog.getByLabel("Email").fill("nobody");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await expect(dialog.getByText("Not an email address.")).toBeVisible();
    await clean(desk.page, "the dialog with an error");
    await dialog.getByLabel("Email").fill("nobody@customer.test");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    const panel = await desk.opensPanel("Room Information");
    await expect(panel.getByText("Not sent")).toBeVisible();
    await clean(desk.page, "a refused letter");
    await desk.button("End conversation").click();
    await desk.page.getByRole("checkbox", { name: "Send chat transcript via email" }).check();
    await clean(desk.page, "the end dialog");
    await desk.page.getByRole("checkbox", { name: "Export chat transcript as PDF" }).check();
    await clean(desk.page, "the end dialog with a PDF");
    await desk.goes("/account/omnichannel");
    await expect(desk.page.getByRole("switch", { name: "Send chat transcript via email" })).toBeVisible();
    await clean(desk.page, "my account");

    const root = { person: { id: "", username: "root", name: "Rosalind Root", version: 1 }, api: workspace.root };
    const admin = await agent(root, look);
    await admin.goes("/manage/email");
    await admin.page.getByLabel("Host").fill("mail server");
    await admin.page.getByRole("button", { name: "Save" }).click();
    await expect(admin.page.getByText("Not the name of a machine.")).toBeVisible();
    await clean(admin.page, "the mail server");
  });
}

async function clean(page: Page, what: string): Promise<void> {
  const found = await new AxeBuilder({ page }).analyze();
  const faults = found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n  ")}`);
  expect(faults, what).toEqual([]);
}
