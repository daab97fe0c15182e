import type { ComponentState, UpdateStatus } from "#lib/contracts/status/publication.ts";
import { STATUS_WORDS } from "./status-words.ts";

/** All words that a page says itself. `{…}` stands for what is put in. */
export type Words = {
  states: Record<ComponentState, string>;
  overall: Record<ComponentState, string>;
  statuses: Record<UpdateStatus, string>;
  unknown: string;
  subscribe: string;
  nextBy: string;
  nextMissed: string;
  onTime: string;
  since: string;
  until: string;
  workaround: string;
  components: string;
  lastDays: string;
  weights: string;
  today: string;
  daysAgo: string;
  noTrouble: string;
  daysWithTrouble: string;
  minutes: string;
  hours: string;
  earlier: string;
  nothingEarlier: string;
  allHistory: string;
  history: string;
  nothingInMonth: string;
  planned: string;
  running: string;
  cancelled: string;
  corrected: string;
  retracted: string;
  before: string;
  asOf: string;
  back: string;
  practice: string;
  affected: string;
};

const en: Words = {
  states: {
    operational: "Operational",
    maintenance: "Under maintenance",
    degraded: "Degraded performance",
    partial: "Partial outage",
    major: "Major outage",
  },
  overall: {
    operational: "All systems are operational",
    maintenance: "Maintenance is under way",
    degraded: "Some systems are slower than usual",
    partial: "Some systems are partly down",
    major: "There is a major outage",
  },
  statuses: STATUS_WORDS.en,
  unknown: "Not recorded",
  subscribe: "Get updates",
  nextBy: "Next update by {time}",
  nextMissed: "The next update was promised for {time} and is late",
  onTime: "Updates on time: {kept} of {due}",
  since: "Since {time}",
  until: "until {time}",
  workaround: "What you can do meanwhile",
  components: "Components",
  lastDays: "last {days} days",
  weights:
    "How uptime is counted: a minute of major outage counts {major}, of partial outage {partial}, of degraded performance {degraded}, of maintenance {maintenance}. Time of which nothing is recorded does not count. Figures are cut, never rounded up.",
  today: "Today",
  daysAgo: "{days} days ago",
  noTrouble: "No trouble recorded",
  daysWithTrouble: "{count} days with trouble",
  minutes: "{count} min",
  hours: "{hours} h {minutes} min",
  earlier: "Earlier",
  nothingEarlier: "Nothing was reported in the last 14 days.",
  allHistory: "All history",
  history: "History",
  nothingInMonth: "Nothing was reported in this month.",
  planned: "Planned maintenance",
  running: "Maintenance under way",
  cancelled: "Called off",
  corrected: "Corrected {time}: {reason}",
  retracted: "Taken back {time}: {reason}",
  before: "What it said before",
  asOf: "As of {time}",
  back: "Present state",
  practice: "This page is for practice. Nothing here is happening.",
  affected: "Affected: {components}",
};

const de: Words = {
  states: {
    operational: "In Betrieb",
    maintenance: "In Wartung",
    degraded: "Eingeschränkte Leistung",
    partial: "Teilausfall",
    major: "Großer Ausfall",
  },
  overall: {
    operational: "Alle Systeme sind in Betrieb",
    maintenance: "Eine Wartung läuft",
    degraded: "Einige Systeme sind langsamer als sonst",
    partial: "Einige Systeme sind teilweise ausgefallen",
    major: "Es gibt einen großen Ausfall",
  },
  statuses: STATUS_WORDS.de,
  unknown: "Nicht aufgezeichnet",
  subscribe: "Auf dem Laufenden bleiben",
  nextBy: "Nächste Meldung bis {time}",
  nextMissed: "Die nächste Meldung war für {time} versprochen und kommt zu spät",
  onTime: "Pünktliche Meldungen: {kept} von {due}",
  since: "Seit {time}",
  until: "bis {time}",
  workaround: "Was Sie inzwischen tun können",
  components: "Komponenten",
  lastDays: "letzte {days} Tage",
  weights:
    "So wird die Verfügbarkeit gezählt: Eine Minute großer Ausfall zählt {major}, Teilausfall {partial}, eingeschränkte Leistung {degraded}, Wartung {maintenance}. Zeiten ohne Aufzeichnung zählen nicht. Werte werden abgeschnitten, nie aufgerundet.",
  today: "Heute",
  daysAgo: "vor {days} Tagen",
  noTrouble: "Keine Störung aufgezeichnet",
  daysWithTrouble: "{count} Tage mit Störungen",
  minutes: "{count} Min.",
  hours: "{hours} Std. {minutes} Min.",
  earlier: "Früher",
  nothingEarlier: "In den letzten 14 Tagen wurde nichts gemeldet.",
  allHistory: "Gesamter Verlauf",
  history: "Verlauf",
  nothingInMonth: "In diesem Monat wurde nichts gemeldet.",
  planned: "Geplante Wartung",
  running: "Laufende Wartung",
  cancelled: "Abgesagt",
  corrected: "Berichtigt {time}: {reason}",
  retracted: "Zurückgenommen {time}: {reason}",
  before: "Was vorher dort stand",
  asOf: "Stand {time}",
  back: "Aktueller Stand",
  practice: "Diese Seite dient der Übung. Nichts davon geschieht wirklich.",
  affected: "Betroffen: {components}",
};

const fr: Words = {
  states: {
    operational: "Opérationnel",
    maintenance: "En maintenance",
    degraded: "Performances dégradées",
    partial: "Panne partielle",
    major: "Panne majeure",
  },
  overall: {
    operational: "Tous les systèmes sont opérationnels",
    maintenance: "Une maintenance est en cours",
    degraded: "Certains systèmes sont plus lents que d’habitude",
    partial: "Certains systèmes sont partiellement en panne",
    major: "Une panne majeure est en cours",
  },
  statuses: STATUS_WORDS.fr,
  unknown: "Non enregistré",
  subscribe: "Recevoir les nouvelles",
  nextBy: "Prochaine nouvelle avant {time}",
  nextMissed: "La prochaine nouvelle était promise pour {time} et a du retard",
  onTime: "Nouvelles à l’heure : {kept} sur {due}",
  since: "Depuis {time}",
  until: "jusqu’à {time}",
  workaround: "Ce que vous pouvez faire en attendant",
  components: "Composants",
  lastDays: "{days} derniers jours",
  weights:
    "Calcul de la disponibilité : une minute de panne majeure compte {major}, de panne partielle {partial}, de performances dégradées {degraded}, de maintenance {maintenance}. Le temps non enregistré ne compte pas. Les chiffres sont tronqués, jamais arrondis vers le haut.",
  today: "Aujourd’hui",
  daysAgo: "il y a {days} jours",
  noTrouble: "Aucun problème enregistré",
  daysWithTrouble: "{count} jours avec un problème",
  minutes: "{count} min",
  hours: "{hours} h {minutes} min",
  earlier: "Précédemment",
  nothingEarlier: "Rien n’a été signalé ces 14 derniers jours.",
  allHistory: "Tout l’historique",
  history: "Historique",
  nothingInMonth: "Rien n’a été signalé ce mois-ci.",
  planned: "Maintenance prévue",
  running: "Maintenance en cours",
  cancelled: "Annulée",
  corrected: "Corrigé {time} : {reason}",
  retracted: "Retiré {time} : {reason}",
  before: "Texte précédent",
  asOf: "À {time}",
  back: "État actuel",
  practice: "Cette page sert à l’entraînement. Rien de cela n’a lieu.",
  affected: "Concerné : {components}",
};

const es: Words = {
  states: {
    operational: "Operativo",
    maintenance: "En mantenimiento",
    degraded: "Rendimiento degradado",
    partial: "Interrupción parcial",
    major: "Interrupción grave",
  },
  overall: {
    operational: "Todos los sistemas están operativos",
    maintenance: "Hay un mantenimiento en curso",
    degraded: "Algunos sistemas van más lentos de lo normal",
    partial: "Algunos sistemas están parcialmente caídos",
    major: "Hay una interrupción grave",
  },
  statuses: STATUS_WORDS.es,
  unknown: "Sin registro",
  subscribe: "Recibir novedades",
  nextBy: "Próxima novedad antes de {time}",
  nextMissed: "La próxima novedad estaba prometida para {time} y se retrasa",
  onTime: "Novedades a tiempo: {kept} de {due}",
  since: "Desde {time}",
  until: "hasta {time}",
  workaround: "Qué puede hacer mientras tanto",
  components: "Componentes",
  lastDays: "últimos {days} días",
  weights:
    "Cómo se cuenta la disponibilidad: un minuto de interrupción grave cuenta {major}, de interrupción parcial {partial}, de rendimiento degradado {degraded}, de mantenimiento {maintenance}. El tiempo sin registro no cuenta. Las cifras se cortan, nunca se redondean hacia arriba.",
  today: "Hoy",
  daysAgo: "hace {days} días",
  noTrouble: "Sin problemas registrados",
  daysWithTrouble: "{count} días con problemas",
  minutes: "{count} min",
  hours: "{hours} h {minutes} min",
  earlier: "Antes",
  nothingEarlier: "No se comunicó nada en los últimos 14 días.",
  allHistory: "Todo el historial",
  history: "Historial",
  nothingInMonth: "No se comunicó nada este mes.",
  planned: "Mantenimiento previsto",
  running: "Mantenimiento en curso",
  cancelled: "Cancelado",
  corrected: "Corregido {time}: {reason}",
  retracted: "Retirado {time}: {reason}",
  before: "Lo que decía antes",
  asOf: "A las {time}",
  back: "Estado actual",
  practice: "Esta página es para practicar. Nada de esto está ocurriendo.",
  affected: "Afectado: {components}",
};

const ar: Words = {
  states: { operational: "يعمل", maintenance: "قيد الصيانة", degraded: "أداء منخفض", partial: "انقطاع جزئي", major: "انقطاع كبير" },
  overall: {
    operational: "جميع الأنظمة تعمل",
    maintenance: "هناك صيانة جارية",
    degraded: "بعض الأنظمة أبطأ من المعتاد",
    partial: "بعض الأنظمة متوقفة جزئيًا",
    major: "هناك انقطاع كبير",
  },
  statuses: STATUS_WORDS.ar,
  unknown: "غير مسجل",
  subscribe: "تلقي التحديثات",
  nextBy: "التحديث التالي قبل {time}",
  nextMissed: "كان التحديث التالي موعودًا عند {time} وقد تأخر",
  onTime: "تحديثات في موعدها: {kept} من {due}",
  since: "منذ {time}",
  until: "حتى {time}",
  workaround: "ما يمكنك فعله الآن",
  components: "المكونات",
  lastDays: "آخر {days} يومًا",
  weights:
    "كيف يُحسب التوفر: دقيقة الانقطاع الكبير تُحسب {major}، والجزئي {partial}، والأداء المنخفض {degraded}، والصيانة {maintenance}. الوقت غير المسجل لا يُحسب. الأرقام تُقطع ولا تُقرّب إلى أعلى.",
  today: "اليوم",
  daysAgo: "قبل {days} يومًا",
  noTrouble: "لا مشكلات مسجلة",
  daysWithTrouble: "أيام فيها مشكلات: {count}",
  minutes: "{count} دقيقة",
  hours: "{hours} س {minutes} د",
  earlier: "سابقًا",
  nothingEarlier: "لم يُبلَّغ عن شيء في آخر 14 يومًا.",
  allHistory: "السجل كله",
  history: "السجل",
  nothingInMonth: "لم يُبلَّغ عن شيء في هذا الشهر.",
  planned: "صيانة مخططة",
  running: "صيانة جارية",
  cancelled: "أُلغيت",
  corrected: "صُحّح {time}: {reason}",
  retracted: "سُحب {time}: {reason}",
  before: "النص السابق",
  asOf: "حتى {time}",
  back: "الحالة الآن",
  practice: "هذه الصفحة للتدريب. لا شيء من هذا يحدث فعلًا.",
  affected: "المتأثر: {components}",
};

export const WORDS = { en, de, fr, es, ar } satisfies Record<string, Words>;
export type Language = keyof typeof WORDS;

/** Puts values into a sentence of `Words`. */
export function fill(sentence: string, values: Record<string, string | number>): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
