import type { ActionItem } from "#lib/contracts/action-item.ts";
import { ACTION_ITEM_STATE_LABELS } from "#lib/contracts/postmortem-terms.ts";

/** Action items as a document shows them. */
export function ItemsTable({ items }: { items: ActionItem[] }) {
  if (items.length === 0)
    return (
      <p className="rounded-md border border-line px-3 py-2 text-13 text-ink-soft">
        No action items yet. Add them beside the document or on the board.
      </p>
    );
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-left text-13">
        <thead>
          <tr className="text-12 text-ink-faint">
            {["Priority", "Action", "Owner", "Due", "State"].map((head) => (
              <th key={head} scope="col" className="px-3 py-1.5 font-medium">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ id, priority, title, owner, team, dueOn, state, ticket }) => (
            <tr key={id} className="border-t border-line align-top">
              <td className="px-3 py-1.5 font-mono text-12">{priority}</td>
              <td className="px-3 py-1.5 [overflow-wrap:anywhere]">
                <bdi className={state === "done" || state === "dropped" ? "text-ink-faint line-through" : ""}>{title}</bdi>
                {ticket ? (
                  <a href={ticket.url} rel="noreferrer noopener" className="ml-1.5 font-mono text-12 text-accent-ink underline underline-offset-2">
                    {ticket.key}
                  </a>
                ) : null}
              </td>
              <td className="px-3 py-1.5 whitespace-nowrap text-ink-soft">{owner?.name ?? (team || "–")}</td>
              <td className="px-3 py-1.5 font-mono text-12 whitespace-nowrap">{dueOn ?? "–"}</td>
              <td className="px-3 py-1.5 whitespace-nowrap text-ink-soft">{ACTION_ITEM_STATE_LABELS[state]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
