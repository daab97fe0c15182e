import { type Asked, type Line, playModel } from "#server/agents/testing/scripted-model.ts";
import { apiWith } from "./api.ts";
import { poolBundle } from "./bundle.ts";
import { ADMIN } from "./installation.ts";
import { investigationOn } from "./investigating.ts";
import { startOwnMuster } from "./muster.ts";
import { signIn } from "./people.ts";
import { declare } from "./room.ts";
import { expect, test } from "./story.ts";

/** What the model has been told so far, and what it does next: the same tools as the built-in way, in its own words. */
function analyst({ messages }: Asked, reference: string): Line {
  const answers = messages.filter(({ role }) => role === "tool").map(({ content }) => JSON.stringify(content));
  const investigation = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(answers[0] ?? "")?.[0] ?? "";
  const call = (name: string, input: object): Line => ({ calls: [{ id: `c${answers.length}`, name, arguments: input }] });
  const steps: Line[] = [
    call("open_investigation", { question: "Why are tickets refused?", reference }),
    call("gather_evidence", { investigation, source: "uploads" }),
    call("examine_evidence", { investigation, look: "series" }),
    call("conclude_investigation", { investigation }),
  ];
  return steps[answers.length] ?? { text: "The pool is exhausted since the flag was switched on [E1]." };
}

test("a model looks with the same tools, its sentences carry evidence, and hypotheses and report come of it", async ({ enter, look }) => {
  test.setTimeout(120_000);
  let reference = "";
  const model = await playModel((asked) => analyst(asked, reference));
  const muster = await startOwnMuster({
    MUSTER_ADMIN_EMAIL: ADMIN.email,
    MUSTER_ADMIN_PASSWORD: ADMIN.password,
    MUSTER_MODEL: "compatible/scripted",
    MUSTER_MODEL_URL: model.url,
  });
  try {
    const state = await signIn(muster.url, ADMIN.email, ADMIN.password);
    reference = await declare(apiWith(muster.url, state), "Tickets are refused", { startedAt: new Date(Date.now() - 30 * 60_000).toISOString() });
    const page = await enter("visitor", `/incidents/${reference}/investigation`, { baseURL: muster.url, storageState: state });
    const on = investigationOn(page);
    await on.upload(poolBundle(Date.now(), "tickets"));
    await expect(on.uploads.getByRole("listitem")).toHaveCount(4);
    await on.button("Investigate").click();
    await on.stands("Done");
    await expect(on.stream).toContainText("The pool is exhausted since the flag was switched on");
    await on.stream
      .getByRole("button", { name: /^Evidence E1: / })
      .last()
      .hover();
    await expect(page.getByRole("dialog", { name: "Evidence E1" })).toContainText(/captured as C\d/);
    await expect(on.board.getByRole("article").first()).toBeVisible();
    await expect(on.report).toContainText("Executive summary");
    await look(page, "model");
  } finally {
    await muster.stop();
    await model.close();
  }
});
