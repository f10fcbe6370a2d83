import type { ReactNode } from 'react';

/** Something that is on or off at once, without a form around it. */
export function Toggle(props: {
  readonly isOn: boolean;
  readonly label: string;
  /** What is seen; the label is what is heard when this says only the state. */
  readonly children?: ReactNode;
  readonly isBusy?: boolean;
  readonly onToggle: (isOn: boolean) => void;
}): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      className="toggle"
      aria-checked={props.isOn}
      aria-label={props.children === undefined ? undefined : props.label}
      title={props.children === undefined ? undefined : props.label}
      aria-disabled={props.isBusy === true}
      onClick={() => {
        if (props.isBusy !== true) props.onToggle(!props.isOn);
      }}
    >
      <span className="toggle-track" aria-hidden="true" />
      <span className="toggle-words">{props.children ?? props.label}</span>
    </button>
  );
}
