import * as input from "#lib/contracts/oncall.ts";
import * as oncall from "#server/oncall/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const oncallRouter = router({
  who: query("oncall.read").input(input.WhoIsOnCall).query(run(oncall.whoIsOnCall)),
  list: query("oncall.read").input(input.ListSchedules).query(run(oncall.listSchedules)),
  read: query("oncall.read").input(input.ReadSchedule).query(run(oncall.readSchedule)),
  shifts: query("oncall.read").input(input.ReadShifts).query(run(oncall.readShifts)),
  gaps: query("oncall.read").input(input.ListGaps).query(run(oncall.listGaps)),
  mine: query("oncall.read").input(input.ReadMine).query(run(oncall.readOwn)),
  feeds: query("oncall.read").query(({ ctx }) => oncall.listFeeds(ctx)),
  create: command("oncall.manage").input(input.CreateSchedule).mutation(run(oncall.createSchedule)),
  change: command("oncall.manage").input(input.ChangeSchedule).mutation(run(oncall.changeSchedule)),
  archive: command("oncall.manage").input(input.ArchiveSchedule).mutation(run(oncall.archiveSchedule)),
  addOverride: command("oncall.manage").input(input.AddOverride).mutation(run(oncall.addOverride)),
  removeOverride: command("oncall.manage").input(input.RemoveOverride).mutation(run(oncall.removeOverride)),
  requestSwap: command("oncall.manage").input(input.RequestSwap).mutation(run(oncall.requestSwap)),
  answerSwap: command("oncall.manage").input(input.AnswerSwap).mutation(run(oncall.answerSwap)),
  cancelSwap: command("oncall.manage").input(input.CancelSwap).mutation(run(oncall.cancelSwap)),
  createFeed: command("oncall.read").input(input.CreateFeed).mutation(run(oncall.createFeed)),
  revokeFeed: command("oncall.read").input(input.RevokeFeed).mutation(run(oncall.revokeFeed)),
});
