"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { AccountList, AccountSection } from "#components/account/account-section.tsx";
import { Button } from "#components/ui/button.tsx";
import { deferred } from "#components/ui/deferred.tsx";
import type { KeySummary } from "#lib/contracts/key.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { KeyItem } from "./key-item.tsx";

const KeyDialog = deferred(() => import("./key-dialog.tsx").then((module) => module.KeyDialog));

/** `all` null for whoever may not see the keys of others. */
export function KeysPage({ own, all }: { own: KeySummary[]; all: KeySummary[] | null }) {
  return (
    <div className="-my-6 divide-y divide-line">
      <Keys
        title="Your API keys"
        lead={
          <>
            For your scripts, the command line, and assistants that speak MCP. A key may do what you may, as long as you may.{" "}
            <a className="text-accent-ink underline underline-offset-2" href="/docs/api">
              What there is to call
            </a>
          </>
        }
        first={own}
        isOwn
      />
      {all ? (
        <Keys
          title="Keys of the organisation"
          lead="For what outlives people: deploys, monitors, screens on a wall. They have a role of their own. Keys of people are listed too, so that you can end them."
          first={all}
          isOwn={false}
        />
      ) : null}
    </div>
  );
}

function Keys({ title, lead, first, isOwn }: { title: string; lead: ReactNode; first: KeySummary[]; isOwn: boolean }) {
  const trpc = useTRPC();
  const { data: keys } = useQuery({ ...trpc.keys.list.queryOptions({ isOwn }), initialData: first });
  const [isMaking, setMaking] = useState(false);
  return (
    <AccountSection title={title} lead={lead}>
      {keys.length > 0 ? (
        <AccountList label={title}>
          {keys.map((key) => (
            <KeyItem key={key.id} apiKey={key} isOwn={isOwn} />
          ))}
        </AccountList>
      ) : (
        <p className="flex items-center gap-2 text-13 text-ink-soft">
          <KeyRound size={14} aria-hidden className="text-ink-faint" />
          None yet. With one, <code className="font-mono text-12">npx muster list</code> works from any terminal.
        </p>
      )}
      <div>
        <Button icon={<Plus size={14} aria-hidden />} onClick={() => setMaking(true)}>
          {isOwn ? "Make a key" : "Make a key of the organisation"}
        </Button>
      </div>
      {isMaking ? <KeyDialog isOwn={isOwn} onClose={() => setMaking(false)} /> : null}
    </AccountSection>
  );
}
