import { SaveContactPlan } from "#lib/contracts/contact.ts";
import * as input from "#lib/contracts/contact-methods.ts";
import * as contact from "#server/contact/index.ts";
import { command, query, router, run } from "../trpc.ts";

export const contactRouter = router({
  read: query("account.own").query(({ ctx }) => contact.readContact(ctx)),
  preview: query("account.own").input(input.PreviewPage).query(run(contact.previewPage)),
  add: command("account.own").input(input.AddMethod).mutation(run(contact.addMethod)),
  sendCode: command("account.own").input(input.MethodId).mutation(run(contact.sendCode)),
  verify: command("account.own").input(input.VerifyMethod).mutation(run(contact.verifyMethod)),
  test: command("account.own").input(input.TestMethod).mutation(run(contact.testMethod)),
  remove: command("account.own").input(input.MethodId).mutation(run(contact.removeMethod)),
  savePlan: command("account.own").input(SaveContactPlan).mutation(run(contact.savePlan)),
});
