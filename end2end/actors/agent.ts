// A member of the staff at their desk, in a browser of their own.
import { type Locator, type Page, expect } from "@playwright/test";
import { PASSWORD, type Member } from "../support/workspace.ts";

/** Development builds are large, and two browsers compile them at once. */
const LOADING_MS = 45_000;

export type PanelName =
  | "Room Information"
  | "Contact Information"
  | "Search Messages"
  | "Files"
  | "Contact Chat History"
  | "Canned Responses"
  | "Call Information";

export type ListName = "Queued Chats" | "Chats in Progress" | "On-Hold Chats";

export class Agent {
  readonly page: Page;
  readonly member: Member;

  constructor(page: Page, member: Member) {
    this.page = page;
    this.member = member;
  }

  get url(): string {
    return this.member.api.url();
  }

  get name(): string {
    return this.member.person.name;
  }

  /** Signs in as everybody does, on the login page. */
  async logsIn(password = PASSWORD): Promise<void> {
    await this.page.goto(`${this.url}/login`);
    await this.page.getByLabel("Email or username").fill(this.member.person.username);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByRole("button", { name: "Log in" }).click();
  }

  async goes(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
  }

  /** The desk, with its lists there and its socket open. */
  async sitsDown(): Promise<void> {
    await this.goes("/desk");
    await this.isSeated();
  }

  async isSeated(): Promise<void> {
    await expect(this.list("Queued Chats")).toBeVisible({ timeout: LOADING_MS });
  }

  list(name: ListName): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  /** A guest's line in a list. */
  entry(list: ListName, guest: string | RegExp): Locator {
    return this.list(list).getByRole("link").filter({ hasText: guest });
  }

  get conversation(): Locator {
    return this.page.getByRole("region", { name: "Conversation" });
  }

  get messages(): Locator {
    return this.page.getByRole("log", { name: "Messages" });
  }

  get box(): Locator {
    return this.conversation.getByRole("textbox", { name: "Message", exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** What a person said there, word for word. */
  message(text: string): Locator {
    return this.messages.locator(".message", { hasText: text });
  }

  async opens(guest: string, list: ListName = "Chats in Progress"): Promise<void> {
    await this.entry(list, guest).click();
    await expect(this.conversation.getByRole("heading", { name: guest })).toBeVisible();
  }

  /** Looks at a queued chat and takes it. */
  async takes(guest: string): Promise<void> {
    await this.opens(guest, "Queued Chats");
    await this.button("Take it").click();
    await expect(this.box).toBeVisible();
  }

  async says(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
    // Who writes at the same moment is asked; here they mean what they say.
    const anyway = this.button("Send anyway");
    await expect(async () => {
      if (await anyway.isVisible()) await anyway.click();
      await expect(this.box).toHaveValue("", { timeout: 500 });
    }).toPass();
  }

  /** Drops a file on the message box, or pastes it there. */
  async gives(how: "drop" | "paste", name: string): Promise<void> {
    await this.box.evaluate(
      (box, [kind, name]) => {
        const data = new DataTransfer();
        data.items.add(new File(["Dear Emmy,"], name, { type: "text/plain" }));
        const more = { bubbles: true, cancelable: true };
        box.dispatchEvent(
          kind === "drop"
            ? new DragEvent("drop", { ...more, dataTransfer: data })
            : new ClipboardEvent("paste", { ...more, clipboardData: data }),
        );
      },
      [how, name] as const,
    );
  }

  async ends(how: { comment?: string; tags?: string[] } = {}): Promise<void> {
    await this.button("End conversation").click();
    const dialog = this.page.getByRole("dialog", { name: "End conversation" });
    if (how.comment) await dialog.getByLabel("Comment").fill(how.comment);
    for (const tag of how.tags ?? []) {
      await dialog.getByLabel("Tags").fill(tag);
      await dialog.getByLabel("Tags").press("Enter");
    }
    await dialog.getByRole("button", { name: "Confirm" }).click();
    await expect(dialog).toBeHidden();
  }

  async becomes(availability: "Available" | "Away" | "Busy" | "Offline"): Promise<void> {
    await this.page.getByRole("button", { name: /^Availability/ }).click();
    await this.page.getByRole("menuitemradio", { name: availability }).click();
    const shown = this.page.getByRole("button", { name: `Availability ${availability}` });
    await expect(shown).toBeVisible();
    // It is shown at once; it holds when the server has it.
    await expect(this.page.locator("[aria-busy=true]").filter({ has: shown })).toHaveCount(0);
  }

  async opensPanel(name: PanelName): Promise<Locator> {
    await this.page.getByRole("navigation", { name: "Panels" }).getByRole("button", { name, exact: true }).click();
    const panel = this.panel(name);
    await expect(panel).toBeVisible();
    return panel;
  }

  panel(name: string): Locator {
    return this.page.getByRole("region", { name, exact: true });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator(".toast").filter({ hasText: text });
  }
}
