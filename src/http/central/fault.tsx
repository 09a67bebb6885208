/** An error message about the submitted form. */
export function Fault({ message }: { message: string | undefined }) {
  if (message === undefined) return null;
  return (
    <p class="notice bad" role="alert">
      {message}
    </p>
  );
}
