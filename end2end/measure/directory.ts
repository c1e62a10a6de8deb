// Scrolling through 100,000 contacts: the frames a browser paints meanwhile. Prints numbers, asserts none.
import { expect, test } from "../support/test.ts";

const CONTACTS = 100_000;
const PIXELS_A_FRAME = 1_200;

/** A contact as the server tells it; the list is what is measured, not the server. */
function contact(number: number): object {
  const id = `00000000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;
  return {
    id,
    username: `guest-${number}`,
    name: `Contact Number ${number}`,
    emails: [`contact.${number}@example.com`],
    phones: [`+4930${1_000_000 + number}`],
    notes: "",
    manager: null,
    created: 1_700_000_000_000 + number,
    last_chat: 1_700_000_000_000 + number * 1_000,
    last_conversation: id,
    version: 1,
    fields: {},
    blocked: null,
    erased: null,
  };
}

test("scrolling through 100,000 contacts", async ({ workspace, agent }) => {
  const mary = await workspace.hire("Mary Manager", ["manager"]);
  const viewer = await agent(mary);
  const { page } = viewer;
  await page.route("**/contacts/list", async (route) => {
    const { query } = route.request().postDataJSON() as { query: { page: { after: string | null; limit: number } } };
    const from = Number(query.page.after ?? 0);
    const to = Math.min(from + query.page.limit, CONTACTS);
    const rows = Array.from({ length: to - from }, (_, index) => contact(from + index));
    await route.fulfill({ json: { rows, next: to < CONTACTS ? String(to) : null, total: 1_001 } });
  });
  await viewer.goes("/contact-center/contacts");
  await expect(page.getByRole("row", { name: /Contact Number 0/ }).first()).toBeVisible();
  const { frames, rows } = await page.getByRole("grid").evaluate(scrollThrough, PIXELS_A_FRAME);
  frames.sort((a, b) => a - b);
  const at = (share: number) => (frames[Math.floor((frames.length - 1) * share)] ?? 0).toFixed(1);
  console.log(
    `  ${rows} rows, ${frames.length} frames: median ${at(0.5)} ms, 95 % under ${at(0.95)} ms, ` +
      `99 % under ${at(0.99)} ms, worst ${at(1)} ms`,
  );
});

/** Scrolls on with every frame, as fast as rows come, until the end or for two minutes. */
async function scrollThrough(grid: Element, pixels: number): Promise<{ frames: number[]; rows: number }> {
  const frames: number[] = [];
  const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
  const start = await frame();
  let [before, stuck] = [start, 0];
  while (stuck < 120 && before - start < 120_000) {
    const top = grid.scrollTop;
    grid.scrollTop = top + pixels;
    const now = await frame();
    frames.push(now - before);
    stuck = grid.scrollTop > top ? 0 : stuck + 1;
    before = now;
  }
  const last = [...grid.querySelectorAll("[aria-rowindex]")].map((row) => Number(row.getAttribute("aria-rowindex")));
  return { frames, rows: Math.max(...last) - 1 };
}
