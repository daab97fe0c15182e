import type { Metadata } from "next";
import Link from "next/link";
import { Entrance } from "#components/entrance/entrance.tsx";
import { AnswerByLink } from "#components/paging/answer-by-link.tsx";
import { ReadPageByLink } from "#lib/contracts/escalation/page-link.ts";
import { request } from "#lib/trpc/server.ts";

export const metadata: Metadata = { title: "You are paged", referrer: "no-referrer" };

export default async function AckPage({ params }: { params: Promise<{ token: string }> }) {
  const token = decodeURIComponent((await params).token);
  const page = await readPage(token);
  if (!page)
    return (
      <Entrance title="There is no page behind this link" lead="It may be cut off. Copy the whole link, or open Muster and look there.">
        <Link href="/now" className="text-13 text-accent-ink hover:underline">
          Open Muster
        </Link>
      </Entrance>
    );
  return <AnswerByLink token={token} page={page} />;
}

async function readPage(token: string) {
  if (!ReadPageByLink.safeParse({ token }).success) return null;
  const { caller } = await request();
  try {
    return await caller.escalation.pageByLink({ token });
  } catch (error) {
    if ((error as { code?: string }).code === "NOT_FOUND") return null;
    throw error;
  }
}
