import type { PostmortemGround } from "#lib/contracts/postmortem.ts";
import { CLAIMS, type ClaimCounts } from "#lib/postmortem/claims.ts";
import type { SaveState } from "./provider.ts";

const DOTS = { evidenced: "bg-good", computed: "bg-accent", opinion: "bg-ink-faint", unsupported: "bg-warn" };
const TITLES = {
  evidenced: "Cites an entry of the timeline or captured evidence",
  computed: "Names a figure that is computed",
  opinion: "Says that it is a view",
  unsupported: "Claims something and stands on nothing yet",
};

type ClaimsBarProps = { counts: ClaimCounts; blames: number; differences: PostmortemGround["differences"]; save: SaveState };

/** How many sentences stand on what, and whether everything typed is stored. */
export function ClaimsBar({ counts, blames, differences, save }: ClaimsBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-12 text-ink-soft">
      <ul aria-label="What the sentences stand on" className="flex flex-wrap gap-x-4 gap-y-1">
        {CLAIMS.map((claim) => (
          <li key={claim} title={TITLES[claim]} className="flex items-center gap-1.5">
            <span aria-hidden className={`size-2 rounded-full ${DOTS[claim]}`} />
            <span className="tabular-nums">{counts[claim]}</span> {claim}
          </li>
        ))}
      </ul>
      {blames > 0 ? (
        <a href="#wording" className="flex items-center gap-1.5 text-warn underline-offset-2 hover:underline">
          <span aria-hidden className="size-2 rounded-full bg-warn" />
          <span className="tabular-nums">{blames}</span> to rephrase
        </a>
      ) : null}
      {differences.length > 0 ? (
        <span className="text-warn" title={differences.map(({ title, from, to }) => `${title}: ${from} → ${to}`).join("\n")}>
          {differences.length} {differences.length === 1 ? "figure has" : "figures have"} changed since it was written
        </span>
      ) : null}
      <span role="status" className="ml-auto">
        <Saved save={save} />
      </span>
    </div>
  );
}

function Saved({ save }: { save: SaveState }) {
  switch (save.kind) {
    case "saved":
      return <>Saved</>;
    case "saving":
      return <>Saving…</>;
    case "offline":
      return <span className="text-warn">Offline: kept in this browser</span>;
    case "refused":
      return <span className="text-bad">Not saved: {save.reason}</span>;
    default:
      return save satisfies never;
  }
}
