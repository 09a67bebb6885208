import type { Hello, PageEvent } from "../protocol.ts";
import { keyOf, showChat, showMessage, showMissed } from "./chats.ts";
import { createWid, renameSerialized } from "./ids.ts";
import { modules } from "./modules.ts";
import { ask, askPatiently, listen } from "./network.ts";
import { session } from "./session.ts";
import { Cmd, Conn, Msg, me, Socket } from "./state.ts";

/** The page of a linked device, as far as the library sees it: opens, pairs, synchronises, is told of what happens. */
const hello = await ask<Hello>("hello", { session: await session.read() });
if (hello.page.renamedIds) renameSerialized();
// As on the real page: from this moment on the library finds its way in.
Object.assign(window, { require: load, Debug: { VERSION: "2.3000.1043" } });
// What comes before the page stands is heard after it.
const early: PageEvent[] = [];
let stands = false;
await listen((event) => (stands ? hear(event) : early.push(event)), catchUp);
// Asked again: nothing that was written between the first answer and the listening may be missed.
const now = hello.paired ? await ask<Hello>("hello", { session: await session.read() }) : hello;
if (now.paired) open(now);
else {
  Conn.set("ref", now.ref);
  Socket.set("state", "UNPAIRED");
}

stands = true;
for (const event of early) if (event.kind !== "message" || !Msg.get(keyOf(event.message))) await hear(event);

function load(name: string): unknown {
  if (name in modules) return modules[name];
  throw new Error(`Requiring unknown module "${name}"`);
}

function open(of: Extract<Hello, { paired: true }>): void {
  Object.assign(me, { phone: createWid(of.me), lid: createWid(of.meLid) });
  Conn.set("pushname", of.name);
  Conn.set("wid", me.phone);
  for (const chat of of.chats) showChat(chat);
  Socket.set("state", "CONNECTED");
  const sync = (): void => {
    if (!of.page.syncsEarly && !Socket.hears("change:hasSynced")) {
      setTimeout(sync, 10);
      return;
    }
    Cmd.trigger("offline_progress_update_from_bridge");
    Socket.set("hasSynced", true);
    document.title = "WhatsApp";
  };
  sync();
}

/** The network was lost and is back: what came meanwhile comes now. */
async function catchUp(): Promise<void> {
  const anew = await askPatiently<Hello>("hello", { session: await session.read() });
  if (anew.paired) for (const chat of anew.chats) showMissed(chat);
}

async function hear(event: PageEvent): Promise<void> {
  switch (event.kind) {
    case "ref":
      Conn.set("ref", event.ref);
      break;
    case "paired": {
      Socket.set("state", "PAIRING");
      await session.write(event.session);
      const paired = await ask<Hello>("hello", { session: event.session });
      if (paired.paired) open(paired);
      break;
    }
    case "message":
      showMessage(event, event.again ?? false);
      break;
    case "ack": {
      const message = Msg.getModelsArray().find(({ id }) => (id as { id: string }).id === event.id);
      // The real one hears all through one socket, in order: what the person got, the network had before.
      if (event.ack > 1 && Number(message?.ack) < 1) message?.set("ack", 1);
      message?.set("ack", event.ack);
      break;
    }
    case "state":
      Socket.set("state", event.state);
      break;
    case "resync":
      Socket.trigger("change:hasSynced");
      break;
    case "logout":
      await session.forget();
      Cmd.trigger("logout");
      location.href = "/?post_logout=1";
      break;
    case "reload":
      location.reload();
  }
}
