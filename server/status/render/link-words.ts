/** What pages for stakeholders and for single customers say besides the words of every page. `{…}` stands for what is put in. */
export type LinkWords = {
  forStakeholders: string;
  stakeholderTitle: string;
  nothingOpen: string;
  severity: string;
  notJudged: string;
  phase: string;
  commander: string;
  nobody: string;
  eta: string;
  notKnown: string;
  affected: string;
  users: string;
  usersPercent: string;
  customers: string;
  regions: string;
  dataLoss: string;
  yes: string;
  noneKnown: string;
  soFar: string;
  newSeverity: string;
  questions: string;
  askedBy: string;
  waits: string;
  askTitle: string;
  question: string;
  ask: string;
  askHint: string;
  forOne: string;
  itIsUs: string;
  allWorks: string;
  yours: string;
  hurt: string;
  noTrouble: string;
  promise: string;
  left: string;
  over: string;
};

const en: LinkWords = {
  forStakeholders: "For stakeholders: more than the public page says. Please do not pass it on.",
  stakeholderTitle: "{name} for stakeholders",
  nothingOpen: "Nothing is open.",
  severity: "Severity",
  notJudged: "Not judged yet",
  phase: "Phase",
  commander: "Commander",
  nobody: "Nobody yet",
  eta: "Expected to be over",
  notKnown: "Not known yet",
  affected: "Affected",
  users: "Users",
  usersPercent: "{percent} of users",
  customers: "Customers",
  regions: "Regions",
  dataLoss: "Data loss",
  yes: "Yes",
  noneKnown: "None known",
  soFar: "What happened so far",
  newSeverity: "Severity {severity}",
  questions: "Questions",
  askedBy: "asked by {people}",
  waits: "Waits for an answer.",
  askTitle: "Ask a question",
  question: "Your question",
  ask: "Ask",
  askHint: "It goes to whoever does communications; the answer stands here for all.",
  forOne: "For {name} alone",
  itIsUs: "It is us, not you: {components}",
  allWorks: "Everything that you use works here. If something fails, look at your side, or tell us.",
  yours: "What you use",
  hurt: "In the last {days} days: {states}.",
  noTrouble: "No trouble in the last {days} days.",
  promise: "{objective} over {days} days allows {allowed} min",
  left: "{promise}; {used} min of it are used, {left} min are left.",
  over: "{promise}; {used} min are used, {over} min more than promised.",
};

const de: LinkWords = {
  forStakeholders: "Für Beteiligte: mehr, als die öffentliche Seite sagt. Bitte nicht weitergeben.",
  stakeholderTitle: "{name} für Beteiligte",
  nothingOpen: "Nichts ist offen.",
  severity: "Schweregrad",
  notJudged: "Noch nicht eingestuft",
  phase: "Phase",
  commander: "Einsatzleitung",
  nobody: "Noch niemand",
  eta: "Voraussichtlich behoben",
  notKnown: "Noch nicht bekannt",
  affected: "Betroffen",
  users: "Nutzer",
  usersPercent: "{percent} der Nutzer",
  customers: "Kunden",
  regions: "Regionen",
  dataLoss: "Datenverlust",
  yes: "Ja",
  noneKnown: "Keiner bekannt",
  soFar: "Was bisher geschah",
  newSeverity: "Schweregrad {severity}",
  questions: "Fragen",
  askedBy: "von {people} gefragt",
  waits: "Wartet auf Antwort.",
  askTitle: "Eine Frage stellen",
  question: "Ihre Frage",
  ask: "Fragen",
  askHint: "Sie geht an die Kommunikation; die Antwort steht hier für alle.",
  forOne: "Nur für {name}",
  itIsUs: "Es liegt an uns, nicht an Ihnen: {components}",
  allWorks: "Alles, was Sie nutzen, funktioniert bei uns. Wenn etwas fehlschlägt, prüfen Sie Ihre Seite oder sagen Sie es uns.",
  yours: "Was Sie nutzen",
  hurt: "In den letzten {days} Tagen: {states}.",
  noTrouble: "Keine Störung in den letzten {days} Tagen.",
  promise: "{objective} über {days} Tage erlauben {allowed} min",
  left: "{promise}; {used} min davon sind verbraucht, {left} min bleiben.",
  over: "{promise}; {used} min sind verbraucht, {over} min mehr als zugesagt.",
};

const fr: LinkWords = {
  forStakeholders: "Pour les parties prenantes : plus que ce que dit la page publique. Merci de ne pas diffuser.",
  stakeholderTitle: "{name} pour les parties prenantes",
  nothingOpen: "Rien n’est en cours.",
  severity: "Gravité",
  notJudged: "Pas encore évaluée",
  phase: "Phase",
  commander: "Responsable de l’incident",
  nobody: "Personne pour l’instant",
  eta: "Fin prévue",
  notKnown: "Pas encore connue",
  affected: "Touchés",
  users: "Utilisateurs",
  usersPercent: "{percent} des utilisateurs",
  customers: "Clients",
  regions: "Régions",
  dataLoss: "Perte de données",
  yes: "Oui",
  noneKnown: "Aucune connue",
  soFar: "Ce qui s’est passé jusqu’ici",
  newSeverity: "Gravité {severity}",
  questions: "Questions",
  askedBy: "demandé par {people}",
  waits: "En attente de réponse.",
  askTitle: "Poser une question",
  question: "Votre question",
  ask: "Demander",
  askHint: "Elle va à la communication ; la réponse est affichée ici pour tous.",
  forOne: "Pour {name} seulement",
  itIsUs: "Le problème vient de nous, pas de vous : {components}",
  allWorks: "Tout ce que vous utilisez fonctionne chez nous. Si quelque chose échoue, regardez de votre côté ou dites-le-nous.",
  yours: "Ce que vous utilisez",
  hurt: "Ces {days} derniers jours : {states}.",
  noTrouble: "Aucune perturbation ces {days} derniers jours.",
  promise: "{objective} sur {days} jours permettent {allowed} min",
  left: "{promise} ; {used} min sont utilisées, il reste {left} min.",
  over: "{promise} ; {used} min sont utilisées, {over} min de plus que promis.",
};

const es: LinkWords = {
  forStakeholders: "Para las partes interesadas: más de lo que dice la página pública. Por favor, no lo comparta.",
  stakeholderTitle: "{name} para las partes interesadas",
  nothingOpen: "No hay nada abierto.",
  severity: "Gravedad",
  notJudged: "Sin valorar aún",
  phase: "Fase",
  commander: "Responsable del incidente",
  nobody: "Nadie todavía",
  eta: "Fin previsto",
  notKnown: "Aún no se sabe",
  affected: "Afectado",
  users: "Usuarios",
  usersPercent: "{percent} de los usuarios",
  customers: "Clientes",
  regions: "Regiones",
  dataLoss: "Pérdida de datos",
  yes: "Sí",
  noneKnown: "Ninguna conocida",
  soFar: "Qué ha pasado hasta ahora",
  newSeverity: "Gravedad {severity}",
  questions: "Preguntas",
  askedBy: "preguntado por {people}",
  waits: "Espera respuesta.",
  askTitle: "Hacer una pregunta",
  question: "Su pregunta",
  ask: "Preguntar",
  askHint: "Llega a comunicación; la respuesta queda aquí para todos.",
  forOne: "Solo para {name}",
  itIsUs: "Somos nosotros, no usted: {components}",
  allWorks: "Todo lo que usa funciona aquí. Si algo falla, mire en su lado o díganoslo.",
  yours: "Lo que usa",
  hurt: "En los últimos {days} días: {states}.",
  noTrouble: "Ninguna incidencia en los últimos {days} días.",
  promise: "{objective} en {days} días permite {allowed} min",
  left: "{promise}; se han usado {used} min y quedan {left} min.",
  over: "{promise}; se han usado {used} min, {over} min más de lo prometido.",
};

const ar: LinkWords = {
  forStakeholders: "لأصحاب الشأن: أكثر مما تقوله الصفحة العامة. يُرجى عدم نشرها.",
  stakeholderTitle: "{name} لأصحاب الشأن",
  nothingOpen: "لا شيء مفتوح.",
  severity: "الخطورة",
  notJudged: "لم تُقدَّر بعد",
  phase: "المرحلة",
  commander: "قائد الحادث",
  nobody: "لا أحد بعد",
  eta: "الانتهاء المتوقع",
  notKnown: "غير معروف بعد",
  affected: "المتأثر",
  users: "المستخدمون",
  usersPercent: "{percent} من المستخدمين",
  customers: "العملاء",
  regions: "المناطق",
  dataLoss: "فقدان بيانات",
  yes: "نعم",
  noneKnown: "لا شيء معروف",
  soFar: "ما حدث حتى الآن",
  newSeverity: "الخطورة {severity}",
  questions: "الأسئلة",
  askedBy: "عدد السائلين: {people}",
  waits: "بانتظار جواب.",
  askTitle: "اطرح سؤالًا",
  question: "سؤالك",
  ask: "اسأل",
  askHint: "يصل إلى فريق التواصل، والجواب يظهر هنا للجميع.",
  forOne: "خاص بـ {name}",
  itIsUs: "المشكلة عندنا لا عندك: {components}",
  allWorks: "كل ما تستخدمه يعمل عندنا. إن تعطل شيء فانظر في جهتك أو أخبرنا.",
  yours: "ما تستخدمه",
  hurt: "في آخر {days} يومًا: {states}.",
  noTrouble: "لا أعطال في آخر {days} يومًا.",
  promise: "{objective} خلال {days} يومًا تسمح بـ {allowed} دقيقة",
  left: "{promise}؛ استُهلك منها {used} دقيقة وبقي {left} دقيقة.",
  over: "{promise}؛ استُهلك {used} دقيقة، أي {over} دقيقة فوق الموعود.",
};

export const LINK_WORDS = { en, de, fr, es, ar } satisfies Record<string, LinkWords>;
