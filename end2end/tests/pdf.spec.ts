// Transcripts as PDF: asked for after the end, ticked at the end, always; brought by the bot.
import type { Page } from "@playwright/test";
import { Colleague } from "../actors/colleague.ts";
import { expect, test } from "../support/test.ts";
import { support, talk } from "../support/scenes.ts";
import { textOf } from "../support/pdf.ts";
import type { Agent } from "../actors/agent.ts";

/** Typesetting takes a while in a server that was built for tests. */
const BROUGHT = { timeout: 60_000 };

async function asks(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send transcript" }).click();
  await page.getByRole("menuitem", { name: "Export chat transcript as PDF" }).click();
}

/** Goes to the bot and waits for so many files. */
async function brought(agent: Agent, count = 1): Promise<Colleague> {
  const colleague = await new Colleague(agent).opensMessages();
  await colleague.opens("Switchboard");
  await expect(colleague.thread.getByRole("link", { name: /\.pdf/ })).toHaveCount(count, BROUGHT);
  return colleague;
}

test("QA-04 a PDF is refused while the chat is open; after the end the bot brings it, and the same one again", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("Grüße! The <b>lid</b> is broken.");
  await expect(desk.message("Grüße!")).toBeVisible();
  await desk.says("A new one is on its way: спасибо");
  const address = desk.page.url();

  await desk.page.getByRole("button", { name: "Send transcript" }).click();
  const item = desk.page.getByRole("menuitem", { name: "Export chat transcript as PDF" });
  await expect(item).toHaveAttribute("aria-disabled", "true");
  await expect(item).toContainText("end the conversation first");
  await desk.page.keyboard.press("Escape");
  const id = new URL(address).pathname.split("/").pop() ?? "";
  const reader = { language: "en", time_zone: "UTC" };
  const open = desk.member.api.call("transcripts/export_pdf", { conversation: id, reader });
  await expect(open).rejects.toThrow("still_open");

  await desk.ends({ comment: "Bye!" });
  await desk.goes(`/contact-center/chats/${id}`);
  await asks(desk.page);
  await expect(desk.toast("The transcript is being made.")).toBeVisible();
  const bot = await brought(desk);
  await expect(bot.message("The transcript of the chat with Emmy Noether as PDF.")).toBeVisible();
  const link = bot.thread.getByRole("link", { name: /^Transcript Emmy Noether .*\.pdf/ });
  const [download] = await Promise.all([desk.page.waitForEvent("download"), link.click()]);
  expect(download.suggestedFilename()).toMatch(/^Transcript Emmy Noether \d{4}-\d\d-\d\d\.pdf$/);
  const text = await textOf(await download.path());
  expect(text).toContain("Chat with Emmy Noether");
  expect(text).toContain("Grüße! The <b>lid</b> is broken.");
  expect(text).toContain("A new one is on its way: спасибо");
  expect(text).toContain("Ada Lovelace ended the chat: Bye!");
  expect(text).toContain("Page 1 of 1");

  await desk.goes(`/contact-center/chats/${id}`);
  await asks(desk.page);
  await expect(desk.toast("The transcript was made before")).toBeVisible();
  const again = await brought(desk, 2);
  const files = await again.thread.getByRole("link", { name: /\.pdf/ }).evaluateAll((links) => links.map((one) => one.getAttribute("href")));
  expect(files[0]).toBe(files[1]);
});

test("QA-05 QA-07 always as PDF: ticked from the start, and brought by itself when the guest ends the chat", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await desk.goes("/account/omnichannel");
  const always = desk.page.getByRole("switch", { name: "Export chat transcript as PDF" });
  await expect(always).not.toBeChecked();
  const saved = desk.page.waitForResponse((answer) => answer.url().endsWith("/transcripts/set_habits"));
  await always.check();
  await saved;

  await desk.sitsDown();
  await desk.opens("Emmy Noether");
  await desk.button("End conversation").click();
  const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
  await expect(dialog.getByRole("checkbox", { name: "Export chat transcript as PDF" })).toBeChecked();
  await desk.page.keyboard.press("Escape");

  await guest.button("End chat").click();
  await guest.button("Confirm").click();
  await expect(guest.chat.getByText("You ended the chat")).toBeVisible();
  await brought(desk);
});

test("QA-07 ticked in End conversation, the PDF comes; not ticked, none comes", async ({ workspace, agent }) => {
  const { ada, support: department } = await support(workspace);
  const desk = await agent(ada);
  await desk.sitsDown();
  for (const name of ["Emmy Noether", "Lise Meitner"]) {
    const chat = await workspace.arrives(name, department, "Hello?");
    await ada.api.take(chat.id);
    await desk.opens(name);
    await desk.button("End conversation").click();
    const dialog = desk.page.getByRole("dialog", { name: "End conversation" });
    const tick = dialog.getByRole("checkbox", { name: "Export chat transcript as PDF" });
    await expect(tick).not.toBeChecked();
    if (name === "Lise Meitner") await tick.check();
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toBeHidden();
  }
  const bot = await brought(desk);
  await expect(bot.thread.getByRole("link", { name: /^Transcript Lise Meitner/ })).toBeVisible();
});
