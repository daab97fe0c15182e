import { expectAccessible } from "./axe.ts";
import { declare, roomOn } from "./room.ts";
import { expect, test } from "./story.ts";

test("what an incident says of itself and cannot all be true is shown, and goes when it is corrected", async ({ enter, api, look }) => {
  const linus = api("linus");
  const reference = await declare(linus, "Invoices carry the wrong tax", { severity: "SEV1", summary: "Some customers are affected." });
  const page = await enter("grace", `/incidents/${reference}`);
  await roomOn(page).isLive();
  const notice = page.getByRole("group", { name: "Contradictions" });
  await expect(notice).toHaveCount(0);

  await linus.incidents.setFigures.mutate({ reference, figures: { usersPercent: 60 } });
  await expect(notice).toContainText("Two things do not fit together");
  await notice.getByText("Two things do not fit together").click();
  await expect(notice).toContainText("the summary says “Some customers”, but the impact is given as 60 % of the users.");
  await expectAccessible(page);
  await look(page, "contradiction");

  const summary = roomOn(page).rail.getByRole("region", { name: "Summary" });
  await summary.getByRole("button", { name: "Edit" }).click();
  await summary.getByLabel("Summary").fill("Most customers are affected.");
  await summary.getByRole("button", { name: "Save" }).click();
  await expect(notice).toHaveCount(0);
});

test("what stands in notes is held against the record, and each contradiction leads to its entries", async ({ enter, api, look }) => {
  const linus = api("linus");
  const reference = await declare(linus, "Payment API 500 errors", { severity: "SEV2" });
  await linus.incidents.setFigures.mutate({ reference, figures: { usersPercent: 15, text: "~15% of checkout attempts failing" } });
  const page = await enter("grace", `/incidents/${reference}`);
  await roomOn(page).isLive();
  const notice = page.getByRole("group", { name: "Contradictions" });
  const { note } = roomOn(page);

  await note("14:25 - Alert fired: PaymentAPI5xxRate");
  await expect(notice).toHaveCount(0);
  await note("14:30 | Alert fired, on-call looks at it");
  await expect(notice).toContainText("Two things do not fit together");
  await note("14:35 | Full outage - all requests failing");
  await expect(notice).toContainText("contradictions");
  await notice.locator("summary").click();
  await expect(notice).toContainText("says it was detected at 14:25, but");
  await expect(notice).toContainText("says “Full outage”, but the impact is given as 15 % of the users.");
  await expectAccessible(page);
  await look(page, "seed");

  await notice.getByRole("listitem").filter({ hasText: "Full outage" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/#entry-\d+$/);
  await expect(roomOn(page).entry("Full outage")).toBeInViewport();
});
