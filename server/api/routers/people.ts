import * as account from "#lib/contracts/account.ts";
import * as input from "#lib/contracts/people.ts";
import * as auth from "#server/auth/index.ts";
import * as people from "#server/people/index.ts";
import * as sessions from "#server/sessions/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const peopleRouter = router({
  list: query("people.read").input(input.ListPeople).query(run(people.listPeople)),
  read: query("people.read").input(input.ReadPerson).query(run(people.readPerson)),
  changeRole: command("people.manage").input(input.ChangeRole).mutation(run(people.changeRole)),
  deactivate: command("people.manage").input(input.DeactivatePerson).mutation(run(people.deactivatePerson)),
  reactivate: command("people.manage").input(input.ReactivatePerson).mutation(run(people.reactivatePerson)),
  makePasswordLink: command("people.manage").input(input.MakePasswordLink).mutation(run(people.makePasswordLink)),
  invite: command("people.manage").input(input.InvitePerson).mutation(run(people.invitePerson)),
  invitations: query("people.manage").query(({ ctx }) => people.listInvitations(ctx)),
  revokeInvitation: command("people.manage").input(input.RevokeInvitation).mutation(run(people.revokeInvitation)),
});

export const accountRouter = router({
  read: query("account.own").query(({ ctx }) => auth.readAccount(ctx)),
  update: command("account.own").input(input.UpdateProfile).mutation(run(people.updateProfile)),
  sessions: query("account.own").input(account.ListSessions).query(run(sessions.listSessions)),
  revokeSession: command("account.own").input(account.RevokeSession).mutation(run(sessions.revokeSession)),
  revokeSessions: command("account.own").input(account.RevokeSessions).mutation(run(sessions.revokeSessions)),
  proveAgain: command("account.own").input(account.ProveAgain).mutation(run(auth.proveAgain)),
});

export const entranceRouter = router({
  checkSetup: query("public").input(input.CheckSetup).query(run(auth.checkSetup)),
  completeSetup: command("public").input(input.CompleteSetup).mutation(run(auth.completeSetup)),
  readInvitation: query("public").input(input.ReadInvitation).query(run(auth.readInvitation)),
  acceptInvitation: command("public").input(input.AcceptInvitation).mutation(run(auth.acceptInvitation)),
  readPasswordLink: query("public").input(input.ReadPasswordLink).query(run(auth.readPasswordLink)),
  setPasswordByLink: command("public").input(input.SetPasswordByLink).mutation(run(auth.setPasswordByLink)),
});
