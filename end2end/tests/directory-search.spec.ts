// Searching the Contact Center: contacts by any part, the best first; closed chats by words and operators.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/test.ts";
import { support } from "../support/scenes.ts";

const row = (page: Page, name: string | RegExp) => page.getByRole("row", { name });

test("CC-04 contacts are found as somebody types, what fits best first and marked", async ({ workspace, agent }) => {
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  for (const { name, phone } of [
    { name: "Susanna Weiß", phone: "+436601234567" },
    { name: "Annabel Groß", phone: "+4930901820" },
    { name: "Anna O’Brien", phone: "+353861234567" },
  ]) {
    await workspace.root.createContact({ name, phones: [phone] });
  }
  const viewer = await agent(mary);
  const { page } = viewer;
  await viewer.goes("/contact-center/contacts");
  const box = page.getByRole("searchbox", { name: "Search" });
  await box.fill("anna");
  await expect(page.getByText("3 contacts")).toBeVisible();
  await expect(page.getByRole("row").nth(1)).toContainText("Anna O’Brien");
  await expect(page.getByRole("row").nth(2)).toContainText("Annabel Groß");
  await expect(page.getByRole("row").nth(3)).toContainText("Susanna Weiß");
  await expect(row(page, /Susanna/).locator("mark")).toHaveText("anna");

  for (const [typed, found, marked] of [
    ["weiss", /Susanna/, "Weiß"],
    ["0660 123", /Susanna/, "660123"],
    ["1820", /Annabel/, "1820"],
    ["o'brien", /Anna O’Brien/, "O’Brien"],
  ] as const) {
    await box.fill(typed);
    await expect(page.getByText("1 contact", { exact: true })).toBeVisible();
    await expect(row(page, found).locator("mark").first()).toHaveText(marked);
  }
  // A column somebody sorts by wins over what fits best.
  await box.fill("anna");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole("row").nth(1)).toContainText("Anna O’Brien");
  await expect(page.getByRole("row").nth(3)).toContainText("Susanna Weiß");
});

test("CC-08 closed chats are found by operators, with the line that was found and hints in place", async ({
  workspace,
  agent,
}) => {
  const { ada, support: department } = await support(workspace);
  await workspace.finished(ada, department, "Emmy Noether", { texts: ["Thank you for the teapot."], tags: ["refund"] });
  await workspace.finished(ada, department, "Sofja Kowalewskaja", { texts: ["The teapot, you thank me?"] });
  const viewer = await agent(ada);
  const { page } = viewer;
  await viewer.goes("/contact-center/chats");
  const box = page.getByRole("searchbox", { name: "Search" });
  await box.fill("teapot");
  await expect(page.getByText("2 chats")).toBeVisible();
  await expect(row(page, /Emmy/).locator("mark")).toHaveText("teapot");
  for (const [typed, found] of [
    ['"thank you"', /Emmy/],
    ["teapot -refund tag:refund", /Emmy/],
    ["teapot -tag:refund", /Sofja/],
    ["teapot agent:ada department:support contact:emmy", /Emmy/],
    ["me after:2020", /Sofja/],
  ] as const) {
    await box.fill(typed);
    await expect(page.getByText("1 chat", { exact: true })).toBeVisible();
    await expect(row(page, found)).toBeVisible();
  }
  await box.fill("teapot agent:");
  await expect(page.getByText("Type a name behind “agent:”.")).toBeVisible();
  await expect(page.getByText("2 chats")).toBeVisible();
  await box.fill("teapot agent:zzz");
  await expect(page.getByText("Nobody is called “zzz”.")).toBeVisible();
  await expect(page.getByText("Nothing found")).toBeVisible();
  await box.fill("before:soon");
  await expect(page.getByText(/“soon” is no day/)).toBeVisible();

  await page.getByRole("button", { name: "Search help" }).click();
  const help = page.getByRole("dialog", { name: "Search help" });
  await expect(help.getByText("department:sales")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});
