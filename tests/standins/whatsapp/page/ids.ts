/** What the serialized form of an id is called: "$1" since WhatsApp Web 2.3000.1043. */
let serializedName = "_serialized";

/** Takes the new name, before any id is made. */
export function renameSerialized(): void {
  serializedName = "$1";
}

/** Who or what a chat is with. */
export class Wid {
  [name: string]: unknown;
  declare readonly user: string;
  declare readonly server: string;

  constructor(text: string) {
    const [user, server] = text.replace("@s.whatsapp.net", "@c.us").split("@");
    if (!user || !server) throw new Error("wid error: invalid wid");
    Object.assign(this, { server, user, [serializedName]: `${user}@${server}` });
  }
  isLid(): boolean {
    return this.server === "lid";
  }
  isUser(): boolean {
    return this.server === "c.us" || this.server === "lid";
  }
  isGroup(): boolean {
    return this.server === "g.us";
  }
  isStatus(): boolean {
    return `${this}` === "status@broadcast";
  }
  toString(): string {
    return `${this.user}@${this.server}`;
  }
  toJid(): string {
    return `${this}`.replace("@c.us", "@s.whatsapp.net");
  }
}

const wids = new Map<string, Wid>();

/** The one Wid of a text, or of something like a Wid. */
export function createWid(of: unknown): Wid {
  const like = of as { user?: string; server?: string };
  const text = typeof of === "string" ? of : `${like.user}@${like.server}`;
  const known = wids.get(text) ?? new Wid(text);
  wids.set(text, known);
  return known;
}

/** The key of a message. */
export class MsgKey {
  [name: string]: unknown;
  declare readonly id: string;
  declare readonly fromMe: boolean;
  declare readonly remote: Wid;

  constructor(of: {
    id: string;
    from?: Wid;
    to?: Wid;
    selfDir?: string;
    fromMe?: boolean;
    remote?: Wid;
    participant?: Wid | undefined;
  }) {
    const fromMe = of.fromMe ?? of.selfDir === "out";
    const remote = of.remote ?? (fromMe ? of.to : of.from);
    const parts = [fromMe, remote, of.id, ...(of.participant ? [of.participant] : [])];
    Object.assign(this, { fromMe, remote, id: of.id, [serializedName]: parts.join("_") });
    if (of.participant) this.participant = of.participant;
  }
  toString(): string {
    return String(this[serializedName]);
  }
  static async newId(): Promise<string> {
    const bytes = crypto.getRandomValues(new Uint8Array(9));
    return `3EB0${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`.toUpperCase();
  }
}
