"use client";

import { useId } from "react";
import { Input } from "#components/ui/input.tsx";
import { useIsHydrated } from "#components/ui/use-now.ts";

type ZoneFieldProps = { label: string; value: string; onChange: (zone: string) => void; help?: string; error?: string | null };

/** A time zone, typed or chosen from those that the browser knows. */
export function ZoneField({ label, value, onChange, help, error }: ZoneFieldProps) {
  const id = useId();
  const zones = useIsHydrated() ? ["UTC", ...Intl.supportedValuesOf("timeZone")] : [];
  return (
    <>
      <Input
        label={label}
        list={id}
        value={value}
        onChange={onChange}
        help={help}
        error={error}
        spellCheck={false}
        autoComplete="off"
        placeholder="Europe/Vienna"
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
