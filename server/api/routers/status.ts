import * as input from "#lib/contracts/status/commands.ts";
import * as link from "#lib/contracts/status/link.ts";
import * as maintenance from "#lib/contracts/status/maintenance.ts";
import * as page from "#lib/contracts/status/page.ts";
import * as subscriber from "#lib/contracts/status/subscriber.ts";
import * as status from "#server/status/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const statusRouter = router({
  pages: query("status.read").query(({ ctx }) => status.listPages(ctx)),
  page: query("status.read").input(page.PageOf).query(run(status.readPage)),
  createPage: command("status.manage").input(page.CreatePage).mutation(run(status.createPage)),
  changePage: command("status.manage").input(page.ChangePage).mutation(run(status.changePage)),
  archivePage: command("status.manage").input(page.PageOf).mutation(run(status.archivePage)),
  restorePage: command("status.manage").input(page.PageOf).mutation(run(status.restorePage)),
  channels: query("status.manage").query(({ ctx }) => status.listChannels(ctx)),
  links: query("status.manage").input(page.PageOf).query(run(status.listLinks)),
  createLink: command("status.manage").input(link.CreateLink).mutation(run(status.createLink)),
  changeLink: command("status.manage").input(link.ChangeLink).mutation(run(status.changeLink)),
  renewLink: command("status.manage").input(link.LinkOf).mutation(run(status.renewLink)),
  revokeLink: command("status.manage").input(link.LinkOf).mutation(run(status.revokeLink)),
  maintenance: query("status.read").input(maintenance.ListMaintenance).query(run(status.listMaintenance)),
  scheduleMaintenance: command("status.publish").input(maintenance.ScheduleMaintenance).mutation(run(status.scheduleMaintenance)),
  changeMaintenance: command("status.publish").input(maintenance.ChangeMaintenance).mutation(run(status.changeMaintenance)),
  endMaintenance: command("status.publish").input(maintenance.EndMaintenance).mutation(run(status.endMaintenance)),
  subscribers: query("status.manage").input(subscriber.ListSubscribers).query(run(status.listSubscribers)),
  removeSubscriber: command("status.manage").input(subscriber.SubscriberOf).mutation(run(status.removeSubscriber)),
  draft: query("status.publish").input(input.DraftUpdate).query(run(status.draftUpdate)),
  preview: query("status.publish").input(input.CheckUpdate).query(run(status.previewUpdate)),
  publish: command("status.publish").input(input.PublishUpdate).mutation(run(status.publishUpdate)),
  ask: command("status.read").input(input.AskQuestion).mutation(run(status.askQuestion)),
  answer: command("status.publish").input(input.AnswerQuestion).mutation(run(status.answerQuestion)),
  dismiss: command("status.publish").input(input.DismissQuestion).mutation(run(status.dismissQuestion)),
  approve: command("status.publish").input(input.ApproveUpdate).mutation(run(status.approveUpdate)),
  decline: command("status.publish").input(input.DeclineUpdate).mutation(run(status.declineUpdate)),
  correct: command("status.publish").input(input.CorrectUpdate).mutation(run(status.correctUpdate)),
  retract: command("status.publish").input(input.RetractUpdate).mutation(run(status.retractUpdate)),
});
