import { createWid, MsgKey, type Wid } from "./ids.ts";
import { mediaModules } from "./media.ts";
import { type Collection, type Model, Collection as NewCollection } from "./model.ts";
import { ask } from "./network.ts";
import { addAndSendMsgToChat } from "./send.ts";
import { Chat, Cmd, Conn, Contact, chatOf, lidOfPhone, Msg, me, phoneOfLid, Socket } from "./state.ts";

type Wide = Record<string, unknown>;
const bytes = { pubKey: new Uint8Array(32) };
const noneFound = () => undefined;

/** The modules of WhatsApp Web that the library asks for, and no other. */
export const modules: Wide = {
  WAWebSocketModel: { Socket },
  WAWebConnModel: { Conn },
  WAWebCmd: { Cmd },
  WAWebCollections: {
    Msg,
    Chat,
    Contact,
    Blocklist: new NewCollection(),
    BusinessProfile: new NewCollection(),
  },
  WAWebMsgKey: MsgKey,
  WAWebWidFactory: { createWid, createWidFromWidLike: createWid, asUserWidOrThrow: (wid: Wid) => wid },
  WAWebUserPrefsMeUser: { getMaybeMePnUser: () => me.phone, getMaybeMeLidUser: () => me.lid },

  // Linking a device
  WAWebOfflineHandler: { OfflineMessageHandler: { getOfflineDeliveryProgress: () => 100 } },
  WAWebAltDeviceLinkingApi: {
    setPairingType() {},
    async initializeAltDeviceLinking() {},
    async initializeQRLinking() {},
    startAltLinkingFlow: async (phone: string) => (await ask<{ code: string }>("pairing-code", { phone })).code,
  },
  WABase64: { encodeB64: (data: Uint8Array) => btoa(String.fromCharCode(...data)) },
  WAWebCompanionRegClientUtils: { DEVICE_PLATFORM: "1" },
  WAWebAdvSignatureApi: {},
  WAWebUserPrefsInfoStore: { waNoiseInfo: { get: async () => ({ staticKeyPair: bytes }) } },
  WAWebSignalStoreApi: { waSignalStore: { getRegistrationInfo: async () => ({ identityKeyPair: bytes }) } },
  WAWebUserPrefsMultiDevice: { getADVSecretKey: () => "c2VjcmV0" },
  WAWebMiscBrowserUtils: { info: () => ({ os: "Linux", name: "Chrome" }) },
  WAWebLaunchSocketUtils: { refreshQR: () => ask("new-ref") },

  // Chats
  WAWebFindChatAction: {
    async findOrCreateLatestChat(wid: Wid) {
      const { exists } = await ask<{ exists: boolean }>("exists", { wid: `${wid}` });
      return exists ? { chat: chatOf(wid) } : undefined;
    },
  },
  WAWebChatGetters: { getIsNewsletter: () => false, getIsBroadcast: () => false },
  WAWebChatLoadMessages: { loadEarlierMsgs: async () => [] },
  WAWebStreamModel: { Stream: { markAvailable() {}, markUnavailable() {} } },
  WAWebUpdateUnreadChatAction: {
    async sendSeen({ chat }: { chat: Model }) {
      chat.set("unreadCount", 0);
      await ask("seen", { chat: `${chat.id}` });
    },
  },
  WAWebChatStateBridge: {
    sendChatStateComposing: (wid: Wid) => ask("typing", { chat: `${wid}`, on: true }),
    sendChatStatePaused: (wid: Wid) => ask("typing", { chat: `${wid}`, on: false }),
  },
  WAWebApiContact: {
    getCurrentLid: (wid: Wid) => lidOfPhone.get(`${wid}`),
    getPhoneNumber: (wid: Wid) => phoneOfLid.get(`${wid}`),
    getAlternateUserWid: noneFound,
  },
  WAWebQueryExistsJob: {
    async queryWidExists(wid: Wid) {
      const { exists } = await ask<{ exists: boolean }>("exists", { wid: `${wid}` });
      return exists ? { wid } : null;
    },
  },

  // Sending
  WALinkify: { findLink: (text: string) => links(text)[0], findLinks: links },
  WAWebLinkPreviewChatAction: { getLinkPreview: async () => null },
  WAWebGetEphemeralFieldsMsgActionsUtils: { getEphemeralFields: () => ({}) },
  WAWebSendMsgChatAction: {
    addAndSendMsgToChat: (chat: Model & { msgs: Collection }, raw: Wide) => addAndSendMsgToChat(chat, raw),
  },
  ...mediaModules,

  // Touched by the library, not by us
  WAWebSyncGatingUtils: {},
  WAWebCallCollection: {},
  WAWebBackendJobsCommon: {},
  WAWebE2EProtoUtils: {},
  WAWebAddonReactionTableMode: { reactionTableMode: { bulkUpsert() {} } },
  WAWebAddonPollVoteTableMode: { pollVoteTableMode: { bulkUpsert() {} } },
};

function links(text: unknown): { href: string }[] {
  return (String(text ?? "").match(/https?:\/\/\S+/g) ?? []).map((href) => ({ href }));
}
