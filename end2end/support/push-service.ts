// A push service of the journey's own: checks who sends, and reads what only the browser could read.
import { createDecipheriv, createECDH, createHmac, createPublicKey, hkdfSync, randomBytes, verify } from "node:crypto";
import { type IncomingMessage, type Server as HttpServer, createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Pushed {
  title: string;
  body: string;
  tag: string;
  url: string;
}

export class PushService {
  readonly #server: HttpServer;
  readonly #keys = createECDH("prime256v1");
  readonly #auth = randomBytes(16);
  readonly pushed: Pushed[] = [];
  readonly refused: string[] = [];
  /** What it answers next; 201 when it is empty. */
  readonly answers: number[] = [];
  #origin = "";

  private constructor() {
    this.#keys.generateKeys();
    this.#server = createServer((request, response) => {
      void this.#take(request).then((status) => response.writeHead(status).end());
    });
  }

  static async open(): Promise<PushService> {
    const service = new PushService();
    await new Promise<void>((done) => service.#server.listen(0, "127.0.0.1", done));
    service.#origin = `http://127.0.0.1:${(service.#server.address() as AddressInfo).port}`;
    return service;
  }

  close(): void {
    this.#server.close();
  }

  /** What a browser would hand to the server. */
  subscription(): object {
    const word = (text: string) => text;
    return {
      endpoint: `${this.#origin}/browser`,
      public_key: [...this.#keys.getPublicKey()],
      auth: [...this.#auth],
      words: {
        assigned: word("New chat: {name}"),
        offered: word("{name} rings"),
        invited: word("Invited to {name}"),
        guest_message: word("{name} wrote"),
        mention: word("{name} mentioned you"),
        direct_message: word("{name} wrote to you"),
        test: word("Notifications work"),
      },
    };
  }

  async #take(request: IncomingMessage): Promise<number> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const status = this.answers.shift() ?? 201;
    try {
      this.#checkSender(request.headers.authorization ?? "");
      if (!Number(request.headers["ttl"])) throw new Error("no TTL");
      if (status < 300) this.pushed.push(JSON.parse(this.#open(Buffer.concat(pieces)).toString()) as Pushed);
      return status;
    } catch (error) {
      this.refused.push(String(error));
      return 403;
    }
  }

  /** RFC 8292. */
  #checkSender(header: string): void {
    const [, token = "", key = ""] = /^vapid t=([^,]+), k=(.+)$/.exec(header) ?? [];
    const [head = "", claims = "", signature = ""] = token.split(".");
    const point = Buffer.from(key, "base64url");
    const x = point.subarray(1, 33).toString("base64url");
    const y = point.subarray(33).toString("base64url");
    const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
    const how = { key: publicKey, dsaEncoding: "ieee-p1363" } as const;
    const isTrue = verify("sha256", Buffer.from(`${head}.${claims}`), how, Buffer.from(signature, "base64url"));
    const said = JSON.parse(Buffer.from(claims, "base64url").toString()) as { aud: string; exp: number; sub: string };
    const now = Date.now() / 1000;
    if (!isTrue || said.aud !== this.#origin || said.exp < now || said.exp > now + 86_400 || !said.sub) {
      throw new Error(`not signed: ${JSON.stringify(said)}`);
    }
  }

  /** RFC 8291. */
  #open(body: Buffer): Buffer {
    const salt = body.subarray(0, 16);
    const length = body.readUInt8(20);
    const server = body.subarray(21, 21 + length);
    const sealed = body.subarray(21 + length);
    const shared = this.#keys.computeSecret(server);
    const first = createHmac("sha256", this.#auth).update(shared).digest();
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.#keys.getPublicKey(), server]);
    const material = createHmac("sha256", first).update(Buffer.concat([info, Buffer.from([1])])).digest();
    const key = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: aes128gcm\0", 16));
    const nonce = Buffer.from(hkdfSync("sha256", material, salt, "Content-Encoding: nonce\0", 12));
    const opening = createDecipheriv("aes-128-gcm", key, nonce);
    opening.setAuthTag(sealed.subarray(-16));
    const plain = Buffer.concat([opening.update(sealed.subarray(0, -16)), opening.final()]);
    return plain.subarray(0, plain.lastIndexOf(2));
  }
}
