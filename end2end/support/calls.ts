// Browsers with a microphone that beeps and a camera that shows a dial, and what arrives at the other side.
import { type BrowserContextOptions, type Frame, type Page, expect } from "@playwright/test";
import config from "../playwright.config.ts";
import type { Visitor } from "../actors/visitor.ts";

const launch = config.use?.launchOptions ?? {};

/** Devices of the browser's own, which it gives to whoever asks. */
export const DEVICES = {
  ...launch,
  args: [
    ...(launch.args ?? []),
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
  ],
};

/** A browser may do with its devices what it likes. */
export const ALLOWED: BrowserContextOptions = { permissions: ["microphone", "camera"] };

/** Remembers every connection a page makes, to be asked what comes in over it. */
export async function listenIn(page: Page): Promise<void> {
  await page.context().addInitScript(() => {
    const made: RTCPeerConnection[] = [];
    const Own = window.RTCPeerConnection;
    Object.assign(window, {
      connections: made,
      RTCPeerConnection: class extends Own {
        constructor(how?: RTCConfiguration) {
          super(how);
          made.push(this);
        }
      },
    });
  });
}

/** The devices say no by this name, or the page or the browser cannot have any. */
export async function refuseDevices(page: Page, name: string): Promise<void> {
  await page.context().addInitScript((name) => {
    if (name === "http") Object.defineProperty(window, "isSecureContext", { value: false });
    if (name === "old browser") Reflect.deleteProperty(window, "RTCPeerConnection");
    // An empty page has none.
    const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
    if (mediaDevices) mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
  }, name);
}

interface Arrived {
  energy: number;
  frames: number;
}

/** Sound energy and pictures that came in over the latest connection. */
function arrived(frame: Frame): Promise<Arrived> {
  return frame.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    const found = { energy: 0, frames: 0 };
    for (const stat of (await connections.at(-1)?.getStats())?.values() ?? []) {
      if (stat.type !== "inbound-rtp") continue;
      found.energy += stat.totalAudioEnergy ?? 0;
      found.frames += stat.framesDecoded ?? 0;
    }
    return found;
  });
}

/** Names the way that the latest connection agreed on: another one has another name. */
export function madeBy(frame: Frame): Promise<string> {
  return frame.evaluate(() => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    return /a=ice-ufrag:(\S+)/.exec(connections.at(-1)?.localDescription?.sdp ?? "")?.[1] ?? "";
  });
}

/** The chat's own frame in the shop's page. */
export function chatOf(guest: Visitor): Frame {
  const frame = guest.page.frames().find((one) => one.url().includes("/livechat"));
  if (!frame) throw new Error("the chat is not open");
  return frame;
}

/** More sound comes in than until now. */
export async function hears(frame: Frame): Promise<void> {
  const before = await arrived(frame);
  await expect.poll(async () => (await arrived(frame)).energy, { timeout: 60_000 }).toBeGreaterThan(before.energy);
}

/** More pictures come in than until now. */
export async function sees(frame: Frame): Promise<void> {
  const before = await arrived(frame);
  await expect.poll(async () => (await arrived(frame)).frames, { timeout: 60_000 }).toBeGreaterThan(before.frames);
}
