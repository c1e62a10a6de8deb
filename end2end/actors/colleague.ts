// A member of the staff among the direct messages, in a browser of their own.
import { type Locator, type Page, expect } from "@playwright/test";
import type { Agent } from "./agent.ts";

export class Colleague {
  readonly agent: Agent;
  readonly page: Page;

  constructor(agent: Agent) {
    this.agent = agent;
    this.page = agent.page;
  }

  /** The list of colleagues, with nobody chosen. */
  async opensMessages(): Promise<this> {
    await this.agent.goes("/messages");
    await expect(this.people).toBeVisible({ timeout: 45_000 });
    await expect(this.entry("Switchboard")).toBeVisible();
    return this;
  }

  get people(): Locator {
    return this.page.getByRole("region", { name: "Colleagues" });
  }

  entry(name: string): Locator {
    return this.people.getByRole("link").filter({ hasText: name });
  }

  get thread(): Locator {
    return this.page.getByRole("region", { name: "Direct messages" });
  }

  get box(): Locator {
    return this.thread.getByRole("textbox", { name: "Message", exact: true });
  }

  message(text: string): Locator {
    return this.thread.locator(".message", { hasText: text });
  }

  async opens(name: string): Promise<void> {
    await this.entry(name).click();
    await expect(this.thread.getByRole("heading", { name, level: 1 })).toBeVisible();
  }

  async says(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press("Enter");
    await expect(this.box).toHaveValue("");
  }

  /** The number on the rail. */
  get badge(): Locator {
    return this.page.locator("#glance-messages");
  }
}
