import * as items from "#lib/contracts/action-item.ts";
import { ReadLessons } from "#lib/contracts/lesson.ts";
import * as input from "#lib/contracts/postmortem.ts";
import { PreviewTemplate, SavePostmortemRules } from "#lib/contracts/postmortem-template.ts";
import { PublishPublicPostmortem, ReadPublicPostmortem, RetractPublicPostmortem } from "#lib/contracts/public-postmortem.ts";
import * as session from "#lib/contracts/review-session.ts";
import { ExportSealed } from "#lib/contracts/sealed.ts";
import { WhatIf } from "#lib/contracts/what-if.ts";
import * as actionItems from "#server/action-items/index.ts";
import * as postmortems from "#server/postmortems/index.ts";
import { exportSealed } from "#server/sealed/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const postmortemsRouter = router({
  list: query("incident.read").input(input.ListPostmortems).query(run(postmortems.listPostmortems)),
  read: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.readPostmortem)),
  find: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.findWhole)),
  preview: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.previewPostmortem)),
  rules: query("settings.read").query(run(postmortems.readPostmortemRules)),
  saveRules: command("settings.manage").input(SavePostmortemRules).mutation(run(postmortems.savePostmortemRules)),
  previewTemplate: command("incident.read").input(PreviewTemplate).mutation(run(postmortems.previewTemplate)),
  wording: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.checkWording)),
  publicDraft: query("status.publish").input(ReadPublicPostmortem).query(run(postmortems.draftPublicPostmortem)),
  tellPublic: command("status.publish").input(PublishPublicPostmortem).mutation(run(postmortems.publishPublicPostmortem)),
  retractPublic: command("status.publish").input(RetractPublicPostmortem).mutation(run(postmortems.retractPublicPostmortem)),
  names: query("incident.read").query(({ ctx }) => postmortems.namesOfPeople(ctx)),
  similar: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.similarItems)),
  head: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.readHead)),
  ground: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.readGround)),
  updates: query("incident.read").input(input.ReadUpdates).query(run(postmortems.readUpdates)),
  export: query("incident.read").input(input.ExportPostmortem).query(run(postmortems.exportPostmortem)),
  proposeSection: query("incident.read").input(input.ProposeSection).query(run(postmortems.proposeSection)),
  comments: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.listComments)),
  versions: query("incident.read").input(input.ReadPostmortem).query(run(postmortems.listVersions)),
  version: query("incident.read").input(input.ReadVersion).query(run(postmortems.readVersion)),
  restore: command("incident.write").input(input.ReadVersion).mutation(run(postmortems.restoreVersion)),
  import: command("incident.write").input(input.ImportPostmortem).mutation(run(postmortems.importPostmortem)),
  fromNotes: command("incident.declare").input(input.PostmortemFromNotes).mutation(run(postmortems.fromNotes)),
  comment: command("incident.read").input(input.AddComment).mutation(run(postmortems.addComment)),
  closeComment: command("incident.write").input(input.CloseComment).mutation(run(postmortems.closeComment)),
  draft: command("incident.write").input(input.DraftPostmortem).mutation(run(postmortems.draftPostmortem)),
  append: command("incident.write").input(input.AppendUpdate).mutation(run(postmortems.appendUpdate)),
  mention: command("incident.write").input(input.MentionInPostmortem).mutation(run(postmortems.mentionInPostmortem)),
  keepPicture: command("incident.write").input(input.KeepPicture).mutation(run(postmortems.keepPicture)),
  tellCursor: command("incident.read").input(input.TellCursor).mutation(run(postmortems.tellCursor)),
  applySection: command("incident.write").input(input.ApplySection).mutation(run(postmortems.applySection)),
  submit: command("incident.write").input(input.SubmitPostmortem).mutation(run(postmortems.submitPostmortem)),
  answer: command("incident.write").input(input.AnswerReview).mutation(run(postmortems.answerReview)),
  publish: command("incident.write").input(input.PublishPostmortem).mutation(run(postmortems.publishPostmortem)),
  reopen: command("incident.write").input(input.ReopenPostmortem).mutation(run(postmortems.reopenPostmortem)),
  whatIf: query("incident.read").input(WhatIf).query(run(postmortems.whatIf)),
  share: command("incident.write").input(input.SharePostmortem).mutation(run(postmortems.sharePostmortem)),
  seal: query("incident.read").input(ExportSealed).query(run(exportSealed)),
  sessions: query("incident.read").input(session.ListReviewSessions).query(run(postmortems.listReviewSessions)),
  startSession: command("incident.write").input(session.StartReviewSession).mutation(run(postmortems.startReviewSession)),
  changeSession: command("incident.read").input(session.ChangeReviewSession).mutation(run(postmortems.changeReviewSession)),
  decideInSession: command("incident.write").input(session.DecideInReview).mutation(run(postmortems.decideInReview)),
  captureInSession: command("incident.write").input(session.CaptureInReview).mutation(run(postmortems.captureInReview)),
  endSession: command("incident.write").input(session.EndReviewSession).mutation(run(postmortems.endReviewSession)),
  change: command("incident.write").input(input.ChangePostmortem).mutation(run(postmortems.changePostmortem)),
});

export const actionItemsRouter = router({
  list: query("incident.read").input(items.ListActionItems).query(run(actionItems.listActionItems)),
  trackers: query("incident.write").query(({ ctx }) => actionItems.listTrackers(ctx)),
  createTicket: command("incident.write").input(items.CreateTicket).mutation(run(actionItems.createTicket)),
  lessons: query("incident.read").input(ReadLessons).query(run(actionItems.lessonsFor)),
  add: command("incident.write").input(items.AddActionItem).mutation(run(actionItems.addActionItem)),
  change: command("incident.write").input(items.ChangeActionItem).mutation(run(actionItems.changeActionItem)),
  link: command("incident.write").input(items.LinkActionItem).mutation(run(actionItems.linkActionItem)),
});
