import { Button, Modal } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '../../language/language.tsx';
import { uiTexts } from '../../ui/texts.ts';

interface CaseDialogProps {
  readonly title: string;
  readonly ok: string;
  readonly danger?: boolean;
  readonly ready?: boolean;
  readonly busy: boolean;
  readonly cancel?: string;
  readonly onOk: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * One thing to confirm or fill in, by keyboard too: Enter confirms (in a text of several lines Ctrl+Enter), Esc closes
 * and keeps what was written.
 */
export function CaseDialog({
  title,
  ok,
  danger = false,
  ready = true,
  busy,
  cancel,
  onOk,
  onClose,
  children,
}: CaseDialogProps) {
  const ui = useTexts(uiTexts);
  const form = useRef<HTMLFormElement>(null);
  // At once, not when the opening has been drawn: what is typed meanwhile would be lost.
  useEffect(() => focusFirst(form.current), []);
  // On the document: a hand is faster than the dialog that opens and takes the focus.
  useEffect(() => {
    const sendAnyway = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.current?.requestSubmit();
    };
    document.addEventListener('keydown', sendAnyway);
    return () => document.removeEventListener('keydown', sendAnyway);
  }, []);
  return (
    <Modal
      open
      title={title}
      footer={null}
      width={640}
      onCancel={onClose}
      afterOpenChange={(open) => {
        if (open && form.current?.contains(document.activeElement) !== true) focusFirst(form.current);
      }}
    >
      <form
        ref={form}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !busy) onOk();
        }}
      >
        {children}
        <div className="row dialog-end">
          <Button onClick={onClose}>{cancel ?? ui.cancel}</Button>
          <Button type="primary" danger={danger} htmlType="submit" disabled={!ready} loading={busy}>
            {ok}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** What is to be chosen or written first, else the button that confirms. */
function focusFirst(form: HTMLFormElement | null): void {
  const first = form?.querySelector<HTMLElement>('[data-first] input, input[data-first], textarea[data-first]');
  (first ?? form?.querySelector<HTMLElement>('button[type=submit]'))?.focus();
}
