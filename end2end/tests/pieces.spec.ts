// Screens that are fetched when they are opened. Only a release is cut into pieces; while developing there is nothing to fetch.
import { support } from "../support/scenes.ts";
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

test("an open conversation and Ctrl+K say when they cannot be fetched, and open at the next try", async ({
  workspace,
  agent,
}) => {
  const { ada, support: care } = await support(workspace);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await ada.api.take(guest.id);
  const desk = await agent(ada);
  const { page } = desk;
  const html = await (await page.request.get(`${workspace.server.url}/desk`)).text();
  test.skip(!html.includes("/pieces-"), "the site is not a release");

  await page.route("**/split_conversation-*", (route) => route.abort());
  await desk.goes(`/desk/${guest.id}`);
  await expect(desk.conversation.getByText("This part could not be loaded")).toBeVisible();
  await page.keyboard.press("Control+k");
  const failed = page.getByRole("dialog", { name: "This part could not be loaded" });
  await expect(failed).toBeVisible();
  await page.unroute("**/split_conversation-*");
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("dialog", { name: "Go to" }).getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await desk.conversation.getByRole("button", { name: "Try again" }).click();
  await expect(desk.message("My teapot leaks.")).toBeVisible();
});

test("what is typed before Ctrl+K's dialog has been fetched stands in it, and nowhere else", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  const guest = await workspace.arrives("Emmy Noether", care, "My teapot leaks.");
  await ada.api.take(guest.id);
  const desk = await agent(ada);
  const { page } = desk;
  const html = await (await page.request.get(`${workspace.server.url}/desk`)).text();
  test.skip(!html.includes("/pieces-"), "the site is not a release");

  let deliver = (): void => undefined;
  const asked = new Promise<void>((deliverable) => (deliver = deliverable));
  await page.route("**/split_conversation-*", async (route) => {
    await asked;
    await route.continue();
  });
  await desk.goes("/desk");
  const chat = page.getByRole("link", { name: /Emmy Noether/ });
  await chat.focus();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("emmx");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("y");
  // Would open the chat in focus.
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/desk$/);
  deliver();
  const box = page.getByRole("dialog", { name: "Go to" }).getByRole("combobox");
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("emmy");
  await page.keyboard.type(" noether");
  await expect(box).toHaveValue("emmy noether");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(box).toHaveValue("");
});

test("every file of the site is the same however it is packed on the way", async ({ server }) => {
  const html = await (await fetch(`${server.url}/desk`)).text();
  const files = new Set(html.match(/\/assets\/[^"'\s)]+/g));
  expect(files.size).toBeGreaterThan(2);
  for (const file of files) {
    const forms = await Promise.all(
      ["identity", "gzip", "br"].map(async (accept) => {
        const answer = await fetch(server.url + file, { headers: { "accept-encoding": accept } });
        expect(answer.status, `${file} as ${accept}`).toBe(200);
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    for (const form of forms.slice(1)) expect(form.equals(forms[0] ?? Buffer.alloc(0)), file).toBe(true);
  }
});
