// Long lists: the demo workspace has 300 contacts and 1,500 closed chats.
import { DEMO, somebody } from "../support/demo.ts";
import { expect, test } from "../support/test.ts";

test.use({ flags: DEMO });

test("CC-03 contacts are sorted by their columns, and a long list is drawn only where it is looked at", async ({
  server,
  agent,
}) => {
  const admin = await somebody(server, "admin");
  const { page } = await agent(admin);
  await page.goto(`${server.url}/contact-center/contacts`);
  await expect(page.getByText("300 contacts")).toBeVisible();
  for (const name of ["Name", "Phone", "Email", "Last chat", "Contact manager"]) {
    await expect(page.getByRole("columnheader", { name })).toBeVisible();
  }
  await expect(page.getByRole("columnheader", { name: "Last chat" })).toHaveAttribute("aria-sort", "descending");
  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "ascending");
  await expect(page).toHaveURL(/sort=name/);

  const sorted = await names(admin.api, false);
  const grid = page.getByRole("grid", { name: "Contacts" });
  const rows = grid.locator(".virtual__row");
  await expect(rows.first()).toContainText(sorted[0] ?? "");
  expect(await rows.count()).toBeLessThan(60);
  await expect(grid).toHaveAttribute("aria-rowcount", "301");
  await grid.focus();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(grid.locator('[aria-rowindex="301"]')).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(grid.locator('[aria-rowindex="301"]')).toContainText(sorted.at(-1) ?? "");
  expect(await rows.count()).toBeLessThan(60);

  await page.getByRole("columnheader", { name: "Name" }).getByRole("button").click();
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute("aria-sort", "descending");
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(sorted.at(-1) ?? "");
  await page.reload();
  await expect(grid.locator('[aria-rowindex="2"]')).toContainText(sorted.at(-1) ?? "");
});

interface Rows {
  rows: { name: string }[];
  next: string | null;
}

async function names(api: { call: <T>(path: string, args: object) => Promise<T> }, isDescending: boolean): Promise<string[]> {
  const all: string[] = [];
  let after: string | null = null;
  do {
    const query: object = { search: "", order: "name", is_descending: isDescending, page: { after, limit: 200 } };
    const found: Rows = await api.call<Rows>("contacts/list", { query });
    all.push(...found.rows.map((row) => row.name));
    after = found.next;
  } while (after !== null);
  return all;
}
