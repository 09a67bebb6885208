import { parseTaxId } from "../../billing/tax-id.ts";
import { codeRules } from "../../identity/code-rules.ts";
import { notADocument, whoAreYou } from "../replies.ts";
import { typeCode } from "../replies-identity.ts";
import type { Repeat, Step } from "../step.ts";

/** The code that was sent; or the document once more, for another code. */
export const enterCode: Step<"enter-code"> = (state, said, context) => {
  const taxId = parseTaxId(said.text);
  if (taxId) return { state, effects: [{ kind: "request-code", document: taxId.value }] };
  if (said.intent === "back" || said.intent === "menu")
    return { state: { step: "identify", list: state.list, misunderstood: 0 }, replies: [whoAreYou(context)] };
  const code = codeIn(said.text);
  if (code !== undefined) return { state, effects: [{ kind: "check-code", code }] };
  return /\d{9,}/.test(said.text.replace(/[\s./-]/g, "")) ? { state, replies: [notADocument] } : undefined;
};

/** Six digits, however they are written; the whole message with the code may have been passed on. */
function codeIn(text: string): string | undefined {
  const joined = text.normalize("NFKC").replace(/(?<=\d)[\s.-](?=\d)/g, "");
  const found = [...joined.matchAll(/\d+/g)]
    .map(([digits]) => digits)
    .filter(({ length }) => length === codeRules.digits);
  return found.length === 1 ? found[0] : undefined;
}

/** What is waited for. */
export const repeatEnterCode: Repeat<"enter-code"> = () => typeCode;
