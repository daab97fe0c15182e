import type { Metadata } from "next";
import { RunsPage } from "#components/runbooks/runs-page.tsx";

export const metadata: Metadata = { title: "Runs of runbooks" };

export default function Page() {
  return <RunsPage />;
}
