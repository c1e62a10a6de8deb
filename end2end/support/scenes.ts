// Beginnings that many journeys share.
import type { BrowserContextOptions } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import type { Visitor } from "../actors/visitor.ts";
import type { Department } from "./api.ts";
import type { Member, Workspace } from "./workspace.ts";

export interface Support {
  ada: Member;
  support: Department;
}

/** Ada alone in Support, there and Available, taking chats from the queue by hand. */
export async function support(workspace: Workspace, more: Partial<Department> = {}): Promise<Support> {
  const ada = await workspace.hire("Ada Lovelace");
  const department = await workspace.department("Support", [ada], { algorithm: "manual_selection", ...more });
  await workspace.seat(ada);
  return { ada, support: department };
}

interface Cast {
  workspace: Workspace;
  agent: (member: Member, options?: BrowserContextOptions) => Promise<Agent>;
  visitor: (options?: BrowserContextOptions) => Promise<Visitor>;
}

/** Ada at her desk and Emmy in the shop's chat, talking with each other. */
export async function talk({ workspace, agent, visitor }: Cast): Promise<{ desk: Agent; guest: Visitor }> {
  const { ada } = await support(workspace, { algorithm: "auto_selection" });
  const [desk, guest] = await Promise.all([agent(ada), visitor()]);
  await desk.sitsDown();
  await guest.opens();
  await guest.starts("Emmy Noether", "Support");
  await desk.opens("Emmy Noether");
  return { desk, guest };
}

