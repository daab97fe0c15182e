import type { ReactNode } from "react";

/** A plain table that scrolls sideways on a narrow screen. An empty name in `head` is a column of buttons. */
export function Table({ label, head, children }: { label: string; head: string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard.
    <section className="overflow-x-auto" tabIndex={0} aria-label={label}>
      <table className="w-full text-left text-13">
        <thead>
          <tr className="border-b border-line text-12 text-ink-faint">
            {head.map((name, column) =>
              name ? (
                <th key={name} scope="col" className="px-3 py-1.5 font-medium whitespace-nowrap first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6">
                  {name}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their places.
                <td key={column} />
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

export function Row({ children }: { children: ReactNode }) {
  return <tr className="border-b border-line align-middle transition-colors hover:bg-surface-hover">{children}</tr>;
}

export function Cell({ children, align = "left" }: { children: ReactNode; align?: "left" | "right" }) {
  return <td className={`px-3 py-1.5 first:pl-4 last:pr-4 sm:first:pl-6 sm:last:pr-6 ${align === "right" ? "text-right" : ""}`}>{children}</td>;
}
