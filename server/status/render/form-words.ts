type Said = { title: string; text: string };
export type FormWords = {
  byMail: string;
  address: string;
  which: string;
  whichHint: string;
  subscribe: string;
  promise: string;
  byWebhook: string;
  webhookAddress: string;
  webhookHint: string;
  byFeed: string;
  badge: string;
  confirm: string;
  confirmText: string;
  unsubscribe: string;
  unsubscribeText: string;
  closed: string;
  closedText: string;
  wrongPassword: string;
  password: string;
  open: string;
  thanks: Record<"subscribe" | "confirm" | "unsubscribe" | "ask", Said>;
};

const en: FormWords = {
  byMail: "By e-mail",
  address: "Your e-mail address",
  which: "Only about",
  whichHint: "Choose none to hear about everything.",
  subscribe: "Subscribe",
  promise: "You get a mail in which you confirm it, and every later mail has a link that ends it.",
  byWebhook: "By webhook",
  webhookAddress: "Address",
  webhookHint: "It is sent one signed message (Standard Webhooks) that asks it to confirm; the secret comes with it.",
  byFeed: "By feed",
  badge: "Badge",
  confirm: "Confirm subscription",
  confirmText: "Press the button, and you are told of every update from now on.",
  unsubscribe: "Unsubscribe",
  unsubscribeText: "Press the button, and nothing more is sent to you.",
  closed: "This page is closed",
  closedText: "It opens with the password that you were given.",
  wrongPassword: "That is not the password. Try again, or ask whoever gave it to you.",
  password: "Password",
  open: "Open",
  thanks: {
    subscribe: {
      title: "Look into your mail",
      text: "If this address can be subscribed, a message is on its way to it. Confirm it there; until then nothing else is sent.",
    },
    confirm: { title: "Confirmed", text: "If the link was good, you are told of every update from now on." },
    unsubscribe: { title: "Unsubscribed", text: "If the link was good, nothing more is sent to you." },
    ask: { title: "Your question was taken", text: "The answer will stand on this page, for everybody who asks the same." },
  },
};

const de: FormWords = {
  byMail: "Per E-Mail",
  address: "Ihre E-Mail-Adresse",
  which: "Nur zu",
  whichHint: "Ohne Auswahl erfahren Sie alles.",
  subscribe: "Abonnieren",
  promise: "Sie bestätigen das Abonnement in einer E-Mail; jede spätere E-Mail enthält einen Link zum Abbestellen.",
  byWebhook: "Per Webhook",
  webhookAddress: "Adresse",
  webhookHint: "Dorthin geht eine signierte Nachricht (Standard Webhooks), die um Bestätigung bittet; das Geheimnis liegt bei.",
  byFeed: "Per Feed",
  badge: "Plakette",
  confirm: "Abonnement bestätigen",
  confirmText: "Mit dem Knopf bestätigen Sie, dass Sie ab jetzt jede Meldung erhalten.",
  unsubscribe: "Abbestellen",
  unsubscribeText: "Mit dem Knopf beenden Sie das Abonnement.",
  closed: "Diese Seite ist geschlossen",
  closedText: "Sie öffnet sich mit dem Passwort, das Sie erhalten haben.",
  wrongPassword: "Das ist nicht das Passwort. Versuchen Sie es noch einmal, oder fragen Sie nach.",
  password: "Passwort",
  open: "Öffnen",
  thanks: {
    subscribe: {
      title: "Sehen Sie in Ihre E-Mail",
      text: "Wenn diese Adresse abonniert werden kann, ist eine Nachricht unterwegs. Bestätigen Sie dort; bis dahin wird nichts anderes gesendet.",
    },
    confirm: { title: "Bestätigt", text: "Wenn der Link gültig war, erhalten Sie ab jetzt jede Meldung." },
    unsubscribe: { title: "Abbestellt", text: "Wenn der Link gültig war, wird Ihnen nichts mehr gesendet." },
    ask: { title: "Ihre Frage ist angekommen", text: "Die Antwort wird auf dieser Seite stehen, für alle, die dasselbe fragen." },
  },
};

const fr: FormWords = {
  byMail: "Par e-mail",
  address: "Votre adresse e-mail",
  which: "Seulement pour",
  whichHint: "Sans choix, vous recevez tout.",
  subscribe: "S’abonner",
  promise: "Vous confirmez par un e-mail ; chaque e-mail suivant contient un lien pour se désabonner.",
  byWebhook: "Par webhook",
  webhookAddress: "Adresse",
  webhookHint: "Un message signé (Standard Webhooks) y demande confirmation ; le secret l’accompagne.",
  byFeed: "Par flux",
  badge: "Badge",
  confirm: "Confirmer l’abonnement",
  confirmText: "Appuyez sur le bouton pour recevoir désormais chaque nouvelle.",
  unsubscribe: "Se désabonner",
  unsubscribeText: "Appuyez sur le bouton et plus rien ne vous sera envoyé.",
  closed: "Cette page est fermée",
  closedText: "Elle s’ouvre avec le mot de passe que vous avez reçu.",
  wrongPassword: "Ce n’est pas le mot de passe. Réessayez ou demandez-le.",
  password: "Mot de passe",
  open: "Ouvrir",
  thanks: {
    subscribe: {
      title: "Consultez vos e-mails",
      text: "Si cette adresse peut être abonnée, un message est en route. Confirmez-y ; d’ici là rien d’autre n’est envoyé.",
    },
    confirm: { title: "Confirmé", text: "Si le lien était valable, vous recevrez désormais chaque nouvelle." },
    unsubscribe: { title: "Désabonné", text: "Si le lien était valable, plus rien ne vous sera envoyé." },
    ask: { title: "Votre question est arrivée", text: "La réponse se trouvera sur cette page, pour tous ceux qui demandent la même chose." },
  },
};

const es: FormWords = {
  byMail: "Por correo",
  address: "Su correo electrónico",
  which: "Solo sobre",
  whichHint: "Sin elegir, recibe todo.",
  subscribe: "Suscribirse",
  promise: "Confirma en un correo; cada correo posterior lleva un enlace para darse de baja.",
  byWebhook: "Por webhook",
  webhookAddress: "Dirección",
  webhookHint: "Recibe un mensaje firmado (Standard Webhooks) que pide confirmación, con el secreto.",
  byFeed: "Por canal",
  badge: "Insignia",
  confirm: "Confirmar la suscripción",
  confirmText: "Pulse el botón y recibirá cada novedad a partir de ahora.",
  unsubscribe: "Darse de baja",
  unsubscribeText: "Pulse el botón y no se le enviará nada más.",
  closed: "Esta página está cerrada",
  closedText: "Se abre con la contraseña que recibió.",
  wrongPassword: "Esa no es la contraseña. Inténtelo de nuevo o pregunte por ella.",
  password: "Contraseña",
  open: "Abrir",
  thanks: {
    subscribe: {
      title: "Mire su correo",
      text: "Si esta dirección puede suscribirse, hay un mensaje en camino. Confirme allí; hasta entonces no se envía nada más.",
    },
    confirm: { title: "Confirmado", text: "Si el enlace era válido, recibirá cada novedad a partir de ahora." },
    unsubscribe: { title: "Baja hecha", text: "Si el enlace era válido, no se le enviará nada más." },
    ask: { title: "Su pregunta ha llegado", text: "La respuesta estará en esta página, para todos los que pregunten lo mismo." },
  },
};

const ar: FormWords = {
  byMail: "بالبريد الإلكتروني",
  address: "بريدك الإلكتروني",
  which: "فقط عن",
  whichHint: "بدون اختيار تصلك كل الأخبار.",
  subscribe: "اشتراك",
  promise: "تؤكد الاشتراك برسالة، وفي كل رسالة لاحقة رابط لإلغائه.",
  byWebhook: "عبر webhook",
  webhookAddress: "العنوان",
  webhookHint: "تُرسل إليه رسالة موقعة (Standard Webhooks) تطلب التأكيد ومعها السر.",
  byFeed: "عبر الخلاصات",
  badge: "شارة",
  confirm: "تأكيد الاشتراك",
  confirmText: "اضغط الزر لتصلك كل التحديثات من الآن.",
  unsubscribe: "إلغاء الاشتراك",
  unsubscribeText: "اضغط الزر ولن يُرسل إليك شيء بعد الآن.",
  closed: "هذه الصفحة مغلقة",
  closedText: "تُفتح بكلمة المرور التي أُعطيت لك.",
  wrongPassword: "كلمة المرور غير صحيحة. حاول مرة أخرى أو اسأل عنها.",
  password: "كلمة المرور",
  open: "فتح",
  thanks: {
    subscribe: { title: "انظر في بريدك", text: "إن أمكن اشتراك هذا العنوان فهناك رسالة في الطريق. أكّد فيها؛ وحتى ذلك لا يُرسل شيء آخر." },
    confirm: { title: "تم التأكيد", text: "إن كان الرابط صالحًا فستصلك كل التحديثات من الآن." },
    unsubscribe: { title: "تم الإلغاء", text: "إن كان الرابط صالحًا فلن يُرسل إليك شيء بعد الآن." },
    ask: { title: "وصل سؤالك", text: "سيكون الجواب على هذه الصفحة لكل من يسأل السؤال نفسه." },
  },
};

export const FORM_WORDS = { en, de, fr, es, ar } satisfies Record<string, FormWords>;
