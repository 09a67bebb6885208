import type { Response } from "express";
import type { ComponentChildren, VNode } from "preact";
import { render } from "preact-render-to-string";

/** What every page has around it. `styles` and `scripts` are addresses of ours; the sheet that all share comes first. */
export function Page(of: {
  title: string;
  styles?: readonly string[];
  scripts?: readonly string[];
  /** Seconds after which a page without JavaScript looks again. */
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { title, styles = [], scripts = [], refreshSeconds, children } = of;
  return (
    <html lang="pt-BR">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        {["/assets/page.css", ...styles].map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} src={src} defer />
        ))}
        {refreshSeconds !== undefined && (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body>{children}</body>
    </html>
  );
}

/** A text with `*bold*` as the page shows it; a lone star, or one before a blank, stays a star. */
export function Bold({ text }: { text: string }) {
  const parts = text.split(/\*(?!\s)([^*\n]+)(?<!\s)\*/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</>;
}

/** Says on every page what must not be overlooked. */
export function DemoBar() {
  return (
    <aside class="demo" aria-label="Aviso">
      <strong>DEMONSTRAÇÃO</strong> Tudo aqui é inventado. <strong>Não pague os boletos.</strong>
    </aside>
  );
}

/** Sends a page, drawn on the server; whatever stands in it as text stays text. */
export function sendPage(response: Response, page: VNode): void {
  response.type("html").send(`<!doctype html>${render(page)}`);
}
