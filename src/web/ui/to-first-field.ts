/**
 * For `afterOpenChange` of a dialogue with a form: who works by keys begins in its first field. `autoFocus` alone is not
 * enough: the dialogue takes the focus when it has opened, and gives it to the button that closes.
 */
export function toFirstField(open: boolean): void {
  if (!open) return;
  const dialogue = [...document.querySelectorAll('[role="dialog"]')].at(-1);
  const inField = document.activeElement?.matches('input, textarea') === true;
  if (dialogue === undefined || (inField && dialogue.contains(document.activeElement))) return;
  dialogue.querySelector<HTMLElement>('.ant-modal-body :is(input:not([type="file"]), textarea)')?.focus();
}
