import type { Metadata } from "next";
import { foldRun } from "#components/agents/fold-run.ts";
import { InvestigationPage } from "#components/investigation/investigation-page.tsx";
import { ANALYST } from "#components/investigation/places.ts";
import { load } from "#lib/trpc/server.ts";

type Props = { params: Promise<{ reference: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Investigation of ${(await params).reference}` };
}

export default async function Page({ params }: Props) {
  const { reference } = await params;
  const [room, runs, investigations] = await load((api) =>
    Promise.all([
      api.room.read({ reference }),
      api.agents.list({ incident: reference, agent: ANALYST, limit: 20 }),
      api.investigations.list({ reference, limit: 100 }),
    ]),
  );
  const [newest] = runs.items;
  const reported = investigations.items.find(({ state }) => state === "reported");
  const [view, report] = await load((api) =>
    Promise.all([newest ? api.agents.read({ id: newest.id }) : null, reported ? api.investigations.read({ id: reported.id }) : null]),
  );
  const firstRun = view ? { view, message: await foldRun(view.chunks) } : null;
  return <InvestigationPage key={reference} first={{ room, runs, investigations, run: firstRun, report }} />;
}
