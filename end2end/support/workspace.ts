// An empty workspace that was just set up, and how a journey furnishes it.
import { Api, type Department, type Pass, type Person, type Role, type Settings } from "./api.ts";
import { Line, type Message } from "./line.ts";
import type { Server } from "./server.ts";

export const PASSWORD = "correct horse battery";

export interface Member {
  person: Person;
  api: Api;
}

/** Somebody who writes without a browser. */
export interface Guest {
  name: string;
  pass: Pass;
  /** The conversation they are in. */
  id: string;
  says: (text: string) => Promise<void>;
  /** As `says`, with files that were uploaded before. */
  sends: (message: Message) => Promise<void>;
}

export class Workspace {
  readonly server: Server;
  readonly #lines: Line[] = [];
  /** The administrator, who serves no chats. */
  readonly root: Api;

  private constructor(server: Server) {
    this.server = server;
    this.root = new Api(() => server.url);
  }

  static async setUp(server: Server): Promise<Workspace> {
    const workspace = new Workspace(server);
    await workspace.root.call("session/set_up", {
      draft: {
        workspace_name: "Tea & Co",
        name: "Rosalind Root",
        username: "root",
        email: "root@tea.example",
        password: PASSWORD,
      },
    });
    return workspace;
  }

  /** A new colleague, logged in by a call of their own. */
  async hire(name: string, roles: Role[] = ["agent"], limit = 0): Promise<Member> {
    const username = name.split(" ")[0]?.toLowerCase() ?? name;
    const draft = {
      username,
      name,
      email: `${username}@tea.example`,
      password: PASSWORD,
      roles,
      max_conversations: limit,
      is_enabled: true,
    };
    const person = await this.root.call<Person>("people/create", { draft });
    const api = await new Api(() => this.server.url).logIn(username, PASSWORD);
    return { person, api };
  }

  /** A department with these members, the first first in order. */
  department(name: string, members: Member[], more: Partial<Department> = {}): Promise<Department> {
    const draft = {
      name,
      description: "",
      is_enabled: true,
      is_public: true,
      algorithm: null,
      max_conversations: 0,
      requires_tags: false,
      fallback: null,
      hold_limit_s: null,
      hold_comment: "",
      sends_transcript: false,
      members: members.map((member, order) => ({ person: member.person.id, order })),
      ...more,
    };
    return this.root.call("departments/create", { draft });
  }

  async configure(changes: Partial<Settings>): Promise<Settings> {
    const settings = await this.root.call<Settings>("settings/load");
    return this.root.call("settings/save", { settings: { ...settings, ...changes } });
  }

  /** A guest starts a chat and says these things. */
  arrives(name: string, department: Department | null, ...texts: string[]): Promise<Guest> {
    return this.#comes(null, name, department, texts);
  }

  /** The same guest again, in a chat of its own. */
  returns(guest: Guest, department: Department | null, ...texts: string[]): Promise<Guest> {
    return this.#comes(guest.pass.token, guest.name, department, texts);
  }

  async #comes(token: string | null, name: string, department: Department | null, texts: string[]): Promise<Guest> {
    const api = new Api(() => this.server.url);
    const pass = await api.startChat(name, department?.id, token);
    const line = await Line.visitor(api, pass);
    this.#lines.push(line);
    const says = (text: string) => line.says(pass.conversation, text);
    for (const text of texts) await says(text);
    const sends = (message: Message) => line.sends(pass.conversation, message);
    return { name, pass, id: pass.conversation, says, sends };
  }

  /** A colleague connects and is Available: routing may pick them. */
  async seat(member: Member): Promise<Line> {
    await member.api.setAvailability("available");
    const line = await Line.staff(member.api);
    this.#lines.push(line);
    return line;
  }

  /** A chat that was taken and ended already. */
  async finished(
    by: Member,
    department: Department | null,
    guest: string,
    more: { texts?: string[]; comment?: string; tags?: string[] } = {},
  ): Promise<Guest> {
    const came = await this.arrives(guest, department, ...(more.texts ?? []));
    await by.api.take(came.id);
    await by.api.close(came.id, more.comment, more.tags);
    return came;
  }

  hangUp(): void {
    for (const line of this.#lines) line.close();
  }
}
