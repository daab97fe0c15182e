"use client";

import { OneTimeSecret } from "#components/ui/one-time-secret.tsx";
import { dateTime } from "#lib/time.ts";

type OneTimeLinkProps = { what: string; link: string; expiresAt: string; forWhom: string | null; onClose: () => void };

/** The one time at which such a link can be seen. */
export function OneTimeLink({ what, link, expiresAt, forWhom, onClose }: OneTimeLinkProps) {
  return (
    <OneTimeSecret label={what} secret={link} title="Send this link yourself" copy="Copy the link" onClose={onClose}>
      It is shown only now{forWhom ? <span className="[overflow-wrap:anywhere]">, for {forWhom}</span> : null}. It works once, until{" "}
      {dateTime(expiresAt, "own")}.
    </OneTimeSecret>
  );
}
