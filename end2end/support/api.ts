// The calls the screens make, for bringing a workspace into the state a journey starts from.
import { emailOf } from "./names.ts";

export type Role = "agent" | "monitor" | "manager" | "administrator";
export type Availability = "available" | "away" | "busy" | "offline";
export type Algorithm = "manual_selection" | "auto_selection" | "load_balancing" | "load_rotation";
export type Asked = "off" | "optional" | "required";

export interface Person {
  id: string;
  username: string;
  name: string;
  version: number;
}

export interface Department {
  id: string;
  name: string;
  description: string;
  is_enabled: boolean;
  is_public: boolean;
  algorithm: Algorithm | null;
  max_conversations: number;
  requires_tags: boolean;
  fallback: string | null;
  hold_limit_s: number | null;
  hold_comment: string;
  sends_transcript: boolean;
  members: { person: string; order: number }[];
  version: number;
}

export interface Settings {
  workspace_name: string;
  algorithm: Algorithm;
  delivery: "auto_accept" | { offer: { timeout_s: number } };
  queue_order: "priority" | "sla" | "timestamp";
  max_conversations: number;
  max_chats: number;
  presence_grace_s: number;
  when_agent_gone: "nothing" | "requeue" | "close";
  after_missed_offer: Availability | null;
  hold_needs_answer: boolean;
  hold_limit_s: number;
  hold_comment: string;
  prefers_manager: boolean;
  prefers_last: boolean;
  preferred_wait_s: number;
  response_threshold_s: number;
  calls: {
    is_on: boolean;
    has_video: boolean;
    guests_may_call: boolean;
    ring_s: number;
    link: string;
    servers: string[];
    is_relayed: boolean;
    dispositions: string[];
  };
  broadcasts_per_minute: number;
  pre_chat: { name: Asked; email: Asked; department: Asked; consent: string };
  version: number;
}

export interface Contact {
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  notes: string;
  version: number;
}

export interface Event {
  id: string;
  version: number;
  author: "guest" | "system" | { staff: { id: string; name: string } };
  /** By what happened: `{ said: { text } }`; a word where there is nothing more to say. */
  body: string | Record<string, { text?: string }>;
}

export interface Pass {
  token: string;
  contact: string;
  conversation: string;
}

/** A refusal the server answered with. */
export class Refused extends Error {
  readonly fault: unknown;
  readonly status: number;

  constructor(path: string, status: number, fault: unknown) {
    super(`${path}: ${status} ${JSON.stringify(fault)}`);
    this.status = status;
    this.fault = fault;
  }
}

/** Calls as one person (or, without a cookie, as a visitor). */
export class Api {
  readonly url: () => string;
  cookie = "";

  constructor(url: () => string) {
    this.url = url;
  }

  async call<T>(path: string, args: object = {}): Promise<T> {
    const answer = await fetch(`${this.url()}/api/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: `switchboard=${this.cookie}` },
      body: JSON.stringify(args),
    });
    const said = await answer.text();
    const body: unknown = said === "" ? null : JSON.parse(said);
    if (!answer.ok) throw new Refused(path, answer.status, body);
    const token = /^switchboard=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1];
    if (token) this.cookie = token;
    return body as T;
  }

  async logIn(login: string, password: string): Promise<this> {
    await this.call("session/log_in", { login, password });
    return this;
  }

  setAvailability(availability: Availability): Promise<void> {
    return this.call("people/set_availability", { availability });
  }

  take(conversation: string): Promise<void> {
    return this.call("conversations/take", { conversation });
  }

  close(conversation: string, comment = "", tags: string[] = []): Promise<void> {
    return this.call("conversations/close", { conversation, comment, tags });
  }

  events(conversation: string): Promise<Event[]> {
    return this.call<{ events: Event[] }>("conversations/thread", { conversation }).then((thread) => thread.events);
  }

  createContact(draft: Partial<Omit<Contact, "id" | "version">> & { name: string }): Promise<Contact> {
    return this.call("contacts/create", { draft: { emails: [], phones: [], notes: "", manager: null, ...draft } });
  }

  /** Starts a chat as a visitor would; with the token of one who was here before, as the same person. */
  startChat(name: string, department: string | null = null, token: string | null = null): Promise<Pass> {
    const form = { name, email: emailOf(name), department, has_consented: true, page_url: "https://shop.example/teapots" };
    return this.call("visitors/start", { token, form });
  }
}
