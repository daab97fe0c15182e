import type { NewsKind } from "./news-of.ts";

/** What messages to subscribers say in the language of their page. `{…}` stands for what is put in. */
export type MessageWords = {
  kinds: Record<Exclude<NewsKind, "update">, string>;
  confirmSubject: string;
  confirmText: string;
  aboutAll: string;
  about: string;
  confirm: string;
  ignore: string;
  why: string;
  unsubscribe: string;
  read: string;
  reason: string;
  from: string;
};

const en: MessageWords = {
  kinds: {
    correction: "Corrected",
    retraction: "Taken back",
    announced: "Planned maintenance",
    reminder: "Maintenance begins soon",
    started: "Maintenance has begun",
    ended: "Maintenance is over",
    cancelled: "Maintenance is called off",
  },
  confirmSubject: "Confirm that you want news of {page}",
  confirmText: "Somebody, probably you, asked that this address be told what {page} reports. It begins when you confirm it within 7 days:",
  aboutAll: "About everything on the page.",
  about: "Only about: {components}.",
  confirm: "Confirm subscription",
  ignore: "If it was not you, do nothing. Nothing else is sent.",
  why: "You get this because you subscribed to {page}.",
  unsubscribe: "Unsubscribe",
  read: "Read it on the page",
  reason: "Why: {reason}",
  from: "{from} to {to}",
};

const de: MessageWords = {
  kinds: {
    correction: "Berichtigt",
    retraction: "Zurückgenommen",
    announced: "Geplante Wartung",
    reminder: "Wartung beginnt bald",
    started: "Wartung hat begonnen",
    ended: "Wartung ist beendet",
    cancelled: "Wartung ist abgesagt",
  },
  confirmSubject: "Bestätigen Sie das Abonnement von {page}",
  confirmText:
    "Jemand, vermutlich Sie, möchte die Meldungen von {page} an diese Adresse. Sie kommen, sobald Sie es innerhalb von 7 Tagen bestätigen:",
  aboutAll: "Zu allem auf der Seite.",
  about: "Nur zu: {components}.",
  confirm: "Abonnement bestätigen",
  ignore: "Waren Sie es nicht, tun Sie nichts. Es wird nichts weiter gesendet.",
  why: "Sie erhalten dies, weil Sie {page} abonniert haben.",
  unsubscribe: "Abbestellen",
  read: "Auf der Seite lesen",
  reason: "Grund: {reason}",
  from: "{from} bis {to}",
};

const fr: MessageWords = {
  kinds: {
    correction: "Corrigé",
    retraction: "Retiré",
    announced: "Maintenance prévue",
    reminder: "La maintenance commence bientôt",
    started: "La maintenance a commencé",
    ended: "La maintenance est terminée",
    cancelled: "La maintenance est annulée",
  },
  confirmSubject: "Confirmez votre abonnement à {page}",
  confirmText:
    "Quelqu’un, sans doute vous, a demandé que cette adresse reçoive les nouvelles de {page}. Elles arrivent dès que vous confirmez, sous 7 jours :",
  aboutAll: "Sur toute la page.",
  about: "Seulement : {components}.",
  confirm: "Confirmer l’abonnement",
  ignore: "Si ce n’était pas vous, ne faites rien. Rien d’autre n’est envoyé.",
  why: "Vous recevez ceci car vous êtes abonné à {page}.",
  unsubscribe: "Se désabonner",
  read: "Lire sur la page",
  reason: "Raison : {reason}",
  from: "{from} – {to}",
};

const es: MessageWords = {
  kinds: {
    correction: "Corregido",
    retraction: "Retirado",
    announced: "Mantenimiento previsto",
    reminder: "El mantenimiento empieza pronto",
    started: "El mantenimiento ha empezado",
    ended: "El mantenimiento ha terminado",
    cancelled: "El mantenimiento se ha cancelado",
  },
  confirmSubject: "Confirme su suscripción a {page}",
  confirmText:
    "Alguien, seguramente usted, pidió que esta dirección reciba las novedades de {page}. Empezará cuando lo confirme en un plazo de 7 días:",
  aboutAll: "Sobre toda la página.",
  about: "Solo sobre: {components}.",
  confirm: "Confirmar la suscripción",
  ignore: "Si no fue usted, no haga nada. No se envía nada más.",
  why: "Recibe esto porque se suscribió a {page}.",
  unsubscribe: "Darse de baja",
  read: "Leer en la página",
  reason: "Motivo: {reason}",
  from: "{from} – {to}",
};

const ar: MessageWords = {
  kinds: {
    correction: "تصحيح",
    retraction: "سحب",
    announced: "صيانة مخططة",
    reminder: "تبدأ الصيانة قريبًا",
    started: "بدأت الصيانة",
    ended: "انتهت الصيانة",
    cancelled: "أُلغيت الصيانة",
  },
  confirmSubject: "أكّد اشتراكك في {page}",
  confirmText: "طلب أحدهم، وربما أنت، أن تصل أخبار {page} إلى هذا العنوان. يبدأ ذلك عندما تؤكده خلال 7 أيام:",
  aboutAll: "عن كل ما في الصفحة.",
  about: "فقط عن: {components}.",
  confirm: "تأكيد الاشتراك",
  ignore: "إن لم تكن أنت فلا تفعل شيئًا. لن يُرسل شيء آخر.",
  why: "تصلك هذه الرسالة لأنك اشتركت في {page}.",
  unsubscribe: "إلغاء الاشتراك",
  read: "اقرأها على الصفحة",
  reason: "السبب: {reason}",
  from: "{from} – {to}",
};

export const MESSAGE_WORDS = { en, de, fr, es, ar } satisfies Record<string, MessageWords>;
