// Screens that are fetched when they are opened. Only a release is cut into pieces; while developing there is nothing to fetch.
import { expect, test } from "../support/test.ts";

test("a screen that cannot be fetched says so, and opens at the next try", async ({ workspace, agent }) => {
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const desk = await agent(mary);
  const { page } = desk;
  const html = await (await page.request.get(`${workspace.server.url}/desk`)).text();
  test.skip(!html.includes("/pieces-"), "the site is not a release");

  await page.route("**/split_contact_center-*", (route) => route.abort());
  await desk.goes("/desk");
  await page.getByRole("link", { name: "Contact Center" }).click();
  await expect(page.getByText("This part could not be loaded")).toBeVisible();
  await page.unroute("**/split_contact_center-*");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("tab", { name: "Contacts", selected: true })).toBeVisible();
});
