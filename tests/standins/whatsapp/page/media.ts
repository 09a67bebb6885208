import { upload } from "./network.ts";

/** A file that the page holds for itself. */
export class OpaqueData {
  readonly blob: File;
  constructor(blob: File) {
    this.blob = blob;
  }
  static async createFromData(blob: File): Promise<OpaqueData> {
    return new OpaqueData(blob);
  }
  url(): string {
    return URL.createObjectURL(this.blob);
  }
  autorelease(): void {}
  formData(): File {
    return this.blob;
  }
}

interface MediaObject {
  filehash: string;
  type?: string;
  consolidate(more: object): void;
}

const objects = new Map<string, MediaObject>();
const cache = new Map<string, Blob>();

/** The modules through which a file is prepared and handed over. */
export const mediaModules = {
  WAWebMediaOpaqueData: OpaqueData,
  WAWebPrepRawMedia: {
    prepRawMedia: (data: OpaqueData, params: { asDocument?: boolean }) => ({
      waitForPrep: () => prepare(data, params),
    }),
  },
  WAWebMediaStorage: { getOrCreateMediaObject: objectOf },
  WAWebMmsMediaTypes: { msgToMediaType: ({ type }: { type: string }) => type, castToV4: (type: string) => type },
  WAWebMediaDataUtils: { shouldUseMediaCache: () => true },
  WAWebMediaInMemoryBlobCache: {
    InMemoryMediaBlobCache: { put: (hash: string, blob: Blob) => void cache.set(hash, blob) },
  },
  WAWebMediaMmsV4Upload: {
    async uploadMedia({ mediaObject }: { mediaObject: MediaObject }) {
      const blob = cache.get(mediaObject.filehash);
      if (!blob) return {};
      const path = await upload(blob);
      const keys = { mediaKey: "k", mediaKeyTimestamp: 1, encFilehash: "e", uploadHash: "u" };
      return { mediaEntry: { mmsUrl: `https://web.whatsapp.com${path}`, directPath: path, ...keys } };
    },
  },
};

async function prepare(data: OpaqueData, { asDocument }: { asDocument?: boolean }) {
  const { blob } = data;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
  const type = asDocument ? "document" : (blob.type.split("/")[0] ?? "document");
  return {
    type,
    mimetype: blob.type,
    filename: blob.name,
    size: blob.size,
    filehash: btoa(String.fromCharCode(...digest)),
    mediaBlob: data,
    set(more: object) {
      Object.assign(this, more);
    },
    toJSON(): Record<string, unknown> {
      const { mediaBlob, ...rest } = this;
      return Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value !== "function"));
    },
  };
}

function objectOf(filehash: string): MediaObject {
  const known = objects.get(filehash);
  if (known) return known;
  const made: MediaObject = {
    filehash,
    consolidate(more) {
      Object.assign(this, more, { filehash });
    },
  };
  objects.set(filehash, made);
  return made;
}
