import * as audit from "#lib/contracts/audit.ts";
import * as notice from "#lib/contracts/notice.ts";
import * as notification from "#lib/contracts/notification.ts";
import { ChangeOrganisation } from "#lib/contracts/organisation.ts";
import { listAudit, verifyTrail } from "#server/audit/index.ts";
import * as notices from "#server/notices/index.ts";
import * as notifications from "#server/notifications/index.ts";
import * as settings from "#server/settings/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const settingsRouter = router({
  read: query("settings.read").query(({ ctx }) => settings.readOrganisation(ctx)),
  change: command("settings.manage").input(ChangeOrganisation).mutation(run(settings.changeOrganisation)),
});

export const noticesRouter = router({
  book: query("settings.read").query(({ ctx }) => notices.readNoticeBook(ctx)),
  save: command("settings.manage").input(notice.SaveNoticeMatrix).mutation(run(notices.saveNoticeMatrix)),
});

export const notificationsRouter = router({
  list: query("account.own").input(notification.ListNotifications).query(run(notifications.listNotifications)),
  unreadCount: query("account.own").query(({ ctx }) => notifications.unreadCount(ctx)),
  markRead: command("account.own").input(notification.MarkRead).mutation(run(notifications.markRead)),
});

export const auditRouter = router({
  list: query("audit.read").input(audit.ListAudit).query(run(listAudit)),
  verify: query("audit.read").input(audit.VerifyTrail).query(run(verifyTrail)),
});
