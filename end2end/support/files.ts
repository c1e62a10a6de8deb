// Files that guests send without a browser.
import { randomUUID } from "node:crypto";
import type { Guest, Workspace } from "./workspace.ts";

/** A red square of one pixel. */
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4z8DwHwAFAAH/iZk9HQAAAABJRU5ErkJggg==";

/** Uploads a file and says it: a picture by its ending, text otherwise. */
export async function attach(workspace: Workspace, guest: Guest, name: string): Promise<void> {
  const isPicture = name.endsWith(".png");
  const answer = await fetch(`${workspace.server.url}/uploads?conversation=${guest.id}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent(name),
      "x-visitor-token": guest.pass.token,
    },
    body: isPicture ? Buffer.from(PIXEL, "base64") : `${name}\nsome text\n`,
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  const { id } = (await answer.json()) as { id: string };
  await guest.sends({ id: randomUUID(), text: "", files: [id] });
}
