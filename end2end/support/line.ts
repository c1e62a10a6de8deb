// A live connection without a browser: a guest who writes, or a colleague who is merely there.
import { randomUUID } from "node:crypto";
import WebSocket from "ws";
import type { Api, Pass } from "./api.ts";

/** A frame by its kind: `{ event: { … } }`; a word where there is nothing more to say. */
type Frame = string | Record<string, { event?: { id: string }; id?: string }>;

const PATIENCE_MS = 15_000;

export interface Message {
  id: string;
  text: string;
  files: string[];
}

export class Line {
  readonly #socket: WebSocket;
  readonly #waiting = new Set<(frame: Frame) => void>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (text) => {
      const frame = JSON.parse(String(text)) as Frame;
      for (const hear of this.#waiting) hear(frame);
    });
  }

  /** A guest with their conversation open. */
  static async visitor(api: Api, pass: Pass): Promise<Line> {
    const line = await Line.#open(`${api.url()}/live/visitor`, {}, { hello: { token: pass.token } });
    await line.watches(pass.conversation);
    return line;
  }

  /** A colleague who is connected: routing finds them present. */
  static async staff(api: Api): Promise<Line> {
    return Line.#open(`${api.url()}/live`, { cookie: `switchboard=${api.cookie}` });
  }

  /** Follows a conversation: only then is heard what becomes of what is said there. */
  async watches(conversation: string): Promise<void> {
    const shown = this.#hears((frame) => has(frame, "thread"));
    this.#send({ watch: { conversation, since: 0 } });
    await shown;
  }

  /** Says something and waits until it is kept. */
  async says(conversation: string, text: string): Promise<void> {
    await this.sends(conversation, { id: randomUUID(), text, files: [] });
  }

  /** As `says`, with files that were uploaded before. */
  async sends(conversation: string, message: Message): Promise<void> {
    const kept = this.#hears((frame) => typeof frame === "object" && frame["event"]?.event?.id === message.id);
    this.#send({ say: { conversation, is_note: false, ...message } });
    await kept;
  }

  close(): void {
    this.#socket.terminate();
  }

  static #open(address: string, headers: Record<string, string>, hello?: object): Promise<Line> {
    return new Promise((opened, failed) => {
      const socket = new WebSocket(address.replace(/^http/, "ws"), { headers });
      const line = new Line(socket);
      // After it was open nobody waits for it: a server that is ended takes it along.
      socket.on("error", failed);
      socket.once("open", () => {
        if (hello) line.#send(hello);
        line.#hears((frame) => has(frame, "welcome")).then(() => opened(line), failed);
      });
    });
  }

  #send(frame: object | string): void {
    this.#socket.send(JSON.stringify(frame));
  }

  #hears(isIt: (frame: Frame) => boolean): Promise<void> {
    return new Promise((heard, failed) => {
      const late = setTimeout(() => finish(() => failed(new Error("Nothing was heard in time"))), PATIENCE_MS);
      const hear = (frame: Frame) => {
        if (has(frame, "refused")) finish(() => failed(new Error(JSON.stringify(frame))));
        else if (isIt(frame)) finish(heard);
      };
      const finish = (end: () => void) => {
        clearTimeout(late);
        this.#waiting.delete(hear);
        end();
      };
      this.#waiting.add(hear);
    });
  }
}

function has(frame: Frame, kind: string): boolean {
  return typeof frame === "object" && kind in frame;
}
