// My account: one's own name, password, choices and browsers.
import { AxeBuilder } from "@axe-core/playwright";
import { Agent } from "../actors/agent.ts";
import { PASSWORD } from "../support/workspace.ts";
import { Api } from "../support/api.ts";
import { expect, test } from "../support/test.ts";

const NEW = "a longer secret";

test("a new password needs the old one and signs the other browser out", async ({ workspace, agent, browse }) => {
  const adaIs = await workspace.hire("Ada Lovelace");
  const here = await agent(adaIs);
  const there = new Agent(await browse(), adaIs);
  await there.logsIn();
  await there.isSeated();

  await here.goes("/account");
  const { page } = here;
  await page.getByLabel("Current password").fill("guessed wrongly");
  await page.getByLabel("New password").fill("short");
  await here.button("Change password").click();
  await expect(page.getByText("Too short: at least 8 characters.")).toBeVisible();
  await page.getByLabel("New password").fill(NEW);
  await here.button("Change password").click();
  await expect(page.getByText("That is not the current password.")).toBeVisible();
  await expect(page.getByLabel("Current password")).toBeFocused();
  await page.getByLabel("Current password").fill(PASSWORD);
  await here.button("Change password").click();
  await expect(here.toast("The password is changed")).toBeVisible();

  await expect(there.page.getByRole("button", { name: "Log in" })).toBeVisible();
  await there.page.getByLabel("Email or username").fill("ada");
  await there.page.getByLabel("Password").fill(NEW);
  await there.page.getByRole("button", { name: "Log in" }).click();
  await there.isSeated();
  await page.reload();
  await expect(page.getByRole("heading", { name: "My account" })).toBeVisible();
});

test("sessions are listed, and ended one by one or all others at once", async ({ workspace, agent, browse }) => {
  const adaIs = await workspace.hire("Ada Lovelace");
  const here = await agent(adaIs);
  const there = new Agent(await browse(), adaIs);
  await there.logsIn();
  await there.isSeated();

  await here.goes("/account/sessions");
  const list = here.page.getByRole("region", { name: "Sessions" });
  await expect(list.getByRole("listitem")).toHaveCount(2);
  await expect(list.getByRole("listitem").filter({ hasText: "This browser" })).toHaveCount(1);
  await expect(list.getByRole("listitem").filter({ hasText: "Chrome" })).toContainText("127.0.0.1");
  await list.getByRole("button", { name: /^Log out Chrome/ }).click();
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await expect(there.page.getByRole("button", { name: "Log in" })).toBeVisible();

  for (const _ of [1, 2]) await new Api(adaIs.api.url).logIn("ada", PASSWORD);
  await here.page.reload();
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await here.button("Log out all others").click();
  await here.page.getByRole("alertdialog").getByRole("button", { name: "Log out all others" }).click();
  await expect(here.toast("2 browsers are logged out.")).toBeVisible();
  await expect(list.getByRole("listitem")).toHaveCount(1);
});

test("a name is changed by whose it is, and guests and colleagues see it", async ({ workspace, agent }) => {
  const [adaIs, graceIs] = [await workspace.hire("Ada Lovelace"), await workspace.hire("Grace Hopper")];
  const [ada, grace] = [await agent(adaIs), await agent(graceIs)];
  await grace.goes("/messages");
  await expect(grace.page.getByRole("link", { name: /Ada Lovelace/ })).toBeVisible();
  await ada.goes("/account");
  await ada.page.getByLabel("Name").fill("");
  await ada.button("Save").click();
  await expect(ada.page.getByText("Please fill this in.")).toBeVisible();
  await ada.page.getByLabel("Name").fill("Countess Lovelace");
  await ada.page.getByLabel("Email").fill("grace@tea.example");
  await ada.button("Save").click();
  await expect(ada.page.getByText("Somebody else has this already.")).toBeVisible();
  await ada.page.getByLabel("Email").fill("countess@tea.example");
  await ada.button("Save").click();
  await expect(ada.toast("Saved.")).toBeVisible();
  await expect(grace.page.getByRole("link", { name: /Countess Lovelace/ })).toBeVisible();
});

test("choices follow the person to another browser", async ({ workspace, agent, browse }) => {
  const adaIs = await workspace.hire("Ada Lovelace");
  const here = await agent(adaIs);
  await here.goes("/account/preferences");
  await here.page.getByRole("radio", { name: "Dark" }).check();
  await expect(here.page.locator("html")).toHaveAttribute("data-theme", "dark");
  await here.page.getByRole("tab", { name: "Notifications" }).click();
  await here.page.getByLabel("New chat", { exact: true }).selectOption("Marimba");
  await here.page.getByRole("switch", { name: "Direct messages" }).uncheck();
  await here.page.getByRole("switch", { name: "Show text in notifications" }).check();
  await expect
    .poll(async () => (await adaIs.api.call<{ me: { preferences: { shows_text: boolean } } }>("session/bootstrap")).me.preferences.shows_text)
    .toBe(true);

  const there = new Agent(await browse(), adaIs);
  await there.logsIn();
  await there.isSeated();
  await expect(there.page.locator("html")).toHaveAttribute("data-theme", "dark");
  await there.goes("/account/notifications");
  await expect(there.page.getByLabel("New chat", { exact: true })).toHaveValue("marimba");
  await expect(there.page.getByRole("switch", { name: "Direct messages" })).not.toBeChecked();

  await there.goes("/account/preferences");
  await there.page.getByLabel("Language").selectOption("Deutsch");
  await expect(there.page.getByRole("heading", { name: "Mein Konto" })).toBeVisible();
  await here.page.reload();
  await expect(here.page.getByRole("heading", { name: "Mein Konto" })).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`my account is accessible (${colorScheme})`, async ({ workspace, agent }) => {
    const ada = await agent(await workspace.hire("Ada Lovelace"), { colorScheme, reducedMotion: "reduce" });
    for (const part of ["", "/preferences", "/notifications", "/sessions"]) {
      await ada.goes(`/account${part}`);
      await expect(ada.page.getByRole("tabpanel")).toBeVisible();
      await expect(ada.page.locator(".skeleton, .spinner")).toHaveCount(0);
      expect((await new AxeBuilder({ page: ada.page }).analyze()).violations, part).toEqual([]);
    }
  });
}
