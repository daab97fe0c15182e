"use client";

import { z } from "zod";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { PHASES } from "#lib/contracts/incident-terms.ts";
import { OrganisationSettings } from "#lib/contracts/organisation.ts";
import { phaseLabel } from "#lib/contracts/phase-labels.ts";
import { optionalLineOf } from "#lib/contracts/text.ts";
import { SettingsNotices } from "./settings-notices.tsx";
import { type Stored, useSettings } from "./use-settings.ts";

const Budget = OrganisationSettings.shape.alertBudget;
const Hosts = OrganisationSettings.pick({ allowedHosts: true });
const Names = OrganisationSettings.pick({ name: true, currency: true });

/** What each phase is called by default stands as its title. */
const PhaseNames = z.object(
  Object.fromEntries(
    PHASES.map((phase) => [
      phase,
      optionalLineOf(40, "The phase's name").meta({
        title: phaseLabel({ phaseLabels: {} }, phase),
        placeholder: phaseLabel({ phaseLabels: {} }, phase),
      }),
    ]),
  ),
);

/** The organisation's name and currency, its own words for the phases of an incident, and whom Muster may ask inside the network. */
export function OrganisationForm({ first }: { first: Stored }) {
  const editor = useSettings(first);
  const { settings, canChange, isPending, save } = editor;
  return (
    <>
      <SettingsNotices editor={editor} />
      <SchemaForm
        key={JSON.stringify([settings.name, settings.currency])}
        schema={Names}
        value={settings}
        submit="Save"
        isPending={isPending}
        isDisabled={!canChange}
        onSubmit={save}
      />
      <section className="grid gap-3 border-t border-line pt-5">
        <div>
          <h2 className="text-14 font-semibold">Names of the phases</h2>
          <p className="text-13 text-ink-soft">Your own words for where an incident stands. The rules between the phases stay the same.</p>
        </div>
        <SchemaForm
          key={JSON.stringify(settings.phaseLabels)}
          schema={PhaseNames}
          value={settings.phaseLabels}
          submit="Save the names"
          isDense
          isPending={isPending}
          isDisabled={!canChange}
          onSubmit={(names) => save({ phaseLabels: Object.fromEntries(Object.entries(names).filter(([, name]) => name !== "")) })}
        />
      </section>
      <section className="grid gap-3 border-t border-line pt-5">
        <div>
          <h2 className="text-14 font-semibold">Requests to other systems</h2>
          <p className="text-13 text-ink-soft">
            Muster sends webhooks and other requests only to public addresses over https, so that nobody can reach into your network through it. Name
            the internal hosts that are meant.
          </p>
        </div>
        <SchemaForm
          key={settings.allowedHosts.join()}
          schema={Hosts}
          value={settings}
          submit="Save the hosts"
          isPending={isPending}
          isDisabled={!canChange}
          onSubmit={save}
        />
      </section>
      <section className="grid gap-3 border-t border-line pt-5">
        <div>
          <h2 className="text-14 font-semibold">Storms of alerts</h2>
          <p className="text-13 text-ink-soft">
            How many incidents alerts may declare. Critical ones have as many of their own. What is beyond is kept, and folded into one incident.
          </p>
        </div>
        <SchemaForm
          key={JSON.stringify(settings.alertBudget)}
          schema={Budget}
          value={settings.alertBudget}
          submit="Save the budget"
          isPending={isPending}
          isDisabled={!canChange}
          onSubmit={(alertBudget) => save({ alertBudget })}
        />
      </section>
    </>
  );
}
