import type { ComponentChildren } from "preact";
import { Page as Frame } from "../page/page.tsx";

/** The frame of the demo's chat pages. */
export function Page({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Frame title={title} styles={["/conversa/assets/conversa.css"]} scripts={["/conversa/assets/conversa.js"]}>
      {children}
    </Frame>
  );
}
