import { useConsole } from "#components/shell/organisation.tsx";
import { SeverityBadge } from "#components/ui/badge.tsx";
import type { Severity } from "#lib/contracts/incident.ts";

export function SeverityButton({ severity, canWrite, onOpen }: { severity: Severity | null; canWrite: boolean; onOpen: () => void }) {
  const { settings } = useConsole();
  const label = severity ? settings.severities[severity].label : "Set severity";
  if (!canWrite) return <SeverityBadge severity={severity} label={label} />;
  return (
    <button type="button" aria-label={`Severity ${label}. Change it`} onClick={onOpen} className="min-h-6 rounded-full pointer-coarse:min-h-10">
      <SeverityBadge severity={severity} label={label} />
    </button>
  );
}
