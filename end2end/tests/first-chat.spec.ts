// The way most chats go: a guest writes, an agent takes it, answers and ends it.
import { expect, test } from "../support/test.ts";

test("CV-04 QA-07 CC-08 a guest is answered, and the ended chat stands in the Contact Center at once", async ({
  workspace,
  agent,
  visitor,
}) => {
  const ada = await workspace.hire("Ada Lovelace");
  await workspace.department("Support", [ada], { algorithm: "manual_selection" });
  await ada.api.setAvailability("available");
  const desk = await agent(ada);
  await desk.sitsDown();

  const guest = await visitor();
  await guest.opens();
  await guest.starts("Emmy Noether", "Support");
  await guest.says("Is the green teapot still there?");

  await desk.takes("Emmy Noether");
  await expect(desk.message("Is the green teapot still there?")).toBeVisible();
  await desk.says("It is. Shall I put one aside?");
  await expect(guest.message("It is. Shall I put one aside?")).toContainText("Ada Lovelace");

  await desk.ends({ comment: "One is put aside until Friday.", tags: ["teapots"] });
  await expect(guest.chat.getByText("One is put aside until Friday.")).toBeVisible();
  await expect(desk.entry("Chats in Progress", "Emmy Noether")).toBeHidden();

  await desk.page.getByRole("link", { name: "Contact Center" }).click();
  await desk.page.getByRole("tab", { name: "Chats" }).click();
  await expect(desk.page.getByRole("row", { name: /Emmy Noether.*Support.*Ada Lovelace.*teapots/ })).toBeVisible();
});
