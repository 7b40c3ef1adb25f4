/** Lets Enter send a form whose button stands outside of it, in the foot of a dialogue (HTML: implicit submission). */
export function EnterSends() {
  return <button type="submit" hidden tabIndex={-1} aria-hidden="true" />;
}
