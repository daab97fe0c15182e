"use client";

import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Parameter } from "#lib/contracts/runbook.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

type ParameterFieldProps = {
  parameter: Parameter;
  value: string;
  /** What it is when nothing is typed. */
  standing: string;
  namespace: string;
  incident: string | null;
  /** Empty: the first one. */
  cluster: string;
  error: string | null;
  onChange: (value: string) => void;
};

const IN_CLUSTER = ["namespace", "deployment", "statefulset", "node", "pod"] as const;
type InCluster = (typeof IN_CLUSTER)[number];
const isInCluster = (type: string): type is InCluster => IN_CLUSTER.some((one) => one === type);

/** A parameter by its type: a list for choices, suggestions from the cluster for what it knows by name. */
export function ParameterField({ parameter, value, standing, namespace, incident, cluster, error, onChange }: ParameterFieldProps) {
  const { name, title, about, type, choices } = parameter;
  const label = title || name.replaceAll("_", " ");
  if (type === "boolean" || choices.length > 0) {
    const options = (type === "boolean" ? ["false", "true"] : choices).map((one) => ({
      value: one,
      label: type === "boolean" ? (one === "true" ? "Yes" : "No") : one,
    }));
    const none = value === "" && standing === "" ? [{ value: "", label: "Choose" }] : [];
    return (
      <Select label={label} help={about || undefined} error={error} value={value || standing} options={[...none, ...options]} onChange={onChange} />
    );
  }
  if (isInCluster(type))
    return <ClusterField label={label} parameter={parameter} kind={type} {...{ value, standing, namespace, incident, cluster, error, onChange }} />;
  return (
    <Input
      label={label}
      help={about || undefined}
      error={error}
      value={value}
      placeholder={standing}
      inputMode={type === "number" ? "numeric" : undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={onChange}
    />
  );
}

function ClusterField({
  label,
  kind,
  parameter,
  value,
  standing,
  namespace,
  incident,
  cluster,
  error,
  onChange,
}: ParameterFieldProps & { label: string; kind: InCluster }) {
  const trpc = useTRPC();
  const list = useId();
  const isPlaced = kind !== "namespace" && kind !== "node";
  const { data } = useQuery({
    ...trpc.runbooks.choices.queryOptions({
      kind,
      namespace: isPlaced ? namespace : "",
      ...(incident ? { incident } : {}),
      ...(cluster ? { cluster } : {}),
    }),
    enabled: !isPlaced || namespace !== "",
    staleTime: 30_000,
  });
  return (
    <>
      <Input
        label={label}
        help={data?.why ?? (parameter.about || undefined)}
        error={error}
        value={value}
        placeholder={standing}
        list={list}
        autoComplete="off"
        spellCheck={false}
        onChange={onChange}
      />
      <datalist id={list}>
        {(data?.names ?? []).map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </>
  );
}
