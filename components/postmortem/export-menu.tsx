"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import { problemFrom, useTRPCClient } from "#lib/trpc/client.tsx";

const TYPES = { md: "text/markdown", html: "text/html", json: "application/json" } as const;

/** The document as a file, or on paper. */
export function ExportMenu({ reference }: { reference: string }) {
  const client = useTRPCClient();
  const save = (format: keyof typeof TYPES) => () =>
    client.postmortems.export.query({ reference, format }).then(
      ({ content }) => download(`${reference}-postmortem.${format}`, content, TYPES[format]),
      (error: unknown) => toast.failed(problemFrom(error).detail),
    );
  const seal = () =>
    client.postmortems.seal.query({ reference }).then(
      ({ fileName, content }) => {
        download(fileName, content, "application/json");
        toast.done("Sealed. Anybody can check the file without a console: npx muster verify FILE");
      },
      (error: unknown) => toast.failed(problemFrom(error).detail),
    );
  return (
    <Menu
      label="Export"
      align="start"
      trigger={<Button icon={<Download size={14} aria-hidden />}>Export</Button>}
      items={[
        { label: "Markdown", onSelect: () => void save("md")() },
        { label: "HTML, ready for print", onSelect: () => void save("html")() },
        { label: "JSON", onSelect: () => void save("json")() },
        { label: "Sealed record, with log and evidence", startsGroup: true, onSelect: () => void seal() },
        { label: "Print or save as PDF", startsGroup: true, onSelect: () => window.print() },
      ]}
    />
  );
}

function download(name: string, content: string, type: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
