import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { Csrf } from "./form.tsx";

/** A form to upload a file. The CSRF token comes before the file. */
export function FileForm({ action, children }: { action: string; children: ComponentChildren }) {
  return (
    <form method="post" action={action} encType="multipart/form-data">
      <input type="hidden" name="csrf" value={useContext(Csrf)} />
      {children}
    </form>
  );
}
