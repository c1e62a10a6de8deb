// The journeys' stage: a server, a workspace, a shop, and people with browsers of their own.
import { type BrowserContext, type BrowserContextOptions, type Page, test as base } from "@playwright/test";
import { Agent } from "../actors/agent.ts";
import { Visitor } from "../actors/visitor.ts";
import { Server } from "./server.ts";
import { Shop } from "./shop.ts";
import { type Member, Workspace } from "./workspace.ts";

export { expect } from "@playwright/test";

interface Stage {
  /** What the server is started with. */
  flags: string[];
  server: Server;
  workspace: Workspace;
  shop: Shop;
  /** A browser of its own, of which nothing is shared with another. */
  browse: (options?: BrowserContextOptions) => Promise<Page>;
  /** A colleague's browser, signed in already. */
  agent: (member: Member, options?: BrowserContextOptions) => Promise<Agent>;
  visitor: (options?: BrowserContextOptions) => Promise<Visitor>;
}

export const test = base.extend<Stage>({
  flags: [[], { option: true }],

  server: async ({ flags }, use, info) => {
    const server = await Server.start(flags);
    await use(server);
    if (info.status !== info.expectedStatus) await info.attach("server.log", { body: server.log });
    await server.remove();
  },

  workspace: async ({ server }, use) => {
    const workspace = await Workspace.setUp(server);
    await use(workspace);
    workspace.hangUp();
  },

  shop: async ({ server }, use) => {
    const shop = await Shop.open(() => server.url);
    await use(shop);
    shop.close();
  },

  browse: async ({ browser, contextOptions }, use, info) => {
    const contexts: BrowserContext[] = [];
    const crashes: string[] = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ ...contextOptions, ...options });
      contexts.push(context);
      context.on("page", (page) => page.on("pageerror", (error) => crashes.push(`${page.url()}: ${error.message}`)));
      context.on("console", (said) => {
        if (said.type() === "error" && said.text().includes("panicked")) crashes.push(said.text());
      });
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    if (crashes.length > 0) throw new Error(`A page crashed during “${info.title}”:\n${crashes.join("\n")}`);
  },

  agent: async ({ browse }, use) => {
    await use(async (member, options) => {
      const page = await browse(options);
      const { api } = member;
      await page.context().addCookies([{ name: "switchboard", value: api.cookie, url: api.url() }]);
      return new Agent(page, member);
    });
  },

  visitor: async ({ browse, shop }, use) => {
    await use(async (options) => new Visitor(await browse(options), shop));
  },
});
