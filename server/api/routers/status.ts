import * as input from "#lib/contracts/status/commands.ts";
import * as page from "#lib/contracts/status/page.ts";
import * as status from "#server/status/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const statusRouter = router({
  pages: query("status.read").query(({ ctx }) => status.listPages(ctx)),
  page: query("status.read").input(page.PageOf).query(run(status.readPage)),
  createPage: command("status.manage").input(page.CreatePage).mutation(run(status.createPage)),
  changePage: command("status.manage").input(page.ChangePage).mutation(run(status.changePage)),
  archivePage: command("status.manage").input(page.PageOf).mutation(run(status.archivePage)),
  restorePage: command("status.manage").input(page.PageOf).mutation(run(status.restorePage)),
  draft: query("status.publish").input(input.DraftUpdate).query(run(status.draftUpdate)),
  preview: query("status.publish").input(input.CheckUpdate).query(run(status.previewUpdate)),
  publish: command("status.publish").input(input.PublishUpdate).mutation(run(status.publishUpdate)),
  approve: command("status.publish").input(input.ApproveUpdate).mutation(run(status.approveUpdate)),
  decline: command("status.publish").input(input.DeclineUpdate).mutation(run(status.declineUpdate)),
  correct: command("status.publish").input(input.CorrectUpdate).mutation(run(status.correctUpdate)),
  retract: command("status.publish").input(input.RetractUpdate).mutation(run(status.retractUpdate)),
});
