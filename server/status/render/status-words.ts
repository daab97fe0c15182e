import type { UpdateStatus } from "#lib/contracts/status/publication.ts";

/** What a public update is called in each language of the pages. */
export const STATUS_WORDS = {
  en: { investigating: "Investigating", identified: "Identified", monitoring: "Monitoring", resolved: "Resolved", postmortem: "Postmortem" },
  de: {
    investigating: "Wird untersucht",
    identified: "Ursache gefunden",
    monitoring: "Wird beobachtet",
    resolved: "Behoben",
    postmortem: "Nachbetrachtung",
  },
  fr: {
    investigating: "En cours d’analyse",
    identified: "Cause identifiée",
    monitoring: "Sous surveillance",
    resolved: "Résolu",
    postmortem: "Analyse a posteriori",
  },
  es: {
    investigating: "Investigando",
    identified: "Causa identificada",
    monitoring: "En observación",
    resolved: "Resuelto",
    postmortem: "Análisis posterior",
  },
  ar: {
    investigating: "قيد الفحص",
    identified: "عُرف السبب",
    monitoring: "قيد المراقبة",
    resolved: "تم الحل",
    postmortem: "مراجعة ما بعد الحادث",
  },
} as const satisfies Record<string, Record<UpdateStatus, string>>;
