import type { ComponentChildren } from "preact";
import type { CentralSite } from "./central-deps.ts";

/** A link to the WhatsApp chat with the first message filled in. Renders nothing if no number is configured. */
export function WhatsappLink({
  site,
  text,
  children,
}: {
  site: CentralSite;
  text: string;
  children: ComponentChildren;
}) {
  if (site.whatsappNumber === undefined) return null;
  return (
    <p>
      <a class="button" rel="noreferrer" href={`https://wa.me/${site.whatsappNumber}?text=${encodeURIComponent(text)}`}>
        {children}
      </a>
    </p>
  );
}
