"use client";

import { useQuery } from "@tanstack/react-query";
import { useRoomView } from "#components/incidents/room-context.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import type { ShownVersion } from "#lib/contracts/figure-history.ts";
import { inputName, inputValue } from "#lib/figure-input-words.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { FigureChart } from "./figure-chart.tsx";

/** Every version of a figure: a small chart, and each with who brought it, what changed, and the entry that it came with. */
export function FigureHistory({ name, title }: { name: string; title: string }) {
  const trpc = useTRPC();
  const { room } = useRoomView();
  const query = useQuery({ ...trpc.documents.figureHistory.queryOptions({ reference: room.reference, name }), staleTime: 0 });
  if (query.error) return <p className="text-12 text-ink-faint">The history could not be read. Close this and open it again.</p>;
  if (!query.data) return <Spinner />;
  const versions = query.data;
  return (
    <section aria-label="History" className="grid gap-2 border-t border-line pt-2">
      <h3 className="text-12 font-semibold text-ink-soft">
        History{" "}
        <span className="font-normal text-ink-faint tabular-nums">{versions.length === 1 ? "one version" : `${versions.length} versions`}</span>
      </h3>
      <FigureChart versions={versions} title={title} />
      <ol className="grid gap-2" reversed>
        {versions.toReversed().map((version) => (
          <VersionItem key={version.version} version={version} />
        ))}
      </ol>
    </section>
  );
}

function VersionItem({ version: { words, endWords, isOpen, from, by, seq, changed } }: { version: ShownVersion }) {
  return (
    <li className="grid gap-0.5 text-12">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-mono font-medium tabular-nums">{words === null ? "no figure" : grown(words, endWords ?? words, isOpen)}</span>
        <span className="text-ink-faint">
          since <TimeText at={from} /> · <bdi>{by}</bdi> ·{" "}
          <a href={`#entry-${seq}`} className="underline hover:text-ink pointer-coarse:inline-block pointer-coarse:py-3">
            entry {seq}
          </a>
        </span>
      </p>
      {changed.map(({ name, from: before, to }) => (
        <p key={name} className="[overflow-wrap:anywhere] text-ink-soft">
          {inputName(name)}:{" "}
          {before === null ? null : (
            <>
              <s className="text-ink-faint">{inputValue(before)}</s> →{" "}
            </>
          )}
          {to === null ? "gone" : inputValue(to)}
        </p>
      ))}
    </li>
  );
}

/** One that is open has grown since it began. */
function grown(words: string, endWords: string, isOpen: boolean): string {
  const end = isOpen ? `${endWords}…` : endWords;
  return words === endWords ? end : `${words} → ${end}`;
}
