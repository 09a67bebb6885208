import type { SendFault } from "../protocol.ts";
import type { MsgKey } from "./ids.ts";
import { type Collection, Model } from "./model.ts";
import { ask, askPatiently } from "./network.ts";
import { Msg } from "./state.ts";

/**
 * Adds a message to its chat and sends it. As on the real page the first promise says that it is written down here,
 * the second that the network has it.
 */
export function addAndSendMsgToChat(
  chat: Model & { msgs: Collection },
  raw: Record<string, unknown>,
): [Promise<Model>, Promise<unknown>] {
  const message = new Model(raw, ["mediaObject", "mediaData", "mediaBlob"]);
  const key = message.id as MsgKey;
  const fault = ask<{ fault?: SendFault }>("before-send").catch((): { fault?: SendFault } => ({}));
  const added = fault.then(async ({ fault }) => {
    chat.msgs.add(message);
    Msg.add(message);
    if (fault === "reload-after") await post(chat, key, message, fault);
    if (fault === "reload-before" || fault === "reload-after") {
      location.reload();
      return never<Model>();
    }
    return message;
  });
  const sent = added.then(async () => {
    const { fault: wrong } = await fault;
    if (wrong === "hang") return never();
    if (wrong === "fail") return message.set("ack", -1);
    try {
      await post(chat, key, message, wrong);
      if (wrong === "lose-answer") return never();
      if (Number(message.ack) < 1) message.set("ack", 1);
      return { messageSendResult: "OK", t: message.t };
    } catch {
      message.set("ack", -1);
      return { messageSendResult: "ERROR_UNKNOWN" };
    }
  });
  return [added, sent];
}

function post(chat: Model, key: MsgKey, message: Model, fault: SendFault | undefined): Promise<unknown> {
  return askPatiently("send", {
    muted: fault === "lose-answer",
    id: key.id,
    chat: `${chat.id}`,
    type: message.type,
    body: message.type === "chat" ? message.body : "",
    caption: message.caption,
    fileName: message.filename,
    mimetype: message.mimetype,
    media: message.directPath,
  });
}

const never = <T>() => new Promise<T>(() => {});
