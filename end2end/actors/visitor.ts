// Somebody on a shop's page who writes through the chat embedded there.
import { type FrameLocator, type Locator, type Page, expect } from "@playwright/test";
import { emailOf } from "../support/names.ts";
import type { Shop } from "../support/shop.ts";

export class Visitor {
  readonly page: Page;
  readonly #shop: Shop;

  constructor(page: Page, shop: Shop) {
    this.page = page;
    this.#shop = shop;
  }

  /** The same person in another tab. */
  beside(page: Page): Visitor {
    return new Visitor(page, this.#shop);
  }

  async opens(path = "/"): Promise<void> {
    await this.page.goto(this.#shop.address(path));
  }

  get launcher(): Locator {
    return this.page.getByRole("button", { name: "Open chat" });
  }

  get chat(): FrameLocator {
    return this.page.frameLocator('iframe[title="Chat"]');
  }

  get box(): Locator {
    return this.chat.getByRole("textbox", { name: "Message", exact: true });
  }

  field(name: string): Locator {
    return this.chat.getByLabel(name);
  }

  button(name: string): Locator {
    return this.chat.getByRole("button", { name, exact: true });
  }

  get messages(): Locator {
    return this.chat.getByRole("log");
  }

  message(text: string): Locator {
    return this.messages.locator(".bubble", { hasText: text });
  }

  async opensChat(): Promise<void> {
    await this.launcher.click();
  }

  /** Fills the form in and starts: the message box is there afterwards. */
  async starts(name: string, department?: string): Promise<void> {
    await this.opensChat();
    await this.field("Name").fill(name);
    await this.field("Email").fill(emailOf(name));
    if (department) await this.field("Department").selectOption({ label: department });
    await this.button("Start chat").click();
    await expect(this.box).toBeVisible();
  }

  async says(text: string): Promise<void> {
    await this.box.fill(text);
    await this.button("Send").click();
    await expect(this.box).toHaveValue("");
  }
}
