// What axe says about a page.
import { AxeBuilder } from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";

/** Nothing is wrong with what is shown now, frames included. */
export async function clean(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ target, failureSummary }) => `${target.flat().join(" ")}: ${failureSummary ?? ""}`),
  }));
  expect.soft(told, screen).toEqual([]);
}
