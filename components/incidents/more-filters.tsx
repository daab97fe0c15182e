"use client";

import { useQuery } from "@tanstack/react-query";
import { CausePicker, CauseService, DeclaredWithin, TeamChips } from "#components/incidents/history-filters.tsx";
import { PersonPicker } from "#components/roles/person-picker.tsx";
import { ServicePicker } from "#components/services/service-picker.tsx";
import { useConsole } from "#components/shell/organisation.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { Choice } from "#components/ui/combobox.tsx";
import { Dialog, DialogActions } from "#components/ui/dialog.tsx";
import type { BoardFilter } from "#lib/contracts/board.ts";
import { PHASES } from "#lib/contracts/incident-terms.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type MoreFiltersProps = { filter: BoardFilter; onChange: (change: Partial<BoardFilter>) => void; onClose: () => void };

const NOTHING_MORE = {
  phase: [],
  service: [],
  team: [],
  cause: [],
  causeService: "",
  commander: null,
  from: null,
  to: null,
} satisfies Partial<BoardFilter>;

/** The filters that a board has no room for: services, commander, phases. The board behind follows each choice. */
export function MoreFilters({ filter, onChange, onClose }: MoreFiltersProps) {
  const { settings } = useConsole();
  const trpc = useTRPC();
  const { service, team, cause, commander, phase } = filter;
  const names = useQuery({ ...trpc.board.filterNames.queryOptions({ service, team, cause, commander }), placeholderData: (old) => old });
  const services: Choice[] = names.data?.services ?? [];
  const person = names.data?.commander;
  const { teams = [], causes = [] } = names.data ?? {};
  return (
    <Dialog isOpen title="More filters" onClose={onClose}>
      <div className="grid gap-4">
        <ServicePicker label="Services" chosen={services} onChange={(chosen) => onChange({ service: chosen.map(({ id }) => id) })} />
        <PersonPicker label="Commander" chosen={person ? [person] : []} onChange={(chosen) => onChange({ commander: chosen[0]?.id ?? null })} />
        <CausePicker all={causes} chosen={cause} onChange={(chosen) => onChange({ cause: chosen })} />
        <CauseService key={filter.causeService} value={filter.causeService} onChange={(causeService) => onChange({ causeService })} />
        {teams.length > 0 ? <TeamChips teams={teams} onChange={(chosen) => onChange({ team: chosen })} /> : null}
        <DeclaredWithin from={filter.from ?? null} to={filter.to ?? null} onChange={onChange} />
        <fieldset className="grid gap-1">
          <legend className="pb-1 text-12 font-medium text-ink-soft">Phases</legend>
          <div className="grid grid-cols-2 gap-x-4 gap-y-2 sm:grid-cols-3">
            {PHASES.map((name) => (
              <Checkbox
                key={name}
                label={phaseLabel(settings, name)}
                isChecked={phase.includes(name)}
                onChange={(isChecked) => onChange({ phase: isChecked ? [...phase, name] : phase.filter((other) => other !== name) })}
              />
            ))}
          </div>
          <p className="text-12 text-ink-faint">With phases chosen, open or ended does not matter.</p>
        </fieldset>
      </div>
      <DialogActions>
        <Button variant="ghost" onClick={() => onChange(NOTHING_MORE)}>
          Clear these
        </Button>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </Dialog>
  );
}
