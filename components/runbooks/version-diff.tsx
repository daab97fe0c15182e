"use client";

import { useQuery } from "@tanstack/react-query";
import { diffLines } from "diff";
import { Skeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Line by line what has changed from an earlier version to the present text. */
export function VersionDiff({ slug, version, text }: { slug: string; version: number; text: string }) {
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.runbooks.version.queryOptions({ slug, version }), staleTime: Number.POSITIVE_INFINITY });
  if (!data) return <Skeleton rows={3} />;
  const parts = diffLines(data.text, text);
  return (
    <pre className="overflow-x-auto rounded-md bg-surface-sunk p-2 font-mono text-12 whitespace-pre-wrap">
      {parts.map(({ value, added, removed }, at) => {
        const lines = value.replace(/\n$/, "").split("\n");
        const told = added || removed ? lines : near(lines, at === 0, at === parts.length - 1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one comparison never change places.
          <span key={at} className={added ? "text-good" : removed ? "text-bad" : "text-ink-faint"}>
            {told.map((line) => `${added ? "+" : removed ? "-" : " "} ${line}\n`).join("")}
          </span>
        );
      })}
    </pre>
  );
}

const CONTEXT = 2;

/** Of what stayed, only what stands beside a change. */
function near(lines: string[], isFirst: boolean, isLast: boolean): string[] {
  const head = isFirst ? [] : lines.slice(0, CONTEXT);
  const tail = isLast ? [] : lines.slice(-CONTEXT);
  return lines.length <= CONTEXT * 2 ? lines : [...head, "…", ...tail];
}
