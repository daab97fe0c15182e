"use client";

import { Download } from "lucide-react";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Cell, Row, Table } from "#components/ui/table.tsx";
import { TimeText } from "#components/ui/time-text.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { EvidenceView } from "#lib/contracts/investigation.ts";
import { problemFrom, useTRPCClient } from "#lib/trpc/client.tsx";
import { saveFile } from "./save-file.ts";

const HEAD = ["Capture", "What", "Query", "Time looked at (UTC)", "Rows", "SHA-256", "Captured by", ""];

/** What the sources gave, as it was kept: for which query and time, by whom, with its hash, and to be downloaded. */
export function Captures({ investigation, reference, captures }: { investigation: string; reference: string; captures: readonly EvidenceView[] }) {
  if (captures.length === 0) return null;
  return (
    <section aria-label="Captures" className="grid min-w-0 grid-cols-1 gap-1">
      <h3 className="text-13 font-semibold">Captured for it</h3>
      <div className="-mx-3.5 sm:-mx-6">
        <Table label="What was captured" head={HEAD}>
          {captures.map((capture) => (
            <CaptureRow key={capture.n} capture={capture} investigation={investigation} reference={reference} />
          ))}
        </Table>
      </div>
    </section>
  );
}

function CaptureRow({ capture, investigation, reference }: { capture: EvidenceView; investigation: string; reference: string }) {
  const { n, title, source, query, from, to, rows, sha256, isTruncated, capturedBy, capturedAt } = capture;
  const client = useTRPCClient();
  /** The bytes that the hash is of. */
  const save = () =>
    client.investigations.evidence
      .query({ id: investigation, n })
      .then(({ files }) => saveFile(`${reference}-C${n}.json`, JSON.stringify(files), "application/json"))
      .catch((error: unknown) => toast.failed(problemFrom(error).detail));
  return (
    <Row>
      <Cell>
        <span id={`capture-${n}`} className="scroll-mt-40 font-mono text-12">
          C{n}
        </span>
      </Cell>
      <Cell>
        <bdi>{title}</bdi> <span className="text-12 text-ink-faint">{source}</span>
      </Cell>
      <Cell>
        <code className="line-clamp-2 max-w-72 font-mono text-12 [overflow-wrap:anywhere] text-ink-soft">{query}</code>
      </Cell>
      <Cell>
        <span className="font-mono text-12 whitespace-nowrap text-ink-soft">{from && to ? `${clock(from)} to ${clock(to)}` : "–"}</span>
      </Cell>
      <Cell align="right">
        <span className="tabular-nums">{rows.toLocaleString("en")}</span>
        {isTruncated ? <span className="block text-12 whitespace-nowrap text-warn">cut at the limit</span> : null}
      </Cell>
      <Cell>
        <span className="flex items-center gap-1 font-mono text-12 text-ink-soft">
          {sha256.slice(0, 12)}
          <CopyButton text={sha256} label={`Copy the SHA-256 of C${n}`} />
        </span>
      </Cell>
      <Cell>
        <span className="whitespace-nowrap">
          <bdi>{capturedBy.name}</bdi>{" "}
          <span className="text-12 text-ink-faint">
            <TimeText at={capturedAt} format="time" />
          </span>
        </span>
      </Cell>
      <Cell>
        <IconButton size="sm" label={`Download C${n}, ${title}`} icon={<Download size={13} />} onClick={() => void save()} />
      </Cell>
    </Row>
  );
}

const clock = (at: string): string => at.slice(11, 16);
