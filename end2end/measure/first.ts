// How soon an agent sees the desk: the page opened afresh on a processor made four times slower. Prints numbers, asserts none.
import type { Page } from "@playwright/test";
import type { Agent } from "../actors/agent.ts";
import { support } from "../support/scenes.ts";
import { test } from "../support/test.ts";

const SLOWER = 4;
const TIMES = 5;

test("the first screen on a slowed processor", async ({ workspace, agent }) => {
  const { ada, support: care } = await support(workspace);
  for (const name of ["Emmy Noether", "Bo Diddley", "Cleo Patra"]) await workspace.arrives(name, care, "Hello");
  const empty: number[] = [];
  const kept: number[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    // A browser that has nothing of it, then one that has.
    const desk = await agent(ada);
    await slow(desk.page);
    empty.push(await opened(desk));
    kept.push(await opened(desk));
    await desk.page.context().close();
  }
  tell("nothing in the browser's cache", empty);
  tell("opened again", kept);
});

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  // From the first byte asked for to the frame after the lists have come.
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelectorAll(".entry").length < 3) return requestAnimationFrame(look);
      requestAnimationFrame(() => setTimeout(() => console.info(`seen after ${performance.now()}`)));
    };
    requestAnimationFrame(look);
  });
}

async function opened(desk: Agent): Promise<number> {
  const { page } = desk;
  await page.goto("about:blank");
  // Told by the page itself: whoever asks it again and again takes its processor.
  const seen = page.waitForEvent("console", (said) => said.text().startsWith("seen after "));
  await page.goto(`${desk.url}/desk`, { waitUntil: "commit" });
  return Number((await seen).text().slice("seen after ".length));
}

function tell(what: string, times: number[]): void {
  times.sort((a, b) => a - b);
  console.log(`  ${what}: median ${times[Math.floor(times.length / 2)]?.toFixed(0)} ms, worst ${times.at(-1)?.toFixed(0)} ms`);
}
