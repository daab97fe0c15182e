import type { Signature } from "../signature.ts";

export const PROGRAMMING: Signature = {
  name: "code_exception",
  title: "Exception in the code",
  says: [
    /\b(?:NullPointer\w*|TypeError|ReferenceError|AttributeError|IndexError|ValueError|NameError|IndexOutOfBounds\w*|ClassCast\w*|IllegalArgument\w*|ArithmeticException|UnboundLocalError|NoMethodError|ZeroDivision\w*|StackOverflow\w*|SyntaxError|AssertionError)\b|\bpanic:|\bsegmentation fault\b|\bSIGSEGV\b|\bcore dumped\b|\bnil pointer dereference\b|\bundefined is not a function\b|\bcannot read propert\w+ of (?:undefined|null)\b|\bindex out of range\b|\bdivision by zero\b|\bunhandled (?:exception|promise rejection|rejection|error)\b|\buncaught\b|\bTraceback \(most recent call last\)/i,
  ],
  whys: [
    { why: "Why did requests to {service} fail?", because: "Its code throws an exception" },
    { why: "Why does it throw?", because: "A case that the code does not expect: a value that is missing or of another kind" },
  ],
  test: "Read the code at the uppermost own frame of the stack, and see what last changed there.",
  recommendations: [
    { horizon: "immediate", text: "Roll {service} back to the release before the first of these lines." },
    { horizon: "short", text: "Handle the case, and answer with an error that says what is wrong." },
    { horizon: "medium", text: "Alert on exceptions that were never seen before, by release." },
    { horizon: "long", text: "Release to a few first, and compare their errors." },
  ],
  notCaught: "Exceptions of a new kind raised no alert of their own.",
};
