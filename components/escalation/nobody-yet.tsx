import Link from "next/link";
import { Callout } from "#components/ui/callout.tsx";
import type { EscalationStatus } from "#lib/contracts/escalation/status.ts";

/** Teaches where the ladder reaches nobody: what to set up, and where. */
export function NobodyYet({ status }: { status: EscalationStatus }) {
  const problems = status.rungs.flatMap((rung) => rung.problems);
  const reaches = status.rungs.some(({ people }) => people.length > 0);
  if (status.rungs.length === 0 || reaches || problems.length === 0) return null;
  return (
    <Callout title="Nobody is on call yet">
      <p className="text-ink-soft">The levels have nobody to page. Any one of these changes that:</p>
      <ul className="list-disc pt-1 pl-4 marker:text-ink-faint">
        <li>
          Create a schedule, under <Place href="/on-call">On call</Place>.
        </li>
        <li>
          Name a team's lead, under <Place href="/people/teams">People → Teams</Place>.
        </li>
        <li>
          Say who holds a position, under <Place href="/settings/escalation">Settings → Escalation</Place>.
        </li>
      </ul>
      <p className="pt-1 text-ink-soft">Until then, page a person by hand.</p>
    </Callout>
  );
}

function Place({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="font-medium underline underline-offset-2">
      {children}
    </Link>
  );
}
