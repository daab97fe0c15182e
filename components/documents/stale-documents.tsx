import { FileDiff } from "lucide-react";
import type { DocumentNote } from "#lib/contracts/document.ts";
import { differencesOf } from "#lib/contracts/document-differences.ts";
import type { ShownFigure } from "./figure-details.tsx";

/** Documents whose numbers are no longer what the incident says: which, from what to what. */
export function StaleDocuments({ documents, figures }: { documents: DocumentNote[]; figures: ShownFigure[] }) {
  const stale = documents
    .map((document) => ({ document, differences: differencesOf(document, figures) }))
    .filter(({ differences }) => differences.length > 0);
  if (stale.length === 0) return null;
  return (
    <ul className="grid gap-1.5">
      {stale.map(({ document, differences }) => (
        <li key={document.id} className="rounded-md border border-warn/35 bg-warn-soft px-2.5 py-1.5 text-12">
          <p className="flex items-center gap-1.5 font-medium">
            <FileDiff size={13} aria-hidden className="shrink-0 text-warn" />
            The {document.kind} says other numbers
          </p>
          <ul className="pl-5">
            {differences.map(({ title, from, to }) => (
              <li key={title}>
                {title}: <span className="font-mono line-through">{from}</span> → <span className="font-mono">{to}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
