// The mail server the tests are given, and what arrived there.
import { readFileSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import type { Workspace } from "./workspace.ts";

interface Ports {
  starttls: number;
  tls: number;
  plain: number;
  password: string;
}

/** A letter as it arrived. */
export interface Letter {
  headers: Map<string, string>;
  subject: string;
  to: string;
  plain: string;
  html: string;
}

function folder(): string {
  const found = process.env["SWITCHBOARD_TEST_MAIL"];
  if (!found) throw new Error("SWITCHBOARD_TEST_MAIL is not set: `cargo xtask test` starts a mail server and sets it");
  return found;
}

export const ports = (): Ports => JSON.parse(readFileSync(join(folder(), "server.json"), "utf8")) as Ports;
export const certificates = (): string => readFileSync(join(folder(), "ca.pem"), "utf8");

/** An address that nobody else in this run writes to; every one of them has a box but `nobody@`. */
export const freshAddress = (name: string): string => `${name}.${randomBytes(6).toString("hex")}@customer.test`;

/** Names the mail server to a workspace, as an administrator does. */
export async function setUpMail({ root }: Workspace): Promise<void> {
  const settings = await root.call<object>("mail/load");
  await root.call("mail/save", {
    settings: {
      ...settings,
      host: "localhost",
      port: ports().starttls,
      security: "starttls",
      username: "anybody",
      from_address: "help@tea.test",
      certificates: certificates(),
    },
    password: ports().password,
  });
}

/** The letters to an address, once there are so many. */
export async function letters(to: string, count = 1): Promise<Letter[]> {
  let found: Letter[] = [];
  await expect(async () => {
    found = (await all()).filter((letter) => letter.headers.get("delivered-to") === to);
    expect(found.length).toBeGreaterThanOrEqual(count);
  }).toPass();
  return found;
}

async function all(): Promise<Letter[]> {
  const box = join(folder(), "boxes/all/new");
  const names = await readdir(box).catch(() => []);
  return Promise.all(names.map(async (name) => read(await readFile(join(box, name), "latin1"))));
}

function read(raw: string): Letter {
  const { headers, body } = split(raw);
  const parts = new Map<string, string>();
  const boundary = /boundary="?([^";]+)/.exec(headers.get("content-type") ?? "")?.[1];
  for (const piece of boundary ? body.split(`--${boundary}`) : []) {
    const part = split(piece.replace(/^\r?\n/, ""));
    const kind = /^[^;\s]+/.exec(part.headers.get("content-type") ?? "")?.[0];
    if (kind) parts.set(kind, decoded(part.body, part.headers.get("content-transfer-encoding") ?? ""));
  }
  return {
    headers,
    subject: words(headers.get("subject") ?? ""),
    to: words(headers.get("to") ?? ""),
    plain: parts.get("text/plain") ?? "",
    html: parts.get("text/html") ?? "",
  };
}

function split(raw: string): { headers: Map<string, string>; body: string } {
  const [head = "", ...rest] = raw.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/);
  const headers = new Map(lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  }));
  return { headers, body: rest.join("\n\n") };
}

function decoded(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding === "quoted-printable") return Buffer.from(quoted(body.replace(/=\r?\n/g, "")), "latin1").toString("utf8");
  return Buffer.from(body, "latin1").toString("utf8");
}

const quoted = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));

/** RFC 2047. */
function words(text: string): string {
  const joined = text.replace(/\?=\s+=\?/g, "?==?");
  return joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
    how.toLowerCase() === "b"
      ? Buffer.from(word, "base64").toString("utf8")
      : Buffer.from(quoted(word.replace(/_/g, " ")), "latin1").toString("utf8"));
}
