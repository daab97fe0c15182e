import type { ExactCommand as Exact } from "#lib/contracts/deadline.ts";

/** A command word by word, as it would be given over, and the state of its target for which it is approved. */
export function ExactCommand({ exact: { argv, cluster, target, observed, plan } }: { exact: Exact }) {
  const facts: [string, string][] = [
    ...(cluster ? [["Cluster", cluster] satisfies [string, string]] : []),
    ["Target", target || "none"],
    ["Seen now", observed || "nothing is observed"],
    ...(plan ? [["Would change", plan] satisfies [string, string]] : []),
  ];
  return (
    <div className="grid gap-2">
      <ol aria-label="Words of the command" className="flex flex-wrap gap-1 font-mono text-12 text-ink">
        {argv.map((word, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the words of one command never change places.
          <li key={at} className="rounded-sm border border-line bg-surface px-1.5 [overflow-wrap:anywhere] whitespace-pre-wrap">
            {word === "" ? "(empty)" : word}
          </li>
        ))}
      </ol>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-12">
        {facts.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-soft">{label}</dt>
            <dd className="max-h-40 overflow-y-auto font-mono [overflow-wrap:anywhere] whitespace-pre-wrap text-ink">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
