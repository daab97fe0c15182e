import type { Metadata } from "next";
import { EditorPage } from "#components/runbooks/editor-page.tsx";
import { FIRST_TEXT } from "#components/runbooks/first-text.ts";

export const metadata: Metadata = { title: "New runbook" };

export default function Page() {
  return <EditorPage slug={null} text={FIRST_TEXT} version={0} />;
}
