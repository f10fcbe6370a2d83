import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * A dialog over the page. The browser's own element keeps the focus inside, closes on Escape and gives the focus back;
 * so it is mounted when it opens and taken away when it closes.
 */
export function ModalDialog(props: {
  readonly title: string;
  readonly lead?: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    const { current } = dialog;
    const opener = document.activeElement;
    current?.showModal();
    return () => {
      current?.close();
      // An entry of a menu is gone by now, and so is a button for what has just been done.
      const next = opener?.isConnected === true ? opener : document.getElementById('content');
      if (next instanceof HTMLElement) next.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        // Only what is beside the dialog is the element itself.
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div className="dialog-body">
        <h2 id={headingId}>{props.title}</h2>
        {props.lead === undefined ? null : <p className="lead">{props.lead}</p>}
        {props.children}
      </div>
    </dialog>
  );
}
