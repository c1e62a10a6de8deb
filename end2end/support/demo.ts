// The people of the demo workspace, which a server started with --demo is full of.
import { Api, type Person } from "./api.ts";
import type { Server } from "./server.ts";
import type { Member } from "./workspace.ts";

export const DEMO = ["--demo"];

/** One of them, logged in by a call. */
export async function somebody(server: Server, username: string): Promise<Member> {
  const api = new Api(() => server.url);
  const { person } = await api.call<{ person: Person }>("session/log_in", { login: username, password: "switchboard" });
  return { person, api };
}
