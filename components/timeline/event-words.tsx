import type { Severity } from "#lib/contracts/incident.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import type { Word } from "#lib/describe-event.ts";

const SEVERITY_TEXT: Record<Severity, string> = {
  SEV1: "text-severity-1-ink",
  SEV2: "text-severity-2-ink",
  SEV3: "text-severity-3-ink",
  SEV4: "text-severity-4-ink",
};

/** The words of an event, isolated so that text in any direction stays in its place. */
export function EventWords({ words, phaseLabels }: { words: Word[]; phaseLabels: Record<string, string> }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: words of one sentence never change places.
  return words.map((word, index) => <EventWord key={index} word={word} phaseLabels={phaseLabels} />);
}

function EventWord({ word, phaseLabels }: { word: Word; phaseLabels: Record<string, string> }) {
  if (typeof word === "string") return <span className="text-ink-soft">{word}</span>;
  if ("strong" in word) return <bdi className="font-medium text-ink [overflow-wrap:anywhere]">{word.strong}</bdi>;
  if ("severity" in word) return <span className={`font-semibold ${SEVERITY_TEXT[word.severity]}`}>{word.severity}</span>;
  return <span className="font-medium text-ink">{phaseLabel({ phaseLabels }, word.phase)}</span>;
}
