import { told } from "./told.ts";

const LOOKS = {
  metrics: "Calls to the API of the cluster answered 403 rise.",
  logs: "“… is forbidden: User … cannot list resource …”.",
  cluster: "A Role or ClusterRole without the verb, or a binding that names another account.",
};

export const ACCESS_DENIED = [
  told({
    name: "rbac-denied",
    title: "Right that the API of the cluster refuses",
    looks: LOOKS,
    says: [/\bis forbidden: User "[^"]*" cannot \w+ resource/i],
    shownBy: /RBAC/,
    whys: [
      ["Why does {service} not do its work?", "The API refuses it: {account} may not {verb} {resource}."],
      ["Why may it not?", "No role that is bound to this account grants the verb on the resource."],
      [
        "Why is the right missing?",
        "not established; a role that was narrowed, a new kind that a release asks for, or a binding to another account does this",
      ],
    ],
    test: "kubectl auth can-i {verb} {resource} -n {namespace} --as={account}: “no” confirms it.",
    now: [
      "kubectl create rolebinding NAME -n {namespace} --serviceaccount=NAMESPACE:ACCOUNT --clusterrole=ROLE with a role that grants {verb} on {resource}, or add the verb to the role that is bound",
    ],
    short: "Compare the role with what the release asks for.",
    medium: "Ship roles with the release that needs them, from one chart.",
    long: "Try each release with its own account, never as administrator.",
    notCaught: "A refused call is an answer, not a crash: the pod stays ready.",
  }),
];
