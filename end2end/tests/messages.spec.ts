// What is said arrives: formatted, with files, with marks, once, in order, over any network.
import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../support/test.ts";
import { talk } from "../support/scenes.ts";

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("CV-06 a reply keeps its line breaks, links and emphasis, and markup stays text", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await desk.box.fill("**Two** lids fit:");
  await desk.box.press("Shift+Enter");
  await desk.box.pressSequentially("see https://tea.example/lids 🫖");
  await desk.box.press("Enter");
  const got = guest.message("lids fit:");
  await expect(got.locator("strong")).toHaveText("Two");
  await expect(got.getByRole("link", { name: "https://tea.example/lids" })).toHaveAttribute("href", "https://tea.example/lids");
  await expect(got.locator("br")).toHaveCount(1);
  await expect(got).toContainText("🫖");
  await expect(desk.message("lids fit:").locator("strong")).toHaveText("Two");

  await desk.says('<img src=x onerror="document.title=1"> <b>bold?</b> [x](javascript:alert(1))');
  await expect(guest.message("<b>bold?</b>")).toBeVisible();
  await expect(guest.messages.locator("img, b, a[href^='javascript']")).toHaveCount(0);
  await expect(desk.messages.locator("img, b, a[href^='javascript']")).toHaveCount(0);
});

test("CV-06 WI-03 files go both ways, and one that is too large is refused before it is uploaded", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const folder = await mkdtemp(join(tmpdir(), "switchboard-files-"));
  const huge = join(folder, "huge.bin");
  const letter = join(folder, "letter.txt");
  await writeFile(letter, "Dear Emmy,\n");
  const file = await open(huge, "w");
  await file.truncate(25 * 1024 * 1024 + 1);
  await file.close();
  const uploads: string[] = [];
  for (const { page } of [desk, guest]) {
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().includes("/uploads")) uploads.push(request.url());
    });
  }

  const limits = desk.page.getByRole("button", { name: /^Attach files \(up to 10, / });
  await expect(limits).toBeVisible();
  const chosen = desk.page.waitForEvent("filechooser");
  await limits.click();
  await (await chosen).setFiles(huge);
  await expect(desk.page.getByText(/^The file has .*; at most /)).toBeVisible();
  expect(uploads).toHaveLength(0);
  await desk.button("Remove huge.bin").click();
  await desk.conversation.locator('input[type="file"]').setInputFiles(letter);
  await desk.says("Here is the letter.");
  await expect(guest.message("Here is the letter.")).toContainText("letter.txt");

  await guest.chat.locator('input[type="file"]').setInputFiles(huge);
  await expect(guest.chat.getByText(/^Too large/)).toBeVisible();
  expect(uploads).toHaveLength(1);
  await guest.button("Remove huge.bin").click();
  await guest.chat.locator('input[type="file"]').setInputFiles({ name: "lid.png", mimeType: "image/png", buffer: PIXEL });
  await guest.says("This is the lid.");
  const picture = desk.message("This is the lid.").getByRole("img", { name: "lid.png" });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  await expect(guest.message("This is the lid.").getByRole("button", { name: "lid.png" }).locator("img")).toBeVisible();

  const download = desk.page.context().request.get(`${workspace.server.url}/uploads/00000000-0000-0000-0000-000000000000`);
  expect((await download).status()).toBe(404);
  await rm(folder, { recursive: true });
});

test("CV-06 CV-09 files are dropped and pasted, show how far they are, and stay with the draft over a reload", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await desk.page.route("**/uploads?*", async (route) => {
    await held;
    await route.continue();
  });
  const files = desk.conversation.getByRole("list", { name: "Attached files" });
  await desk.gives("drop", "lid.txt");
  await expect(files.getByRole("progressbar", { name: "Uploading lid.txt" })).toBeVisible();
  // Not before it has arrived.
  await expect(desk.button("Send")).toHaveAttribute("aria-disabled", "true");
  await desk.gives("paste", "spout.txt");
  await expect(files.getByRole("listitem")).toHaveCount(2);
  release();
  await expect(files.getByRole("progressbar")).toHaveCount(0);

  await desk.box.fill("Both parts:");
  await desk.page.reload();
  await expect(desk.box).toHaveValue("Both parts:");
  await expect(files.getByRole("listitem")).toHaveCount(2);
  await desk.button("Send").click();
  await expect(guest.message("Both parts:")).toContainText("lid.txt");
  await expect(guest.message("Both parts:")).toContainText("spout.txt");
  await expect(files).toBeHidden();
});

test("CV-07 each side sees the other typing, and sees it end", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.box.pressSequentially("I was");
  await expect(desk.conversation.getByText("Emmy Noether is typing")).toBeVisible();
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toContainText("Emmy Noether is typing");
  await guest.says("I was wondering");
  await expect(desk.message("I was wondering")).toBeVisible();
  await expect(desk.conversation.getByText("Emmy Noether is typing")).toBeHidden();

  await desk.box.pressSequentially("Yes");
  await expect(guest.chat.getByText("Ada Lovelace is typing")).toBeVisible();
  await desk.box.fill("");
  await expect(guest.chat.getByText("Ada Lovelace is typing")).toBeHidden();
});

test("CV-08 a message is marked sent, delivered when it arrived, read when it was seen", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("Seen at once?");
  await expect(guest.message("Seen at once?")).toContainText("Read");
  await guest.button("Minimise chat").click();
  await desk.says("Come back, please.");
  await expect(desk.message("Come back, please.")).toContainText("delivered");
  await guest.opensChat();
  await expect(desk.message("Come back, please.")).toContainText("read");

  await desk.goes("/contact-center/contacts");
  await guest.says("Gone?");
  await expect(guest.message("Gone?")).toContainText("Delivered");
  await guest.page.close();
  await desk.goes("/desk");
  await desk.opens("Emmy Noether");
  await desk.says("Nobody is there.");
  await expect(desk.message("Nobody is there.")).toHaveAttribute("data-state", "sent");
});

test("CV-08 what is written offline waits, is marked as sending, and goes out exactly once", async ({
  workspace,
  agent,
  visitor,
}) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  await guest.says("Before the tunnel");
  await expect(desk.message("Before the tunnel")).toBeVisible();
  await guest.page.context().setOffline(true);
  await workspace.server.halt("SIGKILL");
  await guest.says("In the tunnel, first");
  await guest.says("In the tunnel, second");
  await expect(guest.message("In the tunnel, second")).toContainText("Sending");
  await expect(guest.chat.getByText(/^No connection/)).toBeVisible();
  await desk.says("Are you still there?");
  await expect(desk.message("Are you still there?")).toContainText("sending");
  await workspace.server.resume();
  await guest.page.context().setOffline(false);

  for (const messages of [desk.messages, guest.messages]) {
    await expect(messages.getByText("In the tunnel, first")).toHaveCount(1);
    await expect(messages.getByText("In the tunnel, second")).toHaveCount(1);
    await expect(messages.getByText("Are you still there?")).toHaveCount(1);
  }
  await expect(guest.message("In the tunnel, second")).toContainText(/Sent|Delivered|Read/);
  await expect(desk.message("Are you still there?")).toContainText(/sent|delivered|read/);
  await expect(guest.chat.getByText(/^No connection/)).toBeHidden();
});

for (const signal of ["SIGTERM", "SIGKILL"] as const) {
  test(`CV-08 a server ended by ${signal} while both write loses, doubles and swaps nothing`, async ({
    workspace,
    agent,
    visitor,
  }) => {
    const { desk, guest } = await talk({ workspace, agent, visitor });
    const said = async (says: (text: string) => Promise<void>, who: string) => {
      for (const number of [1, 2, 3, 4, 5, 6]) await says(`${who} ${number}`);
    };
    const writing = [said((text) => guest.says(text), "guest"), said((text) => desk.says(text), "agent")];
    await expect(desk.message("guest 1")).toBeVisible();
    await workspace.server.restart(signal);
    await Promise.all(writing);
    await expect(desk.message("guest 6")).toContainText("guest 6");
    await expect(guest.message("agent 6")).toBeVisible();
    await expect(guest.message("guest 6")).toContainText(/Sent|Delivered|Read/);
    await expect(desk.message("agent 6")).toContainText(/sent|delivered|read/);

    const order = await texts(desk.messages.locator(".message__text"));
    expect(order.filter((text) => text.startsWith("guest"))).toEqual([1, 2, 3, 4, 5, 6].map((n) => `guest ${n}`));
    expect(order.filter((text) => text.startsWith("agent"))).toEqual([1, 2, 3, 4, 5, 6].map((n) => `agent ${n}`));
    await expect.poll(() => texts(guest.messages.locator(".bubble__text"))).toEqual(order);
  });
}

test("CV-09 a draft is kept per conversation, over reloads, on both sides", async ({ workspace, agent, visitor }) => {
  const { desk, guest } = await talk({ workspace, agent, visitor });
  const care = await workspace.root.call<{ id: string }[]>("departments/list");
  const lise = await workspace.root.startChat("Lise Meitner", care[0]?.id);
  await expect(desk.entry("Chats in Progress", "Lise Meitner")).toBeVisible();
  await desk.box.fill("Half a sentence for Emmy");
  await desk.opens("Lise Meitner");
  await expect(desk.box).toHaveValue("");
  await desk.box.fill("And one for Lise");
  await desk.page.reload();
  await expect(desk.page).toHaveURL(new RegExp(lise.conversation));
  await expect(desk.box).toHaveValue("And one for Lise");
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toContainText("Draft: Half a sentence for Emmy");
  await desk.opens("Emmy Noether");
  await expect(desk.box).toHaveValue("Half a sentence for Emmy");

  await guest.box.fill("Wait, there is");
  await guest.page.reload();
  await expect(guest.box).toHaveValue("Wait, there is");
});

async function texts(locator: { allInnerTexts: () => Promise<string[]> }): Promise<string[]> {
  return (await locator.allInnerTexts()).map((text) => text.trim());
}
