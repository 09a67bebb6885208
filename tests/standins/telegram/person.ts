import { randomBytes } from "node:crypto";
import type { UpdateQueue } from "./update-queue.ts";
import type { Chat, InlineButton, Message, User } from "./wire.ts";
import { type Room, type Tap, theBot, type World } from "./world.ts";

/**
 * Somebody of this id with a phone in the hand; `phone` is what they share when asked. Whatever they do gives the id of
 * the update that the bot gets of it.
 */
export function createPerson(
  of: { id: number; firstName?: string; phone?: string },
  { world, queue }: { world: World; queue: UpdateQueue },
) {
  const me: User = { id: of.id, is_bot: false, first_name: of.firstName ?? `Pessoa ${of.id}`, language_code: "pt-br" };
  const room = world.room({ id: of.id, type: "private", first_name: me.first_name });
  const phone = of.phone ?? `55119${String(of.id).padStart(8, "0")}`;
  const send = (body: Partial<Message>, to: Room = room, from: User = me): number => {
    if (to === room) room.started = true;
    const update = to.chat.type === "channel" ? "channel_post" : "message";
    return queue.push({ [update]: { ...world.write(to, { from, ...body }) } });
  };
  const command = (text: string) => {
    const length = /^\/\w+/.exec(text)?.[0].length;
    return length ? { entities: [{ type: "bot_command", offset: 0, length }] } : {};
  };
  const contact = (whose: { id: number; phone: string }) => ({
    contact: { phone_number: whose.phone, first_name: "Contato", user_id: whose.id },
  });
  const file = () => ({ file_id: randomBytes(12).toString("base64url"), file_unique_id: "u", file_size: 1234 });
  const fromBot = () => room.messages.filter(({ from }) => from?.id === theBot.id);
  const group = (id: number, type: Chat["type"]) => world.room({ id, type, title: "Condomínio" });

  return {
    id: of.id,
    phone,
    says: (text: string, more: Partial<Message> = {}) => send({ text, ...command(text), ...more }),
    starts: (token?: string) => send({ text: token ? `/start ${token}` : "/start", ...command("/start") }),
    /** Answers by quoting one of the chat's messages. */
    quotes(message: Message, text: string) {
      return send({ text, reply_to_message: message });
    },
    /** Presses a button of the newest message that has one by that name, or of a given message. */
    taps(label: string, on?: Message): { updateId: number; answers: Tap["answers"] } {
      const message = on ?? fromBot().findLast((one) => buttonsOf(one).some(({ text }) => text === label));
      const data = message && buttonsOf(message).find(({ text }) => text === label)?.callback_data;
      if (!message || data === undefined) throw new Error(`There is no button "${label}"`);
      const id = randomBytes(8).toString("hex");
      const tap: Tap = { at: performance.now(), answers: [] };
      world.taps.set(id, tap);
      const query = { id, from: me, chat_instance: "1", message: structuredClone(message), data };
      return { updateId: queue.push({ callback_query: query }), answers: tap.answers };
    },
    /** The text that a copy button puts into the clipboard. */
    copies(label: string): string {
      const button = fromBot()
        .flatMap(buttonsOf)
        .findLast(({ text, copy_text }) => text === label && copy_text);
      if (!button?.copy_text) throw new Error(`There is no copy button "${label}"`);
      return button.copy_text.text;
    },
    /** Presses the button that asks for the phone: only where one is shown. */
    sharesContact() {
      if (!asksForContact(room)) throw new Error("No button asks for the phone");
      return send(contact({ id: of.id, phone }));
    },
    sharesContactOf: (other: { id: number; phone: string }) => send(contact(other)),
    forwardsContact: (whose: { id: number; phone: string }) =>
      send({ ...contact(whose), forward_date: world.seconds(), forward_origin: { type: "hidden_user" } }),
    sendsVoice: () => send({ voice: { ...file(), duration: 3 } }),
    sendsSticker: () => send({ sticker: { ...file(), emoji: "👍" } }),
    sendsPhoto: (caption?: string) =>
      send({ photo: [{ ...file(), width: 90, height: 90 }], ...(caption && { caption }) }),
    sendsLocation: () => send({ location: { latitude: -23.5, longitude: -46.6 } }),
    edits: (messageId: number, text: string) =>
      queue.push({
        edited_message: {
          message_id: messageId,
          from: me,
          chat: room.chat,
          date: world.seconds(),
          edit_date: world.seconds(),
          text,
        },
      }),
    saysInGroup: (text: string, groupId = -1001) => send({ text }, group(groupId, "supergroup")),
    postsInChannel: (text: string, channelId = -1002) => send({ text }, group(channelId, "channel")),
    /** A message in this chat whose sender is a bot. */
    isBotSaying: (text: string) => send({ text }, room, { ...me, is_bot: true }),
    blocks() {
      room.blocked = true;
      return queue.push({ my_chat_member: membership(room, me, "member", "kicked", world.seconds()) });
    },
    unblocks() {
      room.blocked = false;
      return queue.push({ my_chat_member: membership(room, me, "kicked", "member", world.seconds()) });
    },
    /** What the bot wrote, oldest first. */
    messages: fromBot,
    last: (): Message | undefined => fromBot().at(-1),
    /** All of it as text: what is read on the screen. */
    screen: () =>
      fromBot()
        .map(({ text, caption }) => text ?? caption ?? "")
        .join("\n"),
    buttons: (): string[] => fromBot().flatMap((message) => buttonsOf(message).map(({ text }) => text)),
    asksForContact: () => asksForContact(room),
    sawTyping: () => room.typing > 0,
    room,
  };
}

const buttonsOf = ({ reply_markup }: Message): InlineButton[] =>
  reply_markup && "inline_keyboard" in reply_markup ? reply_markup.inline_keyboard.flat() : [];

const asksForContact = ({ keyboard }: Room) =>
  keyboard !== undefined &&
  "keyboard" in keyboard &&
  keyboard.keyboard.flat().some(({ request_contact }) => request_contact === true);

function membership({ chat }: Room, from: User, before: string, after: string, date: number) {
  const member = (status: string) => ({ user: theBot, status, ...(status === "kicked" && { until_date: 0 }) });
  return { chat, from, date, old_chat_member: member(before), new_chat_member: member(after) };
}
