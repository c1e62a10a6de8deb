// A Switchboard of its own for every test: own port, own data folder, gone at the end.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PROGRAM = process.env["SWITCHBOARD_BIN"] ?? resolve(import.meta.dirname, "../../target/debug/switchboard");
const READY_MS = 30_000;
const STOP_MS = 15_000;
// Tests sign in and write faster than people do.
const PACE = ["--log-ins-per-minute=1000", "--chats-per-minute=1000", "--messages-per-minute=100000"];

const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

export class Server {
  url = "";
  #child: ChildProcess | undefined;
  #log = "";
  readonly #data: string;
  readonly #flags: string[];

  private constructor(data: string, flags: string[]) {
    this.#data = data;
    this.#flags = flags;
  }

  static async start(flags: string[] = []): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), "switchboard-")), flags);
    await server.#run("127.0.0.1:0");
    return server;
  }

  /** Ends it as told and starts it again: same data, same address. */
  async restart(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    await this.halt(signal);
    await this.resume();
  }

  /** Ends it; the data stays. */
  async halt(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(late);
    running.delete(child);
  }

  /** Starts it again where it was. */
  async resume(): Promise<void> {
    await this.#run(new URL(this.url).host);
  }

  async remove(): Promise<void> {
    await this.halt("SIGKILL");
    await rm(this.#data, { recursive: true, force: true });
  }

  /** What it said on standard error, for failures. */
  get log(): string {
    return this.#log;
  }

  async #run(listen: string): Promise<void> {
    const child = spawn(PROGRAM, ["--data", this.#data, "--listen", listen, ...PACE, ...this.#flags], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    this.#child = child;
    child.stderr.on("data", (text: Buffer) => (this.#log += text.toString()));
    this.url = await this.#address(child);
    await healthy(this.url);
  }

  #address(child: ChildProcess): Promise<string> {
    return new Promise((found, failed) => {
      let printed = "";
      const giveUp = (why: string) => failed(new Error(`${PROGRAM} ${why}\n${this.#log}`));
      const late = setTimeout(() => giveUp("did not start in time"), READY_MS);
      child.once("error", (error) => giveUp(error.message));
      child.once("exit", (code) => giveUp(`ended with ${code}`));
      child.stdout?.on("data", (text: Buffer) => {
        printed += text.toString();
        const address = /ready at (http:\/\/\S+)/.exec(printed)?.[1];
        if (!address) return;
        clearTimeout(late);
        found(address);
      });
    });
  }
}

async function healthy(url: string): Promise<void> {
  const answer = await fetch(`${url}/healthz`);
  if (!answer.ok) throw new Error(`${url}/healthz answers ${answer.status}`);
}
