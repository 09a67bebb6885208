import type { Response } from "express";
import type { ComponentChildren, VNode } from "preact";
import { render } from "preact-render-to-string";

/**
 * The HTML around every page. `styles` and `scripts` are URLs on this server. The style sheet that all pages share
 * comes first.
 */
export function Page(props: {
  title: string;
  styles?: readonly string[];
  scripts?: readonly string[];
  /** Seconds after which the page reloads itself if the browser has no JavaScript. */
  refreshSeconds?: number;
  children: ComponentChildren;
}) {
  const { title, styles = [], scripts = [], refreshSeconds, children } = props;
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

/** Renders `*bold*` in a text as bold. A single asterisk, or one before a space, remains an asterisk. */
export function Bold({ text }: { text: string }) {
  const parts = text.split(/\*(?!\s)([^*\n]+)(?<!\s)\*/);
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong key={index}>{part}</strong> : part))}</>;
}

/** The warning on every page of the demo that its boletos must not be paid. */
export function DemoBar() {
  return (
    <aside class="demo" aria-label="Aviso">
      <strong>DEMONSTRAÇÃO</strong> Tudo aqui é inventado. <strong>Não pague os boletos.</strong>
    </aside>
  );
}

/** Renders a page on the server and sends it. All texts in it are escaped. */
export function sendPage(response: Response, page: VNode): void {
  response.type("html").send(`<!doctype html>${render(page)}`);
}
