import { QuestionText } from "#lib/contracts/status/publication.ts";
import { systemCtx } from "#server/platform/ctx.ts";
import { db } from "#server/platform/db.ts";
import { MusterError } from "#server/platform/errors.ts";
import { recordQuestion } from "../questions.ts";
import { publicIdOf, toldIncidents } from "../shown/incidents.ts";
import type { StoredPage } from "../stored.ts";
import { idInToken, idOfToken } from "../tokens.ts";

type Asked = { token?: string | undefined; incident?: string | undefined; question?: string | undefined };

/**
 * Takes a question that came by a form: of whoever has a link for stakeholders, or of people of this console, who need none. `named`: the form's own
 * id. Answers whether it was taken.
 */
export async function takeQuestion(page: StoredPage, { token, incident, question }: Asked, named: string): Promise<boolean> {
  const asker = await askerOf(page, token);
  const text = QuestionText.safeParse(question ?? "");
  if (!asker || !text.success) return false;
  const told = await toldIncidents({ id: page.id, isPractice: page.settings.isPractice });
  const found = told.find(({ id }) => publicIdOf(id) === incident);
  if (!found) return false;
  try {
    await recordQuestion(systemCtx(asker), { reference: found.room.reference, text: text.data }, named);
    return true;
  } catch (error) {
    if (error instanceof MusterError) return false;
    throw error;
  }
}

async function askerOf(page: StoredPage, token: string | undefined): Promise<string | null> {
  if (token === undefined) return "A stakeholder";
  const id = idInToken(token);
  const link = id ? await db().statusLink.findFirst({ where: { id, pageId: page.id, kind: "stakeholders", revokedAt: null } }) : null;
  if (!link || (await idOfToken("stakeholders", token, link.generation)) === null) return null;
  return `A stakeholder (${link.name})`;
}
