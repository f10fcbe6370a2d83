import type { ReactNode } from 'react';

/** Something that is on or off at once, without a form around it. */
export function Toggle(props: {
  readonly isOn: boolean;
  readonly label: string;
  /** What is seen instead of the label when there is little room: the state in a word. Both are heard. */
  readonly state?: string;
  readonly isBusy?: boolean;
  readonly onToggle: (isOn: boolean) => void;
}): ReactNode {
  return (
    <button
      type="button"
      role="switch"
      className="toggle"
      aria-checked={props.isOn}
      aria-label={props.state === undefined ? undefined : `${props.label}: ${props.state}`}
      title={props.state === undefined ? undefined : props.label}
      aria-disabled={props.isBusy === true}
      onClick={() => {
        if (props.isBusy !== true) props.onToggle(!props.isOn);
      }}
    >
      <span className="toggle-track" aria-hidden="true" />
      <span className="toggle-words">{props.state ?? props.label}</span>
    </button>
  );
}
