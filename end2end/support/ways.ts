// The way between two browsers in a call, as a network that can break: each candidate one browser hears of from the other is
// led through a port of the test's own, and nothing else is known to them.
import { type Socket, createSocket } from "node:dgram";
import type { Page } from "@playwright/test";

interface Way {
  host: string;
  port: number;
}

/** Every way between the pages that were led through it. */
export class Ways {
  #sockets: Socket[] = [];
  #ports = new Map<string, Promise<number>>();
  #isCut = false;
  /** How many packets went through. */
  carried = 0;

  /** From here on nothing gets through. */
  cut(): void {
    this.#isCut = true;
  }

  mend(): void {
    this.#isCut = false;
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }

  /** Connections of this page's frames go through here. Before the page opens anything. */
  async lead(page: Page): Promise<void> {
    await page.context().exposeFunction("wayThrough", (host: string, port: number) => this.#through({ host, port }));
    await page.context().addInitScript(() => {
      const { wayThrough } = window as unknown as { wayThrough: (host: string, port: number) => Promise<number> };
      // "candidate:1 1 udp 2122 10.0.0.1 4567 typ host …": what is not UDP to a plain address is left out.
      const led = async (line: string): Promise<string | null> => {
        const words = line.split(" ");
        const [, , protocol, , host, port] = words;
        if (protocol?.toLowerCase() !== "udp" || !host || !/^[\d.]+$/.test(host)) return null;
        words[5] = `${await wayThrough(host, Number(port))}`;
        return words.join(" ");
      };
      const Own = window.RTCPeerConnection;
      window.RTCPeerConnection = class extends Own {
        override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
          const line = candidate?.candidate ? await led(candidate.candidate) : null;
          if (line) await super.addIceCandidate({ ...candidate, candidate: line });
        }
        override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
          const lines = (description.sdp ?? "").split("\r\n").map(async (line) => {
            if (!line.startsWith("a=candidate:")) return line;
            const through = await led(line.slice(2));
            return through && `a=${through}`;
          });
          const kept = (await Promise.all(lines)).filter((line) => line !== null);
          await super.setRemoteDescription({ ...description, sdp: kept.join("\r\n") });
        }
      };
    });
  }

  #through(to: Way): Promise<number> {
    const name = `${to.host}:${to.port}`;
    const port = this.#ports.get(name) ?? this.#open(to);
    this.#ports.set(name, port);
    return port;
  }

  /** A port whose packets go on to `to`, each sender's from a port of their own, by which the answers come back. */
  async #open(to: Way): Promise<number> {
    const near = await this.#socket();
    const far = new Map<string, Promise<Socket>>();
    near.on("message", async (packet, from) => {
      const name = `${from.address}:${from.port}`;
      const made = far.get(name) ?? this.#socket((answer) => this.#carry(near, answer, { host: from.address, port: from.port }));
      far.set(name, made);
      this.#carry(await made, packet, to);
    });
    return near.address().port;
  }

  #carry(socket: Socket, packet: Buffer, to: Way): void {
    if (this.#isCut) return;
    this.carried += 1;
    // A port that is closed by now loses the packet, as any network may.
    socket.send(packet, to.port, to.host, () => {});
  }

  async #socket(take?: (packet: Buffer) => void): Promise<Socket> {
    const socket = createSocket("udp4");
    this.#sockets.push(socket);
    socket.on("error", () => {});
    if (take) socket.on("message", take);
    await new Promise<void>((done) => socket.bind(0, done));
    return socket;
  }
}
