import type { RoomState } from "#lib/contracts/room.ts";
import type { Runbook } from "#lib/contracts/runbook.ts";
import { isTelling } from "#server/incidents/index.ts";

type Told = Pick<RoomState, "title" | "summary" | "services" | "hypotheses">;

/** Why a runbook fits an incident, strongest first; none: it does not. A cause that is thought of counts most, then services, then words. Pure. */
export function reasonsFor(runbook: Runbook, room: Told): { reasons: string[]; score: number } {
  const standing = room.hypotheses.filter(
    ({ state, signature }) => signature && state !== "refuted" && state !== "withdrawn" && runbook.signatures.includes(signature),
  );
  const causes = standing.map(({ signature, state, statement }) => ({
    text: `${state === "accepted" ? "The accepted cause" : "A hypothesis"} is ${signature?.replaceAll("-", " ")}: “${statement.slice(0, 120)}”`,
    score: state === "accepted" ? 4 : state === "supported" ? 2.5 : 1.5,
  }));
  const services = room.services
    .filter(({ name }) => runbook.services.includes(name))
    .map(({ name }) => ({ text: `It is meant for ${name}`, score: 1.5 }));
  const said = wordsOf(`${room.title} ${room.summary}`);
  const common = [
    ...new Set(wordsOf(`${runbook.title} ${runbook.summary} ${runbook.tags.join(" ")} ${runbook.signatures.join(" ").replaceAll("-", " ")}`)),
  ].filter((word) => said.includes(word));
  const words = common.length > 0 ? [{ text: `Both speak of ${common.slice(0, 4).join(", ")}`, score: Math.min(1.2, 0.4 * common.length) }] : [];
  const all = [...causes, ...services, ...words].toSorted((one, other) => other.score - one.score);
  return { reasons: all.map(({ text }) => text), score: all.reduce((sum, { score }) => sum + score, 0) };
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2 && isTelling(word))
    .map((word) => word.replace(/(?:ing|ed|es|s)$/, ""));
}
