import { told } from "./told.ts";

const LOOKS = {
  metrics: "Errors of some operations step up with a release or with an input.",
  logs: "A stack trace: TypeError, NullPointerException, panic.",
  cluster: "Restarts when the exception ends the process.",
};

export const CODE_EXCEPTION = [
  told({
    name: "code-exception",
    title: "Exception in the code",
    looks: LOOKS,
    says: [
      /\b(?:NullPointer\w*|TypeError|ReferenceError|AttributeError|IndexError|ValueError|NameError|IndexOutOfBounds\w*|ClassCast\w*|IllegalArgument\w*|ArithmeticException|UnboundLocalError|NoMethodError|ZeroDivision\w*|StackOverflow\w*|SyntaxError|AssertionError)\b|\bpanic:|\bsegmentation fault\b|\bSIGSEGV\b|\bcore dumped\b|\bnil pointer dereference\b|\bundefined is not a function\b|\bcannot read propert\w+ of (?:undefined|null)\b|\bindex out of range\b|\bdivision by zero\b|\bunhandled (?:exception|promise rejection|rejection|error)\b|\buncaught\b|\bTraceback \(most recent call last\)/i,
    ],
    whys: [
      ["Why did requests to {service} fail?", "Its code throws an exception"],
      ["Why does it throw?", "A case that the code does not expect: a value that is missing or of another kind"],
    ],
    test: "Read the code at the uppermost own frame of the stack, and see what last changed there.",
    now: ["Roll {service} back to the release before the first of these lines."],
    short: "Handle the case, and answer with an error that says what is wrong.",
    medium: "Alert on exceptions that were never seen before, by release.",
    long: "Release to a few first, and compare their errors.",
    notCaught: "Exceptions of a new kind raised no alert of their own.",
  }),
];
