import Link from "next/link";
import { Fragment, type ReactNode } from "react";
import { CITES } from "./cite-evidence.ts";
import { CitedEntry } from "./cited-entry.tsx";
import { EvidenceChip } from "./evidence-chip.tsx";

const ESCAPED = /\\([\\`*_[\]<>#|])/g;
const STRONG = /(?<!\\)\*\*(.+?)(?<!\\)\*\*/;
const REFERENCE = /\b(INC-\d{4}-\d{4}-\d{3,})\b/;

/** Words of a document, without the marks that keep them plain in Markdown: strong ones strong, incidents as links, cited evidence and entries as chips. Nothing in them is code. */
export function InlineText({ text }: { text: string }) {
  return withMatches(
    text,
    STRONG,
    (words) => <PlainText text={words} />,
    (words) => (
      <strong>
        <PlainText text={words} />
      </strong>
    ),
  );
}

function PlainText({ text }: { text: string }) {
  return withMatches(
    text,
    CITES,
    (words) => <Words text={words} />,
    (ids) => ids.split(/, ?/).map((id) => (id.startsWith("#") ? <CitedEntry key={id} seq={id.slice(1)} /> : <EvidenceChip key={id} id={id} />)),
  );
}

function Words({ text }: { text: string }) {
  return withMatches(
    text.replaceAll(ESCAPED, "$1"),
    REFERENCE,
    (words) => words,
    (reference) => (
      <Link href={`/incidents/${reference}`} className="underline underline-offset-2">
        {reference}
      </Link>
    ),
  );
}

/** A pattern with one group splits a text so that every second part is what it matched. */
function withMatches(text: string, pattern: RegExp, between: (words: string) => ReactNode, matched: (words: string) => ReactNode): ReactNode {
  return text.split(pattern).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change places.
    <Fragment key={index}>{index % 2 === 1 ? matched(part) : between(part)}</Fragment>
  ));
}
