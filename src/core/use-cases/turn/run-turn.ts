import type { ChannelName, InboundBody } from "../../channel-ports.ts";
import { advance } from "../../conversation/advance.ts";
import { rulesOf } from "../../conversation/intent-rules.ts";
import { linkOver } from "../../conversation/replies/identity.ts";
import { afresh, tooFast } from "../../conversation/replies/talk.ts";
import { parseState, type State, startState } from "../../conversation/state.ts";
import type { Context, Input, Reply } from "../../conversation/turn.ts";
import { understand } from "../../conversation/understand.ts";
import type { Account } from "../../identity/access.ts";
import type { TurnOutcome } from "../../ports.ts";
import type { Chat, ChatKeep } from "../../records/chat-records.ts";
import type { Deps } from "../deps.ts";
import type { EffectScope } from "./effect-scope.ts";
import { runEffect } from "./run-effect.ts";
import { whoWrites } from "./who-writes.ts";

const idleMs = 30 * 60_000;
const minuteMs = 60_000;
/**
 * Time that a process has to send the replies of a turn, in milliseconds. After that the process counts as dead, and
 * the recovery sends the replies and the messages behind them.
 */
const sendingMs = 20_000;
/** Whether a channel knows no phone number until the person shares a contact. */
const asksForContact: Readonly<Record<ChannelName, boolean>> = {
  console: false,
  web: false,
  telegram: true,
  whatsapp: false,
};
/** If one turn has more effects than this, the dialog is in an endless loop. */
const maxEffects = 8;

/**
 * Runs one turn of a chat: all that it writes is committed together, or not at all. A turn that only reads has no
 * transaction; the statement that ends it writes. Returns the replies to send now and whether more messages are
 * waiting; undefined if no message was waiting. Throws TurnFailed.
 */
export async function runTurn(deps: Deps, chatId: string): Promise<TurnOutcome | undefined> {
  let messageId: string | undefined;
  const failed = (cause: unknown) => {
    throw new TurnFailed(messageId, cause);
  };
  const provider = await deps.storage.provider();
  const turn = deps.storage.turn(async (records) => {
    const now = deps.clock.now();
    const waiting = await records.nextTurn(chatId, now);
    messageId = waiting?.message.id;
    if (!waiting) return undefined;
    const { chat, message } = waiting;
    const writer = await whoWrites(records, chat, message.body, {
      now,
      idleMs: deps.proofIdleMs,
      checksFirstContact: provider.checksFirstContact,
    });
    const { account, candidate, because, keep } = writer;
    const asksContact = asksForContact[chat.channel];
    const context: Context = {
      now,
      provider: provider.name,
      asksContact,
      ...provenContext(account),
      confirms: candidate !== undefined,
      ...(because && { unprovenBecause: because }),
    };

    const loop = countLoop(chat, now);
    const input = inputOf(message.body, chat, now);
    const begins = message.body.kind === "contact";
    const { state, recovered } = storedState(chat, input, { now, accountId: account?.id, begins });
    const talk: Talk = { state, replies: [], keep, scope: { deps, records, provider, chatId, account, candidate } };
    if (loop.count > deps.loopLimitPerMinute) {
      if (loop.count === deps.loopLimitPerMinute + 1) talk.replies.push(tooFast);
    } else if (chat.personUntil === undefined || chat.personUntil <= now) {
      await converse(talk, input, context);
      // On a channel that asks for a contact, the phone is forgotten as well. Other channels report the phone with each
      // message anyway.
      if (talk.ended) talk.keep = { linkedId: null, provenUntil: null, ...(asksContact && { phone: null }) };
      const [first, ...rest] = talk.replies;
      const before = writer.linkOver ? linkOver : recovered ? afresh : undefined;
      if (before && first) talk.replies = [{ ...first, text: `${before} ${first.text}` }, ...rest];
    }
    const subscriberId = talk.scope.account?.id;
    return records.finishTurn({
      chatId,
      version: chat.version,
      messageId: message.id,
      state: subscriberId === undefined ? talk.state : { ...talk.state, subscriberId },
      now,
      loopWindowAt: loop.windowAt,
      loopCount: loop.count,
      ...(talk.personUntil && { personUntil: talk.personUntil }),
      keep: talk.keep,
      replies: talk.replies,
      ...(deps.sendsTo(chat.channel) && { claimedUntil: new Date(now.getTime() + sendingMs) }),
    });
  });
  return turn.catch(failed);
}

interface Talk {
  state: State;
  replies: Reply[];
  personUntil?: Date;
  keep: ChatKeep;
  scope: EffectScope;
  /** True if the person has ended the session. The proof of identity ends with it. */
  ended?: boolean;
}

async function converse(talk: Talk, first: Input, initialContext: Context): Promise<void> {
  let context = initialContext;
  const inputs: Input[] = [first];
  for (let ran = 0; inputs.length > 0; ) {
    const input = inputs.shift();
    if (!input) return;
    const { state, replies = [], effects = [], ends = false } = advance(talk.state, input, context);
    talk.state = state;
    talk.ended ||= ends;
    talk.replies.push(...replies);
    for (const effect of effects) {
      if (++ran > maxEffects) throw new Error("The dialog does not come to rest");
      const { result, personUntil, keep, account } = await runEffect(effect, context.now, talk.scope);
      if (personUntil) talk.personUntil = personUntil;
      if (keep) talk.keep = { ...talk.keep, ...keep };
      if (account !== undefined) {
        talk.scope.account = account ?? undefined;
        context = { ...context, ...provenContext(talk.scope.account) };
      }
      inputs.push(result);
    }
  }
}

function provenContext(account: Account | undefined): Pick<Context, "proven" | "firstName"> {
  const firstName = account?.name?.trim().split(/\s+/)[0];
  return { proven: account !== undefined, ...(firstName && { firstName }) };
}

function inputOf(body: InboundBody, chat: Chat, now: Date): Input {
  if (body.kind === "media") {
    const said = body.caption === undefined ? undefined : understand(body.caption);
    const speaks = said?.intent !== undefined || said?.number !== undefined;
    return { kind: "media", media: body.media, ...(said && speaks && { said }) };
  }
  // Whoever shares a contact wants to begin.
  if (body.kind === "contact") return { kind: "text", said: { text: "", intent: "greet" } };
  // The link may come from a page on which the person is waiting for a boleto.
  if (body.kind === "link") return { kind: "text", said: { text: "", intent: "notify-me" } };
  const shownAt = chat.lastActiveAt;
  // A number that was written before the last list was sent refers to an older list. Channels report whole seconds,
  // hence the tolerance. A list that seems to be of the future, because the clock was set back, cannot be compared.
  const isShown = shownAt !== undefined && shownAt <= now;
  const stale = body.sentAt !== undefined && isShown && Date.parse(body.sentAt) + 1000 < shownAt.getTime();
  return { kind: "text", said: understand(body.text), ...(body.list !== undefined && { list: body.list }), stale };
}

/**
 * Returns the state from which the conversation goes on. It starts over after a pause, after a phone was shared, and if
 * the phone belongs to somebody else now. The versions of lists go on counting.
 */
function storedState(
  chat: Chat,
  input: Input,
  { now, accountId, begins }: { now: Date; accountId: string | undefined; begins: boolean },
): { state: State; recovered: boolean } {
  const { state, recovered } = parseState(chat.state);
  const afresh = { ...startState, list: state.list };
  // A question to a stranger no longer applies once a phone was shared.
  if (begins) return { state: afresh, recovered: false };
  if (state.subscriberId !== undefined && state.subscriberId !== accountId) return { state: afresh, recovered: false };
  const idle = chat.lastActiveAt !== undefined && now.getTime() - chat.lastActiveAt.getTime() > idleMs;
  const intent = input.kind === "text" || input.kind === "media" ? input.said?.intent : undefined;
  const aboutBoleto = intent !== undefined && rulesOf(intent).lastBoleto === "after-pause";
  const keeps = !idle || (state.step === "has-boleto" && aboutBoleto);
  return { state: keeps ? state : afresh, recovered };
}

function countLoop(chat: Chat, now: Date): { windowAt: Date; count: number } {
  const age = chat.loopWindowAt && now.getTime() - chat.loopWindowAt.getTime();
  // A window that starts in the future was stored before the clock was set back.
  const current = age !== undefined && age >= 0 && age < minuteMs;
  return current && chat.loopWindowAt
    ? { windowAt: chat.loopWindowAt, count: chat.loopCount + 1 }
    : { windowAt: now, count: 1 };
}

/** A turn that failed, and the message that it was to answer; undefined if it failed before the message was read. */
export class TurnFailed extends Error {
  override name = "TurnFailed";
  readonly messageId: string | undefined;

  constructor(messageId: string | undefined, cause: unknown) {
    super("A turn failed", { cause });
    this.messageId = messageId;
  }
}
